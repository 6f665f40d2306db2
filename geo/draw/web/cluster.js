/** Join incidents that would lie over each other, so that each mark says how many it stands for. */

const CELL = 44;
const MOST_KINDS = 12;

/**
 * @typedef {{x: number, y: number, n: number, row: number, shade: number, kinds: Uint16Array | Uint32Array,
 *   cells: number[], one: boolean, px: number, py: number, r: number}} Group
 * @typedef {{order: Uint32Array, starts: Uint32Array, xs: Float64Array, ys: Float64Array}} Cells
 */

/** The pinned rows of a table in squares of the map, per whole zoom. */
export class Index {
  /** @param {import("./types").Table} table */
  constructor(table) {
    this.table = table;
    /** @type {Map<number, Cells>} */
    this.zooms = new Map();
  }

  /** @param {number} zoom */
  at(zoom) {
    const whole = Math.max(0, Math.min(18, Math.floor(zoom)));
    let cells = this.zooms.get(whole);
    if (!cells) this.zooms.set(whole, (cells = cut(this.table, whole)));
    return cells;
  }
}

/** @param {import("./types").Table} table @param {number} zoom @returns {Cells} */
function cut({ n, x, y, pinned }, zoom) {
  const side = 2 ** zoom * (256 / CELL);
  const across = Math.ceil(side) + 1;
  /** @type {Map<number, number>} */
  const known = new Map();
  const cellOf = new Int32Array(n).fill(-1);
  for (let i = 0; i < n; i++) {
    if (!pinned[i]) continue;
    const key = Math.floor(x[i] * side) * across + Math.floor(y[i] * side);
    let cell = known.get(key);
    if (cell === undefined) known.set(key, (cell = known.size));
    cellOf[i] = cell;
  }
  return sortIntoCells(cellOf, known, side, across);
}

/** @param {Int32Array} cellOf @param {Map<number, number>} known @param {number} side @param {number} across */
function sortIntoCells(cellOf, known, side, across) {
  const starts = new Uint32Array(known.size + 1);
  for (const cell of cellOf) if (cell >= 0) starts[cell + 1]++;
  for (let cell = 0; cell < known.size; cell++) starts[cell + 1] += starts[cell];
  const order = new Uint32Array(starts[known.size]);
  const next = starts.slice();
  cellOf.forEach((cell, row) => { if (cell >= 0) order[next[cell]++] = row; });
  const xs = new Float64Array(known.size);
  const ys = new Float64Array(known.size);
  for (const [key, cell] of known) {
    xs[cell] = Math.floor(key / across) / side;
    ys[cell] = (key % across) / side;
  }
  return { order, starts, xs, ys };
}

/**
 * Return the groups of shown rows in view, none over another.
 * @param {Index} index @param {Uint8Array} shade @param {Uint8Array} kinds color of each row
 * @param {import("./canvas.js").View} view
 */
export function groupsInView(index, shade, kinds, view) {
  const { table } = index;
  const cells = index.at(view.zoom);
  const left = view.originX / view.scale;
  const top = view.originY / view.scale;
  const margin = (CELL * 2) / view.scale;
  const right = left + view.width / view.scale + margin;
  const bottom = top + view.height / view.scale + margin;
  const groups = [];
  for (let cell = 0; cell < cells.xs.length; cell++) {
    if (cells.xs[cell] < left - margin || cells.xs[cell] > right || cells.ys[cell] < top - margin || cells.ys[cell] > bottom) continue;
    const group = gather(table, cells, cell, shade, kinds);
    if (group) groups.push(group);
  }
  return merge(groups, view);
}

/**
 * @param {import("./types").Table} table @param {Cells} cells @param {number} cell
 * @param {Uint8Array} shade @param {Uint8Array} kinds @returns {Group | null}
 */
function gather(table, cells, cell, shade, kinds) {
  const counts = new Uint32Array(MOST_KINDS);
  let [n, x, y, row, strongest] = [0, 0, 0, -1, 0];
  let one = true;
  for (let k = cells.starts[cell]; k < cells.starts[cell + 1]; k++) {
    const i = cells.order[k];
    const strength = shade[i];
    if (!strength) continue;
    if (n && one && (table.x[i] !== table.x[row] || table.y[i] !== table.y[row])) one = false;
    n++;
    x += table.x[i];
    y += table.y[i];
    counts[kinds[i]]++;
    if (strength > strongest) strongest = strength;
    row = i;
  }
  if (!n) return null;
  return { x: one ? table.x[row] : x / n, y: one ? table.y[row] : y / n, n, row, shade: strongest, kinds: counts, cells: [cell], one, px: 0, py: 0, r: 0 };
}

/** Return the radius of a mark. @param {number} n */
export function radius(n) {
  return n === 1 ? 11 : Math.min(14 + 4.2 * Math.log10(n) * 1.6, 34);
}

/** @param {Group[]} groups @param {import("./canvas.js").View} view */
function merge(groups, view) {
  for (const group of groups) place(group, view);
  let live = groups.sort((a, b) => b.n - a.n || a.row - b.row);
  for (let pass = 0; pass < 4; pass++) {
    /** @type {Group[]} */
    const kept = [];
    for (const group of live) {
      const near = kept.find((other) => Math.hypot(other.px - group.px, other.py - group.py) < 0.86 * (other.r + group.r));
      if (near) join(near, group, view);
      else kept.push(group);
    }
    if (kept.length === live.length) break;
    live = kept;
  }
  return live;
}

/** @param {Group} group @param {import("./canvas.js").View} view */
function place(group, view) {
  group.px = group.x * view.scale - view.originX;
  group.py = group.y * view.scale - view.originY;
  group.r = radius(group.n);
}

/** @param {Group} a @param {Group} b @param {import("./canvas.js").View} view */
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
 * @param {Index} index @param {Group} group @param {number} zoom @param {Uint8Array} shade
 */
export function rowsOfGroup(index, group, zoom, shade) {
  const cells = index.at(zoom);
  const rows = [];
  for (const cell of group.cells) {
    for (let k = cells.starts[cell]; k < cells.starts[cell + 1]; k++) if (shade[cells.order[k]]) rows.push(cells.order[k]);
  }
  return rows.sort((a, b) => a - b);
}
