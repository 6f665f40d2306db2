/** What the views share. */

import { colorRows } from "./palette.js";
import { el } from "./dom.js";
import { symbolElement } from "./symbols.js";
import { say, value } from "./words.js";

/**
 * @typedef {{
 *   id: string, map: any, table: import("./types").Table, texts: import("./texts.js").Texts,
 *   choice: import("./state.js").Choice, filter: import("./filter.js").Filter,
 *   search: import("./search.js").Search, marks: import("./marks.js").Marks,
 *   rows: () => number[], places: Record<string, any>, base: any,
 *   color: (name: string) => string, redraw: () => void, fit: () => void, show: (row: number) => void, picking: ((at: {lat: number, lng: number}) => void) | false | null,
 * }} Context
 */

/** Return the symbol of a row. @param {Context} context @param {number} row */
export function rowSymbol({ table, marks }, row) {
  const kind = table.kinds[table.codes.event_type[row] - 1] ?? { family: "strategic", symbol: "dot" };
  return symbolElement(kind.family, kind.symbol, marks.tint.colors[marks.tint.codes[row]], value(table, "status", row));
}

/** Return the status as a badge. @param {import("./types").Table} table @param {number} row */
export function statusBadge(table, row) {
  const status = value(table, "status", row);
  if (!status) return null;
  return el("span", { class: `geo-badge geo-${status}`, text: say(`status.${status}`), title: say(`status.${status}.why`) });
}

/**
 * Return the shown rows in the order that was chosen.
 * @param {Context} context
 */
export function sortedRows({ table, filter, choice }) {
  const { group, sort } = choice.state;
  const rows = [];
  if (group) rows.push(...group.filter((row) => filter.shade[row]));
  else for (let row = 0; row < table.n; row++) if (filter.shade[row]) rows.push(row);
  return rows.sort(ORDERS[sort](table));
}

/** @typedef {(a: number, b: number) => number} Order */

/** @type {Record<string, (table: import("./types").Table) => Order>} */
const ORDERS = {
  oldest: () => (a, b) => a - b,
  newest: (table) => (a, b) => Number(b < table.dated) - Number(a < table.dated) || b - a,
  place: (table) => byWords(table, "place"),
  type: (table) => byWords(table, "event_type"),
  killed: (table) => (a, b) => table.killed[b] - table.killed[a] || b - a,
};

/** @param {import("./types").Table} table @param {string} name @returns {Order} */
function byWords(table, name) {
  const words = table.vocabularies[name].map((item) => String(Array.isArray(item) ? item[0] : item));
  const order = words.map((_, i) => i).sort((a, b) => (words[a] < words[b] ? -1 : 1));
  const ranks = new Uint32Array(words.length + 1).fill(words.length);
  order.forEach((code, rank) => { ranks[code + 1] = rank; });
  const codes = table.codes[name];
  return (a, b) => ranks[codes[a]] - ranks[codes[b]] || a - b;
}

/** Color the rows anew. @param {Context} context */
export function tint({ table, marks, choice }) {
  marks.tint = colorRows(table, choice.state.color);
}
