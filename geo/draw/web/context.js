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
 *   rows: () => Uint32Array, orders: Map<string, Uint32Array>, places: Record<string, any>, base: any, labels: import("./labels.js").Labels, dark: MediaQueryList,
 *   color: (name: string) => string, draw: (...names: string[]) => void, standClear: () => void, hurry: () => void, rest: () => void, fit: () => void, show: (row: number) => void, picking: ((at: {lat: number, lng: number}) => void) | false | null,
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
export function sortedRows(context) {
  const { filter, choice } = context;
  const { group, sort } = choice.state;
  const order = orderOf(context, sort);
  const all = order.length;
  if (!group && filter.shown === all) return order;
  const { shade } = filter;
  const among = group && new Set(group);
  const rows = new Uint32Array(filter.shown);
  let count = 0;
  for (let i = 0; i < all; i++) if (shade[order[i]] && (!among || among.has(order[i]))) rows[count++] = order[i];
  return rows.subarray(0, count);
}

/** Return all rows in an order; each order is worked out once. @param {Context} context @param {string} sort */
function orderOf({ table, orders }, sort) {
  let order = orders.get(sort);
  if (!order) {
    order = new Uint32Array(table.n);
    for (let row = 0; row < table.n; row++) order[row] = row;
    if (sort === "newest") [order.subarray(0, table.dated), order.subarray(table.dated)].forEach((part) => part.reverse());
    else if (sort !== "oldest") order.sort(ORDERS[sort](table));
    orders.set(sort, order);
  }
  return order;
}

/** @typedef {(a: number, b: number) => number} Order */

/** Orders other than by date, in which rows stand already. @type {Record<string, (table: import("./types").Table) => Order>} */
const ORDERS = {
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
export function tint({ table, marks, choice, dark }) {
  marks.tint = colorRows(table, choice.state.color, dark.matches);
}
