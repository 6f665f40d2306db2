/** Which rows are shown, how strongly, and how many of each kind there are. */

import { UNDATED } from "./table.js";

export const FACETS = ["event_type", "status", "precision", "country", "actor", "claimant", "publisher"];
const SEARCH_BIT = 1 << FACETS.length;
/** Least strength of an incident whose interval reaches beyond the time chosen, of 255. */
const FAINTEST = 70;

/**
 * The rows that pass every choice. `shade[row]` is 0 where a row is hidden, else how much of
 * its interval lies in the time chosen, up to 255.
 */
export class Filter {
  /** @param {import("./types").Table} table */
  constructor(table) {
    this.table = table;
    this.fails = new Uint16Array(table.n);
    this.shade = new Uint8Array(table.n).fill(255);
    /** The rows shown: so many of these. */
    this.rows = new Uint32Array(table.n);
    for (let row = 0; row < table.n; row++) this.rows[row] = row;
    this.shown = table.n;
    /** @type {number[] | Uint32Array | null} */
    this.hits = null;
  }

  /**
   * Choose values of a facet: a row passes with any of them; none chosen, every row passes.
   * @param {string} facet @param {number[]} values
   */
  choose(facet, values) {
    const bit = 1 << FACETS.indexOf(facet);
    const { fails, table } = this;
    for (let i = 0; i < table.n; i++) fails[i] &= ~bit;
    if (!values.length) return;
    const wanted = new Set(values);
    const list = table.lists[facet];
    if (list) this.chooseInLists(list, wanted, bit);
    else {
      const codes = codesOf(table, facet);
      for (let i = 0; i < table.n; i++) if (!wanted.has(codes[i])) fails[i] |= bit;
    }
  }

  /** @param {import("./types").Multi} list @param {Set<number>} wanted @param {number} bit */
  chooseInLists({ offsets, codes }, wanted, bit) {
    for (let i = 0; i < this.table.n; i++) {
      let found = offsets[i] === offsets[i + 1] && wanted.has(0);
      for (let k = offsets[i]; k < offsets[i + 1] && !found; k++) found = wanted.has(codes[k]);
      if (!found) this.fails[i] |= bit;
    }
  }

  /**
   * Keep only the rows that a search found; null keeps all.
   * @param {Uint32Array | number[] | null} hits
   */
  search(hits) {
    this.hits = hits;
    const { fails } = this;
    for (let i = 0; i < fails.length; i++) fails[i] = hits ? fails[i] | SEARCH_BIT : fails[i] & ~SEARCH_BIT;
    if (hits) for (const row of hits) fails[row] &= ~SEARCH_BIT;
  }

  /**
   * Set the time chosen and work out what is shown.
   * @param {[number, number] | null} window @param {boolean} undated
   */
  apply(window, undated) {
    const { from, to, bound, n } = this.table;
    const { fails, shade, rows } = this;
    const [a, b] = window ?? [-Infinity, Infinity];
    let shown = 0;
    for (let i = 0; i < n; i++) {
      let strength = 0;
      if (!fails[i]) {
        if (bound[i] === UNDATED) strength = undated ? 255 : 0;
        else if (from[i] < b && to[i] > a) strength = from[i] >= a && to[i] <= b ? 255 : faded(from[i], to[i], a, b);
      }
      shade[i] = strength;
      if (strength) rows[shown++] = i;
    }
    this.shown = shown;
  }

  /**
   * Count the values of a facet among the rows that pass every other choice.
   * @param {string} facet @param {[number, number] | null} window @param {boolean} undated
   */
  counts(facet, window, undated) {
    const { table, fails } = this;
    const others = ~(1 << FACETS.indexOf(facet));
    const list = table.lists[facet];
    const codes = list ? list.codes : codesOf(table, facet);
    const counts = new Uint32Array(size(table, facet));
    const [a, b] = window ?? [-Infinity, Infinity];
    const { from, to, bound } = table;
    for (let i = 0; i < table.n; i++) {
      if (fails[i] & others) continue;
      if (bound[i] === UNDATED ? !undated : from[i] >= b || to[i] <= a) continue;
      if (!list) counts[codes[i]]++;
      else for (let k = list.offsets[i]; k < list.offsets[i + 1]; k++) counts[codes[k]]++;
    }
    return counts;
  }
}

/** @param {number} from @param {number} to @param {number} a @param {number} b */
function faded(from, to, a, b) {
  const share = (Math.min(to, b) - Math.max(from, a)) / (to - from);
  return Math.round(FAINTEST + (255 - FAINTEST) * share);
}

/** @param {import("./types").Table} table @param {string} facet */
export function codesOf(table, facet) {
  return facet === "precision" ? table.precision : table.codes[facet];
}

/** @param {import("./types").Table} table @param {string} facet */
function size(table, facet) {
  return facet === "precision" ? 8 : table.vocabularies[facet].length + 1;
}
