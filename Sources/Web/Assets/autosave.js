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
  const field = form.querySelector("textarea");
  const version = form.elements.namedItem("version");
  const word = form.querySelector("[data-autosave-word]");
  const place = `writing:${form.action}`;
  const newest = `version:${form.action}`;
  // What the page came with: somebody may have begun to type before this script was there.
  let savedText = field.defaultValue;
  let timer = 0;
  let dirtySince = 0;
  let isSending = false;
  let patience = 1000;

  const show = (name) => (word.textContent = form.dataset[name] ?? "");
  const keep = () => remember(place, { text: field.value, version: version.value });
  const forget = () => remember(place, null);

  function changed() {
    if (field.value === savedText) return;
    keep();
    show("unsaved");
    const now = performance.now();
    dirtySince ||= now;
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(pauseBeforeSave, dirtySince + longestWait - now)));
  }

  async function save(isLeaving = false) {
    clearTimeout(timer);
    if (isSending || field.value === savedText) return;
    isSending = true;
    dirtySince = 0;
    const text = field.value;
    show("saving");
    const fields = new URLSearchParams(new FormData(form));
    fields.set("body", text);
    const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual", keepalive: isLeaving === true }).catch(() => null);
    isSending = false;
    if (answer?.ok) await saved(text, await answer.json().catch(() => ({})));
    else if (answer?.status === 409) await merge(await answer.json().catch(() => null));
    else later();
  }

  async function saved(text, told) {
    savedText = text;
    patience = 1000;
    if (told.version !== undefined) {
      version.value = told.version;
      remember(newest, Number(told.version));
    }
    if (field.value === savedText) {
      forget();
      show("saved");
    } else changed();
  }

  /** Another window was faster: both texts stand in the field, and the person decides. */
  function merge(newer) {
    if (!newer) return later();
    version.value = newer.version;
    savedText = newer.body;
    join(newer.body);
    show("conflict");
    if (field.value !== savedText) timer = setTimeout(save, longestWait);
  }

  function join(other) {
    if (field.value === other || field.value.includes(other)) return;
    if (other.includes(field.value)) field.value = other;
    else field.value = `${other}\n\n${field.value}`;
  }

  function later() {
    keep();
    show("kept");
    timer = setTimeout(save, patience);
    patience = Math.min(patience * 2, 10000);
  }

  function bringBack() {
    const draft = remembered(place);
    if (!draft || draft.text === field.value) return forget();
    if (draft.version === version.value) field.value = draft.text;
    else join(draft.text);
    changed();
  }

  field.addEventListener("input", changed);
  field.addEventListener("blur", () => save());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  addEventListener("online", () => save());
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => document.hidden && save(true));

  // Whoever reloads while a save is on its way can get the page as it was before: this tab knows better, and asks once more.
  const isBehind = remembered(newest) > Number(version.value) && field.value === field.defaultValue;
  if (isBehind) {
    remember(newest, null);
    return location.reload();
  }
  bringBack();
  changed();
}
