// Follows the room: each message carries the parts of the page in their newest state; a lost connection comes back by itself.
import { renewParts, speak } from "./markup.js";
import { startClock } from "./clock.js";

const room = document.querySelector("[data-room]");
const line = document.querySelector("[data-connection]");
let seq = room?.dataset.seq;
let source = null;
let patience = 0;
let wait = 1000;

function tell(sentence) {
  clearTimeout(patience);
  if (!line) return;
  line.hidden = !sentence;
  line.textContent = sentence ?? "";
}

/** What a newer state says aloud: the step, what to do in it, and that the floor is one's own now. Seldom, and once. */
function sayWhatIsNew(before) {
  const after = sentences();
  speak(after.filter((sentence) => !before.includes(sentence)).join(". "));
}

const sentences = () => [...document.querySelectorAll("[data-say-when-new]")].map((element) => element.textContent);

function receive(message) {
  const receivedAt = Date.now();
  if (message.lastEventId) seq = message.lastEventId;
  wait = 1000;
  tell(null);
  const before = sentences();
  renewParts(message.data);
  startClock(receivedAt);
  sayWhatIsNew(before);
  document.dispatchEvent(new CustomEvent("room-renewed"));
}

/** Quiet signals: parts like any other, but no event of the room. */
function receiveQuiet(message) {
  const before = sentences();
  renewParts(message.data);
  sayWhatIsNew(before);
}

async function lost() {
  clearTimeout(patience);
  // A short break is no news.
  patience = setTimeout(() => tell(room.dataset.lost), 2000);
  if (source.readyState !== EventSource.CLOSED) return;
  source.close();
  const answer = await fetch(room.dataset.events.replace(/\/events(\?.*)?$/, ""), { method: "HEAD", redirect: "manual" }).catch(() => null);
  if (answer && (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status))) {
    tell(room.dataset.ended);
    speak(room.dataset.ended);
    return;
  }
  setTimeout(connect, wait);
  wait = Math.min(wait * 2, 15000);
}

function connect() {
  source = new EventSource(`${room.dataset.events}${room.dataset.events.includes("?") ? "&" : "?"}since=${seq}`);
  source.addEventListener("message", receive);
  source.addEventListener("quiet", receiveQuiet);
  source.addEventListener("number", (message) => (seq = message.lastEventId));
  source.addEventListener("error", lost);
  source.addEventListener("open", () => tell(null));
  source.addEventListener("ended", (message) => {
    source.close();
    // What came just before says it all.
    if (message.data === "gone") return;
    tell(room.dataset.ended);
    speak(room.dataset.ended);
  });
}

export function follow() {
  if (!room) return;
  connect();
  addEventListener("offline", () => tell(room.dataset.lost));
  addEventListener("online", () => {
    // An open stream may have died unseen while the network was away.
    source.close();
    connect();
  });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
}
