// Turns what the server sends into elements, and an old element into its newer self without touching what stays the same.

// The only place that makes markup from text; what comes in was rendered by our own server for this viewer.
const policy = globalThis.trustedTypes
  ? trustedTypes.createPolicy("fulcrum", { createHTML: (text) => text })
  : { createHTML: (text) => text };

export function parse(text) {
  return new DOMParser().parseFromString(policy.createHTML(text), "text/html");
}

const keyOf = (node) => (node.nodeType === 1 ? node.id || node.dataset.person || null : null);

/** Changes `old` into `fresh`. Nodes that stay keep their focus, their scroll and what was typed into them. */
export function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return old;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return fresh;
  }
  if (old.nodeType !== 1) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return old;
  }
  renewAttributes(old, fresh);
  renewChildren(old, fresh);
  return old;
}

function renewAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function renewChildren(old, fresh) {
  const keyed = new Map();
  for (const child of old.childNodes) {
    const key = keyOf(child);
    if (key) keyed.set(key, child);
  }
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const key = keyOf(next);
    let match = key ? keyed.get(key) : null;
    if (!key) {
      match = place;
      while (match && (keyOf(match) || match.nodeName !== next.nodeName)) match = match.nextSibling;
    }
    if (!match) {
      old.insertBefore(next, place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else old.insertBefore(match, place);
    const kept = renew(match, next);
    if (kept !== match && place === match) place = kept.nextSibling;
  }
  while (place) {
    const rest = place.nextSibling;
    place.remove();
    place = rest;
  }
}

/** Puts every part of a fragment in the place of its older self. */
export function renewParts(text) {
  const before = document.activeElement;
  for (const part of parse(text).querySelectorAll("[data-part]")) {
    const old = document.getElementById(part.id);
    if (old) renew(old, document.adoptNode(part));
  }
  // The button under the finger is gone: the focus goes to what took its place, not to the top of the page.
  if (before !== document.body && !document.contains(before)) document.querySelector("[data-main]")?.focus();
}

let spoken = "";
/** Says a sentence politely to whoever listens to the page. */
export function speak(sentence) {
  const place = document.getElementById("spoken");
  if (!place || !sentence || sentence === spoken) return;
  spoken = sentence;
  place.textContent = sentence;
}
