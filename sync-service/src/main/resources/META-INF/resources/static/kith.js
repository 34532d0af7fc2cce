import { follow } from "./live.js";
import { answerKeys } from "./keys.js";
import { searchAsYouType } from "./search.js";
import { signInWithLink } from "./signin.js";

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

each("[data-sign-in]", signInWithLink);
each("[data-search]", searchAsYouType);
each("[data-live]", follow);
answerKeys(document);

document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
  }
});

// A picture that cannot be had leaves the initials that stand under it.
const dropBroken = (image) => image.complete && image.naturalWidth === 0 && image.remove();
document.addEventListener("error", (event) => event.target.closest?.(".face img")?.remove(), true);
each(".face img", (image) => image.loading !== "lazy" && dropBroken(image));
