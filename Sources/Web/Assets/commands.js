// Sends the room's buttons and small forms without leaving the page. Each command has a key, so that a repeated one is done once.
import { parse, speak } from "./markup.js";

const room = document.querySelector("[data-room]");
let told = null;
let renewedAt = 0;

function tell(sentence) {
  if (!told) {
    told = document.createElement("p");
    told.className = "told";
    room.append(told);
  }
  told.textContent = sentence;
  told.hidden = !sentence;
  if (sentence) speak(sentence);
  clearTimeout(told.timer);
  told.timer = setTimeout(() => (told.hidden = true), 8000);
}

/** What is wrong, in the server's own words. */
async function sentenceOf(answer) {
  const text = await answer.text();
  if (answer.headers.get("Content-Type")?.startsWith("text/plain")) return text;
  const page = parse(text);
  const found = page.querySelector("main .notice li, main .wrong, main p, main h1");
  return found?.textContent.trim() || room.dataset.notSent;
}

async function send(address, fields) {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(address, { method: "POST", body: fields, redirect: "manual" }).catch(() => null);
    const isAway = !answer || answer.status === 503;
    if (!isAway || attempt === 3) return answer;
    await new Promise((done) => setTimeout(done, 400 * 3 ** attempt));
  }
}

async function submit(form, button) {
  const fields = new URLSearchParams(new FormData(form, button));
  fields.set("key", crypto.randomUUID());
  // The step that stands on the screen: a tap that comes after it has ended changes nothing.
  if (fields.has("at")) fields.set("at", document.querySelector("[data-place]")?.dataset.place ?? "");
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  const sender = button ?? form;
  if (sender.getAttribute("aria-busy") === "true") return;
  sender.setAttribute("aria-busy", "true");
  try {
    const answer = await send(address, fields);
    if (!answer) tell(room.dataset.notSent);
    else if (answer.ok || answer.type === "opaqueredirect") {
      tell("");
      if (form.hasAttribute("data-clears")) clear(form);
    } else tell(await sentenceOf(answer));
  } finally {
    sender.removeAttribute("aria-busy");
  }
}

/** Empties what was typed; what was chosen stands for the next one. */
function clear(form) {
  for (const field of form.querySelectorAll("textarea, input[type=text], input[type=date], input[type=url]")) field.value = "";
}

export function listen() {
  if (!room) return;
  let main = null;
  document.addEventListener("room-renewed", () => {
    const buttons = [...document.querySelectorAll("[data-main]")];
    const action = buttons.map((button) => `${button.formAction} ${button.value}`).join();
    if (action !== main) renewedAt = performance.now();
    main = action;
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "commands" && !form.hasAttribute("data-command")) return;
    event.preventDefault();
    // The second half of a double tap must not hit the button that has just taken the place of the first.
    if (event.submitter?.hasAttribute("data-main") && performance.now() - renewedAt < 700) return;
    submit(form, event.submitter);
  });
}
