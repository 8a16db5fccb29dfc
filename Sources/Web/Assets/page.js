// Small helps on every page: the menu closes again, a form that came back shows where to look, a double tap sends once.

const menu = document.querySelector("details.menu");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

document.querySelector("[data-look-here]")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.id === "commands" || form.matches("[data-command], [data-autosave]")) return;
  if (form.dataset.isSent === "yes") return event.preventDefault();
  form.dataset.isSent = "yes";
  setTimeout(() => delete form.dataset.isSent, 5000);
});
// Coming back to a page by the browser's own back: its forms may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.isSent;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without TLS a browser has no clipboard for pages; the older way works there.
      if (!document.execCommand("copy")) return;
    }
    button.textContent = button.dataset.copied;
    document.querySelector("#spoken").textContent = button.dataset.copied;
  });
}
