/** Read what the incidents say, a chunk at a time, when it is asked for. */

import { fromBase64, inflate } from "./bytes.js";
import { codesOfLine, lineStarts, spell } from "./vocabulary.js";

const PART = "\x1f";
const KEPT = 12;
const COUNTS = ["killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high"];
const PARTIES = ["party1", "party2"];

/**
 * @typedef {{bytes: Uint8Array, starts: Uint32Array, json: string, told: {articles: any[], columns: Record<string, any[]>} | null}} Chunk
 */

/** The texts of a page, by row. */
export class Texts {
  /** @param {string} id of the element that the map is drawn from @param {number} chunk rows in a chunk */
  constructor(id, chunk) {
    this.id = id;
    this.chunk = chunk;
    /** @type {Map<number, Promise<Chunk>>} */
    this.read = new Map();
    /** @type {Promise<string[]> | null} */
    this.vocabulary = null;
  }

  /**
   * Return a packed section once the page has loaded it: texts come last.
   * @param {string} name @returns {Promise<string>}
   */
  async packed(name) {
    const find = () => document.getElementById(`${this.id}_${name}`);
    if (document.readyState === "loading" && !find()?.nextElementSibling) await loaded();
    return find()?.textContent ?? "";
  }

  words() {
    this.vocabulary ??= this.packed("words").then((packed) => inflate(fromBase64(packed)))
      .then((buffer) => new TextDecoder().decode(buffer).split("\n"));
    return this.vocabulary;
  }

  /** @param {number} number */
  open(number) {
    let chunk = this.read.get(number);
    if (!chunk) {
      chunk = this.packed(`text_${number}`).then(openChunk);
      if (this.read.size >= KEPT) this.read.delete(/** @type {number} */ (this.read.keys().next().value));
      this.read.set(number, chunk);
    }
    return chunk;
  }

  /** @param {number} row */
  async line(row) {
    const [words, chunk] = await Promise.all([this.words(), this.open(Math.floor(row / this.chunk))]);
    const codes = codesOfLine(chunk.bytes, chunk.starts[row % this.chunk]);
    return { parts: spell(codes.map((code) => words[code])).split(PART), chunk };
  }

  /** Return the words of a row that lists show. @param {number} row */
  async summary(row) {
    return (await this.line(row)).parts[0];
  }

  /**
   * Return all that is told of a row.
   * @param {number} row
   * @returns {Promise<import("./types").Detail>}
   */
  async detail(row) {
    const { parts, chunk } = await this.line(row);
    chunk.told ??= JSON.parse(chunk.json);
    const { articles, columns } = /** @type {NonNullable<Chunk["told"]>} */ (chunk.told);
    /** @type {Record<string, any>} */
    const said = {};
    for (const [name, values] of Object.entries(columns)) said[name] = values[row % this.chunk];
    const claims = (said.claims ?? []).map((/** @type {any} */ claim) => ({
      ...claim, source: articles[claim.source] ?? {},
      summary: parts[claim.summary], words: parts[claim.words], before: parts[claim.before], after: parts[claim.after],
    }));
    const { publisher, url } = said;
    const none = { disagreements: [], corrections: [], others: [], names: [], source: publisher || url ? { publisher, url } : undefined };
    return /** @type {any} */ ({ ...none, ...said, actors: actors(said), counts: COUNTS.map((name) => said[name] ?? null), summary: parts[0], text: parts[said.text] ?? "", claims });
  }
}

/** @returns {Promise<void>} */
function loaded() {
  return new Promise((done) => document.addEventListener("DOMContentLoaded", () => done(), { once: true }));
}

/** @param {string} packed @returns {Promise<Chunk>} */
async function openChunk(packed) {
  const { bytes, rest } = divide(await inflate(fromBase64(packed)));
  return { bytes, starts: lineStarts(bytes), json: new TextDecoder().decode(rest), told: null };
}

/** Return the lines and the JSON of a chunk. @param {ArrayBuffer} buffer */
export function divide(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  return { bytes: new Uint8Array(buffer, 4, length), rest: new Uint8Array(buffer, 4 + length) };
}

/** @param {Record<string, any>} said */
function actors(said) {
  return said.actors ?? PARTIES.flatMap((name) => (said[name] ? [{ name: said[name], role: "party" }] : []));
}
