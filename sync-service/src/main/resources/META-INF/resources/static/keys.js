const FIELDS = "input, textarea, select";

/** A key answers the question that has the focus, and none other: whoever never focuses one never meets a shortcut. */
export function answerKeys(page) {
  const questions = () => [...page.querySelectorAll("[data-keys]")];
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) {
      return;
    }
    const here = event.target.closest("[data-keys], .notice");
    if (!here) {
      return;
    }
    const all = questions();
    const at = all.indexOf(here);
    if (event.key === "j" && all.length > 0 && at >= 0) {
      all[Math.min(at + 1, all.length - 1)].focus();
    } else if (event.key === "i" && at >= 0) {
      all[Math.max(at - 1, 0)].focus();
    } else {
      const scope = event.key === "u" ? page.querySelector(".notice") : here;
      scope?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
    }
  });
  if (location.pathname === "/review") {
    (questions()[0] ?? page.querySelector(".notice button"))?.focus({ preventScroll: true });
  }
}
