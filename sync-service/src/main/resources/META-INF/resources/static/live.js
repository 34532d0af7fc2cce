const QUIET = 700;
const FALLBACK = 5000;

/** Keeps a part of the page as the server has it now, for as long as somebody looks at it. */
export function follow(part) {
  const says = part.parentElement.querySelector("[data-live-says]");
  const subject = says?.dataset.liveSays || "The sync";
  let timer = 0;
  let busy = part.querySelector("progress, .badge.busy") !== null;

  async function refresh() {
    timer = 0;
    if (document.hidden || part.contains(document.activeElement)) {
      return later(QUIET);
    }
    const answer = await fetch(part.dataset.live, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) {
      return later(FALLBACK);
    }
    part.innerHTML = await answer.text();
    tell();
  }

  function tell() {
    const now = part.querySelector("progress, .badge.busy") !== null;
    if (busy && !now && says) {
      says.textContent = `${subject} has ended.`;
    } else if (!busy && now && says) {
      says.textContent = `${subject} is running.`;
    }
    busy = now;
    later(busy ? QUIET * 2 : FALLBACK * 6);
  }

  function later(delay) {
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, delay);
  }

  const events = new EventSource("/api/sync/events");
  const hear = () => later(QUIET);
  events.onmessage = hear;
  ["run", "progress", "started", "ended"].forEach((name) => events.addEventListener(name, hear));
  document.addEventListener("visibilitychange", () => !document.hidden && later(0));
  later(busy ? QUIET : FALLBACK);
}
