/** Run the scripts that a page holds deflated, then the page's own; the policy names the hash of each. */
(async () => {
  const text = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? "";
  const bytes = Uint8Array.from(atob(text("geo-scripts")), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  for (const source of [...await new Response(inflated).json(), text("geo-page")]) {
    const script = document.createElement("script");
    script.textContent = source;
    document.head.append(script);
  }
})();
