// The page of a session that has not begun leads into the room the moment it opens.
const place = document.querySelector("[data-waiting]");

function wait() {
  const source = new EventSource(`${place.dataset.waiting}?since=0`);
  source.addEventListener("message", () => {
    source.close();
    location.reload();
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(wait, 5000);
  });
  // Whoever opens the room is on the way there already: the news of it must not cut that way off.
  addEventListener("submit", () => source.close(), { once: true });
  addEventListener("pagehide", () => source.close(), { once: true });
}

if (place) wait();
