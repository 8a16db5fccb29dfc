// The live room in the browser, on a phone, at the desk and on the wall. Without this script its forms still work.
import { startClock } from "./clock.js";
import { follow } from "./stream.js";
import { listen } from "./commands.js";
import { autosave } from "./autosave.js";

const arrived = performance.getEntriesByType("navigation")[0];
startClock(arrived ? performance.timeOrigin + arrived.responseStart : Date.now());
follow();
listen();
for (const form of document.querySelectorAll("[data-autosave]")) autosave(form);

// What somebody unfolds comes out from under the buttons.
document.addEventListener("toggle", ({ target }) => {
  if (target.open && navigator.userActivation?.isActive && target.closest(".folds")) target.scrollIntoView({ block: "nearest" });
}, true);

// A screen that goes dark in the middle of a turn helps nobody.
async function stayAwake() {
  if (document.hidden || !navigator.wakeLock) return;
  await navigator.wakeLock.request("screen").catch(() => null);
}
if (document.querySelector("[data-room]")) {
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}
