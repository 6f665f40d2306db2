/** Spell words so that case, marks and scripts do not count. */

/**
 * Return a function that spells text in small plain Latin letters.
 * @param {Record<string, string>} letters how each other letter is spelled
 * @returns {(text: string) => string}
 */
export function folder(letters) {
  const spelled = new Map(Object.entries(letters));
  const one = (/** @type {string} */ letter) => spelled.get(letter) ?? "";
  return (text) => {
    const small = text.toLowerCase();
    // eslint-disable-next-line no-control-regex
    if (!/[^\x00-\x7f]/.test(small)) return small.replace(/'/g, "");
    // eslint-disable-next-line no-control-regex
    return small.normalize("NFC").replace(/[^\x00-\x7f]/gu, (c) => (c === "\u2019" ? "" : one(c) || c)).replace(/'/g, "");
  };
}
