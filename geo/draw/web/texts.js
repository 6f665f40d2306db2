/** Read what the incidents say, a chunk at a time, when it is asked for. */

import { fromBase64, inflate } from "./bytes.js";
import { held } from "./held.js";
import { codesOfLine, lineStarts, spell } from "./vocabulary.js";

const PART = "\x1f";
const KEPT = 12;

/**
 * @typedef {{bytes: Uint8Array, starts: Uint32Array, json: string, told: {articles: any[], columns: Record<string, any[]>} | null}} Chunk
 */

/** The texts of a page, by row. */
export class Texts {
  /** @param {string} id of the element that the map is drawn from @param {import("./types").Table} table */
  constructor(id, table) {
    this.id = id;
    this.table = table;
    this.chunk = table.chunk;
    /** @type {Map<number, Promise<Chunk>>} */
    this.read = new Map();
    /** @type {Promise<string[]> | null} */
    this.vocabulary = null;
  }

  /** Return a packed section once the page has loaded it. @param {string} name */
  packed(name) {
    return held(`${this.id}_${name}`);
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
    const [{ parts, chunk }] = await Promise.all([this.line(row), this.table.whole]);
    chunk.told ??= JSON.parse(chunk.json);
    const { articles, columns } = /** @type {NonNullable<Chunk["told"]>} */ (chunk.told);
    /** @type {Record<string, any>} */
    const said = {};
    for (const [name, values] of Object.entries(columns)) said[name] = values[row % this.chunk];
    const claims = (said.claims ?? []).map((/** @type {any} */ claim) => ({
      ...claim, source: articles[claim.source] ?? {},
      summary: parts[claim.summary], words: parts[claim.words], before: parts[claim.before], after: parts[claim.after],
    }));
    const none = { disagreements: [], corrections: [], others: [], names: [], actors: named(this.table, row) };
    for (const name of Object.keys(said)) if (said[name] === null) delete said[name];
    return /** @type {any} */ ({ ...none, ...said, counts: counts(this.table, row, said), source: source(this.table, row, said), summary: parts[0], text: parts[said.text] ?? "", claims });
  }
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

/** Return the parties of a row of a table that does not say who did what. @param {import("./types").Table} table @param {number} row */
function named({ lists, vocabularies }, row) {
  const { offsets, codes } = lists.actor;
  return [...codes.subarray(offsets[row], offsets[row + 1])].map((code) => ({ name: vocabularies.actor[code - 1], role: "party" }));
}

/** Return the least, best and most killed and wounded. @param {import("./types").Table} table @param {number} row @param {Record<string, any>} said */
function counts({ killed, wounded }, row, said) {
  const best = (/** @type {number} */ count) => (count ? count - 1 : null);
  const { killed_low: low, killed_high: high, wounded_low: least, wounded_high: most } = said;
  return [low ?? null, best(killed[row]), high ?? null, least ?? null, best(wounded[row]), most ?? null];
}

/** Return who published a row and where. @param {import("./types").Table} table @param {number} row @param {Record<string, any>} said */
function source({ lists, vocabularies }, row, { url }) {
  const { offsets, codes } = lists.publisher;
  const publisher = offsets[row] < offsets[row + 1] ? vocabularies.publisher[codes[offsets[row]] - 1] : undefined;
  return publisher || url ? { publisher, url } : undefined;
}
