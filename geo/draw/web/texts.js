/** Read what the incidents say, a chunk at a time, when it is asked for. */

import { fromBase64, inflate } from "./bytes.js";

export const PART = "\x1f";
export const DETAILS = "\x1e";
const KEPT = 12;

/** The texts of a page, by row. */
export class Texts {
  /** @param {string} id of the element that the map is drawn from @param {number} chunk rows in a chunk */
  constructor(id, chunk) {
    this.id = id;
    this.chunk = chunk;
    /** @type {Map<number, Promise<{lines: string[], articles: any[], rows: any[]}>>} */
    this.read = new Map();
  }

  /** Return the packed text of a chunk, or null. @param {number} number */
  packed(number) {
    return document.getElementById(`${this.id}_text_${number}`)?.textContent ?? null;
  }

  /** @param {number} number */
  open(number) {
    let chunk = this.read.get(number);
    if (!chunk) {
      chunk = openChunk(this.packed(number) ?? "");
      if (this.read.size >= KEPT) this.read.delete(/** @type {number} */ (this.read.keys().next().value));
      this.read.set(number, chunk);
    }
    return chunk;
  }

  /** Return the words of a row that lists show. @param {number} row */
  async summary(row) {
    const { lines } = await this.open(Math.floor(row / this.chunk));
    return lines[row % this.chunk].split(PART, 1)[0];
  }

  /**
   * Return all that is told of a row.
   * @param {number} row
   * @returns {Promise<import("./types").Detail>}
   */
  async detail(row) {
    const { lines, articles, rows } = await this.open(Math.floor(row / this.chunk));
    const parts = lines[row % this.chunk].split(PART);
    const raw = rows[row % this.chunk];
    const claims = (raw.claims ?? []).map((/** @type {any} */ claim) => ({
      ...claim, source: articles[claim.source] ?? {},
      summary: parts[claim.summary], words: parts[claim.words], before: parts[claim.before], after: parts[claim.after],
    }));
    return { actors: [], counts: null, disagreements: [], corrections: [], others: [], names: [], ...raw, summary: parts[0], claims };
  }
}

/** @param {string} packed */
async function openChunk(packed) {
  const text = new TextDecoder().decode(await inflate(fromBase64(packed)));
  const cut = text.indexOf(DETAILS);
  return { lines: text.slice(0, cut).split("\n"), ...JSON.parse(text.slice(cut + 1)) };
}
