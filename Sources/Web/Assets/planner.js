// Puts the agenda's items in order by pointer; the keyboard has the Up and Down buttons, and both send the same form.

const list = document.querySelector("[data-reorder]");
const form = document.getElementById("agenda-change");

/** The ids of the items as they stand on the page. */
const order = () => Array.from(list.children, (item) => item.dataset.item).join(" ");

function send(fields) {
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  form.submit();
}

function addGrip(item) {
  const grip = document.createElement("span");
  grip.className = "grip";
  grip.setAttribute("aria-hidden", "true");
  item.prepend(grip);
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    drag(item, event.pointerId);
  });
}

/** Listens on the document: an item that changes its place loses whatever it had captured. */
function drag(item, pointer) {
  const before = order();
  const listening = new AbortController();
  const listen = (kind, act) =>
    document.addEventListener(kind, (event) => event.pointerId === pointer && act(event), { signal: listening.signal });
  item.classList.add("held");
  listen("pointermove", (event) => {
    // What has begun stays first.
    const others = Array.from(list.children).filter((other) => other !== item && !("fixed" in other.dataset));
    const next = others.find((other) => {
      const box = other.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    }) ?? null;
    if (next !== item.nextElementSibling) list.insertBefore(item, next);
  });
  const letGo = () => {
    listening.abort();
    item.classList.remove("held");
    if (order() !== before) send({ change: "order", order: order() });
  };
  listen("pointerup", letGo);
  listen("pointercancel", letGo);
}

/** After a move the page comes back at the item: the button that was pressed has the focus again. */
function keepFocus() {
  const verb = sessionStorage.getItem("planner-verb");
  sessionStorage.removeItem("planner-verb");
  const item = location.hash.startsWith("#item-") ? document.getElementById(location.hash.slice(1)) : null;
  if (!verb || !item) return;
  const button = item.querySelector(`button[value^="${verb}."]`) ?? item.querySelector("button");
  button?.focus({ preventScroll: true });
}

if (list && form) {
  for (const item of list.children) if (!("fixed" in item.dataset)) addGrip(item);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=change]");
    if (button) sessionStorage.setItem("planner-verb", button.value.split(".")[0]);
  });
  // The browser goes to the item of the address once the page has loaded, and takes the focus away as it does.
  addEventListener("load", () => setTimeout(keepFocus));
}
