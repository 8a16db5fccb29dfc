// Counts the step's clock against the server's time; nothing ticks over the wire.
import { speak } from "./markup.js";

let skew = null;
let timer = 0;
let lastState = null;

/** Server time minus ours. A message that travelled fast knows best, so the largest difference counts. */
function learn(serverNow, receivedAt) {
  const difference = serverNow - receivedAt;
  if (skew === null || difference > skew || skew - difference > 5000) skew = difference;
}

const serverTime = () => Date.now() + (skew ?? 0);

function face(milliseconds) {
  const over = milliseconds < 0;
  const seconds = over ? Math.floor(-milliseconds / 1000) : Math.ceil(milliseconds / 1000);
  return `${over ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const plain = (milliseconds) => face(Math.max(0, milliseconds));

function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** Every clock on the page; the first, or the one that is said to, is the one that is spoken of. */
function clocks() {
  const all = [...document.querySelectorAll("[data-clock-face]")];
  const main = document.querySelector("[data-clock-main] [data-clock-face]");
  return main ? [main, ...all.filter((clock) => clock !== main)] : all;
}

/** Begins anew after the page was loaded or renewed. */
export function startClock(receivedAt = Date.now()) {
  clearTimeout(timer);
  const [clock] = clocks();
  if (!clock) {
    lastState = null;
    return;
  }
  learn(Number(clock.dataset.now), receivedAt);
  tick(true);
}

/** One clock as it stands at this time, with the table round it; the state it is in. */
function show(clock, time) {
  if (clock.dataset.paused === "yes") return "paused";
  const { ends, warns, length } = clock.dataset;
  const remaining = ends - time;
  const state = remaining < 0 ? "over" : time >= warns ? "near" : "running";
  setText(clock.querySelector("[data-clock-time]"), face(remaining));
  const word = clock.querySelector("[data-clock-word]");
  setText(word, word.dataset[state === "running" ? "left" : state]);
  const table = clock.closest("[data-table]");
  table?.setAttribute("data-clock", state);
  const part = Math.max(0, Math.min(1000, Math.round((remaining / length) * 1000)));
  table?.querySelector("[data-clock-ring]")?.setAttribute("stroke-dasharray", `${part} 1000`);
  return state;
}

function tick(isFirst) {
  const all = clocks();
  const [main] = all;
  if (!main) return;
  const time = serverTime();
  const states = all.map((clock) => show(clock, time));
  const [state] = states;
  if (state !== "paused") {
    growArcs(time - main.dataset.now);
    countLosses(time - main.dataset.ends);
    if (!isFirst && state !== lastState) {
      if (state === "near") speak(main.querySelector("[data-clock-word]").dataset.near);
      if (state === "over") speak(document.querySelector("[data-room]")?.dataset.timeUp);
    }
  }
  lastState = state;
  // To the next change of a second on any clock, and a little over it.
  const waits = all.filter((_, place) => states[place] !== "paused").map((clock) => (((clock.dataset.ends - time) % 1000) + 1000) % 1000);
  if (waits.length) timer = setTimeout(tick, Math.min(...waits) + 20);
}

function growArcs(since) {
  const arcs = [...document.querySelectorAll("[data-arc]")];
  // While somebody else has the floor, a member who does not see their arc cannot know how the whole grows.
  if (!arcs.some((arc) => arc.dataset.growing === "yes")) return;
  for (const arc of arcs) {
    const held = Number(arc.dataset.held) + (arc.dataset.growing === "yes" ? since : 0);
    const attributed = Number(arc.dataset.attributed) + since;
    // As on the server: a share of the first few seconds says nothing.
    if (attributed >= 60000) arc.setAttribute("stroke-dasharray", `${Math.round((held / attributed) * 1000)} 1000`);
  }
}

/** What running over takes from later items, counted on from what the server said. */
function countLosses(over) {
  const line = document.querySelector("[data-pressure]");
  if (!line || over <= 0) return;
  const more = over - Number(line.dataset.over) - Number(line.dataset.buffer);
  if (more <= 0) return;
  line.hidden = false;
  setText(line, line.dataset.sentence.replace("{time}", plain(Number(line.dataset.lost) + more)));
}
