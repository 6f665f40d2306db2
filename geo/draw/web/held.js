/** What the page holds beside its scripts: packed sections, the largest of which come last. */

/**
 * Return the text that an inert element holds, once the page has loaded it; "" if there is none.
 * @param {string} id @returns {Promise<string>}
 */
export async function held(id) {
  const find = () => /** @type {HTMLTemplateElement | null} */ (document.getElementById(id));
  while (document.readyState === "loading" && !find()?.nextElementSibling) await grown();
  return find()?.content.textContent ?? "";
}

/** Wait until more of the page has arrived. @returns {Promise<void>} */
function grown() {
  return new Promise((done) => {
    const observer = new MutationObserver(() => more());
    const more = () => {
      observer.disconnect();
      document.removeEventListener("DOMContentLoaded", more);
      done();
    };
    observer.observe(document.body, { childList: true });
    document.addEventListener("DOMContentLoaded", more);
  });
}
