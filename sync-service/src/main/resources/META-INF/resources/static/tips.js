/** Escape hides what shows while its origin is pointed at or has the focus, until that ends. */
export function dismissTips(page) {
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      page.querySelectorAll(".origin:hover, .origin:focus").forEach(dismiss);
    }
  });
}

function dismiss(origin) {
  origin.classList.add("dismissed");
  const again = () => origin.classList.remove("dismissed");
  origin.addEventListener("blur", again, { once: true });
  origin.addEventListener("pointerleave", again, { once: true });
}
