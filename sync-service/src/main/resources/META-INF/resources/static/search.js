const PAUSE = 180;

/** Shows who is meant while it is typed; without it the form finds the same. */
export function searchAsYouType(form) {
  const field = form.querySelector("input[type=search]");
  const results = document.querySelector("[data-results]");
  let timer = 0;
  let latest = 0;

  async function find() {
    const mine = ++latest;
    const query = new URLSearchParams({ search: field.value });
    results.setAttribute("aria-busy", "true");
    const answer = await fetch(`${form.dataset.search}?${query}`, { headers: { Accept: "text/html" } }).catch(() => null);
    if (mine !== latest) {
      return;
    }
    results.removeAttribute("aria-busy");
    if (!answer?.ok || answer.redirected) {
      form.submit();
      return;
    }
    results.innerHTML = await answer.text();
    history.replaceState(null, "", field.value ? `${form.action}?${query}` : form.action);
  }

  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(find, PAUSE);
  });
}
