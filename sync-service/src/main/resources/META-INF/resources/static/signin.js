/** A link carries what signs in behind its #, which browsers send nowhere; it is taken out of the address at once. */
export function signInWithLink(section) {
  window.addEventListener("hashchange", () => open(section));
  open(section);
}

function open(section) {
  const token = new URLSearchParams(location.hash.slice(1)).get("link");
  if (!token) {
    return;
  }
  history.replaceState(null, "", location.pathname + location.search);
  const form = section.querySelector("form");
  form.elements.link.value = token;
  form.elements.key.required = false;
  form.submit();
}
