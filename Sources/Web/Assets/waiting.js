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
  addEventListener("pagehide", () => source.close(), { once: true });
}

if (place) wait();
