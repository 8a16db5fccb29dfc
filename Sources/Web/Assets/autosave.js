// Saves one's own writing within a second of a pause or of steady typing, and never loses a word: not offline, not to another window.

const pauseBeforeSave = 500;
const longestWait = 900;

/** Keeps a value for this tab, or drops it. A browser that keeps nothing still sends. */
function remember(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Nothing is kept.
  }
}

function remembered(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

export function autosave(form) {
  const areas = [...form.querySelectorAll("textarea")];
  const choices = [...form.querySelectorAll("input[type=radio]:not(details input)")];
  const version = form.elements.namedItem("version");
  const word = form.querySelector("[data-autosave-word]");
  const place = `writing:${form.action}`;
  const newest = `version:${form.action}`;
  // What the page came with: somebody may have begun to type before this script was there.
  let saved = typed((area) => area.defaultValue, (choice) => choice.defaultChecked);
  let timer = 0;
  let dirtySince = 0;
  let isSending = false;
  let isOver = false;
  // The button that sends the whole form, pressed while a save was on its way.
  let waiting = null;
  // The form itself has gone to the server, with all that is in it.
  let isLeft = false;
  let patience = 1000;

  /** What stands in the form: texts and choices by the names of their fields. */
  function typed(text = (area) => area.value, isChosen = (choice) => choice.checked) {
    const all = {};
    for (const area of areas) all[area.name] = text(area);
    for (const choice of choices) if (isChosen(choice)) all[choice.name] = choice.value;
    return all;
  }

  const isSaved = () => JSON.stringify(typed()) === JSON.stringify(saved);
  const say = (sentence) => (word.textContent = sentence ?? "");
  const show = (name) => say(form.dataset[name]);
  const keep = () => remember(place, { typed: typed(), version: version.value });
  const forget = () => remember(place, null);

  function changed() {
    if (isOver || isSaved()) return;
    keep();
    show("unsaved");
    const now = performance.now();
    dirtySince ||= now;
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(pauseBeforeSave, dirtySince + longestWait - now)));
  }

  async function save(isLeaving = false) {
    clearTimeout(timer);
    if (isOver || isLeft || isSending || isSaved()) return;
    isSending = true;
    dirtySince = 0;
    const sent = typed();
    show("saving");
    const fields = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual", keepalive: isLeaving === true }).catch(() => null);
    isSending = false;
    if (answer?.ok) await took(sent, await answer.json().catch(() => ({})));
    else if (answer?.status === 409) await merge(await answer.json().catch(() => null));
    else if (answer && form.dataset.gone && [403, 404, 422].includes(answer.status)) await refused(answer);
    else later();
    const button = waiting;
    waiting = null;
    // What another window wrote, and what did not go through, is looked at first.
    if (button && answer && answer.status !== 409) form.requestSubmit(button);
  }

  async function took(sent, told) {
    saved = sent;
    patience = 1000;
    if (told.version !== undefined) {
      version.value = told.version;
      remember(newest, Number(told.version));
    }
    if (isSaved()) {
      forget();
      show("saved");
    } else changed();
  }

  /** Another window was faster: both texts stand in the field, and the person decides. */
  function merge(newer) {
    if (!newer) return later();
    version.value = newer.version;
    const texts = newer.texts ?? { body: newer.body };
    saved = { ...typed(), ...texts };
    for (const area of areas) if (area.name in texts) join(area, texts[area.name]);
    show("conflict");
    if (!isSaved()) timer = setTimeout(save, longestWait);
  }

  function join(area, other) {
    if (area.value === other || area.value.includes(other)) return;
    if (other.includes(area.value)) area.value = other;
    else area.value = `${other}\n\n${area.value}`;
  }

  /** What cannot be kept stays on the page. What can be put right is tried again with the next letter, what is gone is not. */
  async function refused(answer) {
    keep();
    const isSentence = answer.headers.get("Content-Type")?.startsWith("text/plain");
    say(isSentence ? await answer.text() : form.dataset.gone);
    isOver = answer.status !== 422;
  }

  function later() {
    keep();
    show("kept");
    timer = setTimeout(save, patience);
    patience = Math.min(patience * 2, 10000);
  }

  function bringBack() {
    const draft = remembered(place);
    if (!draft?.typed || JSON.stringify(draft.typed) === JSON.stringify(typed())) return forget();
    for (const area of areas) {
      const text = draft.typed[area.name];
      if (text === undefined) continue;
      if (draft.version === version.value) area.value = text;
      else join(area, text);
    }
    for (const choice of choices) if (choice.name in draft.typed) choice.checked = draft.typed[choice.name] === choice.value;
  }

  form.addEventListener("input", changed);
  form.addEventListener("focusout", () => save());
  form.addEventListener("submit", (event) => {
    // A button that does more than keep what is typed sends the form as it is, after the save that is on its way: two that cross
    // would look like two windows.
    if (event.submitter?.hasAttribute("data-sends")) {
      clearTimeout(timer);
      if (!isSending) return (isLeft = true);
      waiting = event.submitter;
      return event.preventDefault();
    }
    event.preventDefault();
    save();
  });
  addEventListener("pageshow", () => (isLeft = false));
  addEventListener("online", () => save());
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => document.hidden && save(true));

  // Whoever reloads while a save is on its way can get the page as it was before: this tab knows better, and asks once more.
  if (remembered(newest) > Number(version.value) && isSaved()) {
    remember(newest, null);
    return location.reload();
  }
  bringBack();
  changed();
}
