import { follow } from "./live.js";
import { answerKeys } from "./keys.js";
import { searchAsYouType } from "./search.js";
import { signInWithLink } from "./signin.js";
import { dismissTips } from "./tips.js";

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

each("[data-sign-in]", signInWithLink);
each("[data-search]", searchAsYouType);
each("[data-live]", follow);
answerKeys(document);
dismissTips(document);

// What was sent is not sent twice, however often a key is pressed: the answer to the first is on its way.
let sent = false;
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm;
  if (sent || (question && !window.confirm(question))) {
    event.preventDefault();
    return;
  }
  sent = true;
  document.documentElement.toggleAttribute("data-sent", true);
});
window.addEventListener("pageshow", () => {
  sent = false;
  document.documentElement.toggleAttribute("data-sent", false);
});

// A picture that cannot be had leaves the initials that stand under it.
const dropBroken = (image) => image.complete && image.naturalWidth === 0 && image.remove();
document.addEventListener("error", (event) => event.target.closest?.(".face img")?.remove(), true);
each(".face img", (image) => image.loading !== "lazy" && dropBroken(image));
