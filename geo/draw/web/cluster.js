/** Join incidents that would lie over each other, so that each mark says how many it stands for. */

const CELL = 44;
const MOST_KINDS = 12;
const KEPT_ZOOMS = 4;

/**
 * @typedef {{x: number, y: number, n: number, row: number, shade: number, kinds: number[],
 *   cells: number[], one: boolean, px: number, py: number, r: number}} Group
 * @typedef {import("./canvas.js").View} View
 * @typedef {{of: Int32Array, xs: Float64Array, ys: Float64Array}} Cells
 * @typedef {{shade: Uint8Array, rows: Uint32Array, shown: number}} Shown
 */

/** The pinned rows of a table in squares of the map, per whole zoom. */
export class Index {
  /** @param {import("./types").Table} table */
  constructor(table) {
    this.table = table;
    /** @type {Map<number, Cells>} */
    this.zooms = new Map();
    this.last = { key: "", seen: new Uint8Array() };
  }

  /** @param {number} zoom */
  at(zoom) {
    const whole = Math.max(0, Math.min(18, Math.floor(zoom)));
    let cells = this.zooms.get(whole);
    if (!cells) {
      if (this.zooms.size >= KEPT_ZOOMS) this.zooms.clear();
      this.zooms.set(whole, (cells = cut(this.table, whole)));
    }
    return cells;
  }

  /** Return which cells are in view; while the map stands still they stay the same. @param {Cells} cells @param {View} view */
  seen(cells, view) {
    const key = JSON.stringify(view);
    if (this.last.key !== key) this.last = { key, seen: cellsInView(cells, view) };
    return this.last.seen;
  }
}

/** @param {import("./types").Table} table @param {number} zoom @returns {Cells} */
function cut({ n, x, y, pinned }, zoom) {
  const side = 2 ** zoom * (256 / CELL);
  const number = numbering(n);
  const of = new Int32Array(n).fill(-1);
  const xs = [];
  const ys = [];
  for (let i = 0; i < n; i++) {
    if (!pinned[i]) continue;
    const column = Math.floor(x[i] * side);
    const line = Math.floor(y[i] * side);
    of[i] = number(column, line);
    if (of[i] < xs.length) continue;
    xs.push(column / side);
    ys.push(line / side);
  }
  return { of, xs: Float64Array.from(xs), ys: Float64Array.from(ys) };
}

/**
 * Return a function that numbers pairs of whole numbers as they come: a map of its own, as the language's is slow.
 * @param {number} most pairs
 */
function numbering(most) {
  const bits = Math.ceil(Math.log2(2 * most + 2));
  const keys = new Float64Array(2 ** bits).fill(-1);
  const numbers = new Int32Array(2 ** bits);
  let count = 0;
  return (/** @type {number} */ a, /** @type {number} */ b) => {
    const key = a * 2 ** 26 + b;
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> (32 - bits);
    while (keys[slot] >= 0 && keys[slot] !== key) slot = (slot + 1) & (2 ** bits - 1);
    if (keys[slot] < 0) {
      keys[slot] = key;
      numbers[slot] = count++;
    }
    return numbers[slot];
  };
}

/**
 * Return the groups of shown rows in view, none over another.
 * @param {Index} index @param {Shown} shown @param {Uint8Array} kinds color of each row
 * @param {View} view
 */
export function groupsInView(index, { shade, rows, shown }, kinds, view) {
  const { table } = index;
  const cells = index.at(view.zoom);
  const seen = index.seen(cells, view);
  /** @type {Group[]} */
  const byCell = new Array(cells.xs.length);
  const groups = [];
  for (let k = 0; k < shown; k++) {
    const row = rows[k];
    const cell = cells.of[row];
    if (cell < 0 || !seen[cell]) continue;
    let group = byCell[cell];
    if (!group) groups.push((group = byCell[cell] = emptyGroup(cell, row)));
    addRow(group, table, row, shade[row], kinds[row]);
  }
  for (const group of groups) center(group, table);
  return merge(groups, view);
}

/** @param {Cells} cells @param {View} view */
function cellsInView({ xs, ys }, view) {
  const left = view.originX / view.scale;
  const top = view.originY / view.scale;
  const margin = (CELL * 2) / view.scale;
  const right = left + view.width / view.scale + margin;
  const bottom = top + view.height / view.scale + margin;
  const seen = new Uint8Array(xs.length);
  for (let cell = 0; cell < xs.length; cell++) {
    if (xs[cell] >= left - margin && xs[cell] <= right && ys[cell] >= top - margin && ys[cell] <= bottom) seen[cell] = 1;
  }
  return seen;
}

/** @param {number} cell @param {number} row @returns {Group} */
function emptyGroup(cell, row) {
  return { x: 0, y: 0, n: 0, row, shade: 0, kinds: new Array(MOST_KINDS).fill(0), cells: [cell], one: true, px: 0, py: 0, r: 0 };
}

/**
 * @param {Group} group @param {import("./types").Table} table @param {number} row @param {number} strength @param {number} kind
 */
function addRow(group, { x, y }, row, strength, kind) {
  if (group.one && (x[row] !== x[group.row] || y[row] !== y[group.row])) group.one = false;
  group.n++;
  group.x += x[row];
  group.y += y[row];
  group.kinds[kind]++;
  if (strength > group.shade) group.shade = strength;
  group.row = row;
}

/** Turn sums into a middle. @param {Group} group @param {import("./types").Table} table */
function center(group, table) {
  group.x = group.one ? table.x[group.row] : group.x / group.n;
  group.y = group.one ? table.y[group.row] : group.y / group.n;
}

/** Return the radius of a mark. @param {number} n */
export function radius(n) {
  return n === 1 ? 11 : Math.min(14 + 4.2 * Math.log10(n) * 1.6, 34);
}

/** @param {Group[]} groups @param {View} view */
function merge(groups, view) {
  for (const group of groups) place(group, view);
  let live = groups.sort((a, b) => b.n - a.n || a.row - b.row);
  for (let pass = 0; pass < 4; pass++) {
    /** @type {Group[]} */
    const kept = [];
    for (const group of live) {
      const near = kept.find((other) => (other.px - group.px) ** 2 + (other.py - group.py) ** 2 < (0.86 * (other.r + group.r)) ** 2);
      if (near) join(near, group, view);
      else kept.push(group);
    }
    if (kept.length === live.length) break;
    live = kept;
  }
  return live;
}

/** @param {Group} group @param {View} view */
function place(group, view) {
  group.px = group.x * view.scale - view.originX;
  group.py = group.y * view.scale - view.originY;
  group.r = radius(group.n);
}

/** @param {Group} a @param {Group} b @param {View} view */
function join(a, b, view) {
  const n = a.n + b.n;
  const together = a.one && b.one && a.x === b.x && a.y === b.y;
  if (!together) {
    a.x = (a.x * a.n + b.x * b.n) / n;
    a.y = (a.y * a.n + b.y * b.n) / n;
  }
  a.one = together;
  a.n = n;
  a.shade = Math.max(a.shade, b.shade);
  for (let kind = 0; kind < MOST_KINDS; kind++) a.kinds[kind] += b.kinds[kind];
  a.cells.push(...b.cells);
  place(a, view);
}

/**
 * Return the shown rows of a group.
 * @param {Index} index @param {Group} group @param {number} zoom @param {Shown} shown
 */
export function rowsOfGroup(index, group, zoom, { rows, shown }) {
  const { of } = index.at(zoom);
  const among = new Set(group.cells);
  return Array.from(rows.subarray(0, shown)).filter((row) => among.has(of[row]));
}
