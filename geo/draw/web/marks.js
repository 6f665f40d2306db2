/** Which marks stand where: symbols, clusters, circles of uncertainty, arcs between states, pills of countries. */

import { groupsInView, radius, rowsOfGroup } from "./cluster.js";
import { placeOf, value } from "./words.js";

const EARTH_KM = 40075;
const FEW = 14;
/** Pixels of the boxes along a line, and how many there are at most. */
const BOX = 8;
const MOST_BOXES = 500;
const PILL_FONT = "600 12px system-ui, sans-serif";
/** How far up or down the label of a country may move to stand clear, in pixels. */
const ASIDE = [0, -26, 26, -48, 48, -70, 70];

/**
 * @typedef {import("./canvas.js").View} View
 * @typedef {import("./paint.js").Mark} Mark
 * @typedef {[number, number, number, number]} Box
 * @typedef {{x: number, y: number, r: number, rows: () => number[], n: number, row: number, one: boolean, kind: string}} Hit
 */

export class Marks {
  /**
   * @param {import("./types").Table} table @param {import("./filter.js").Filter} filter
   * @param {import("./cluster.js").Index} index
   */
  constructor(table, filter, index) {
    this.table = table;
    this.filter = filter;
    this.index = index;
    /** @type {{codes: Uint8Array, colors: string[], names: string[]}} */
    this.tint = { codes: new Uint8Array(table.n), colors: [], names: [] };
    /** What is to be drawn, the lowest first: plain values, which a worker may be handed. @type {Mark[]} */
    this.laid = [];
    /** @type {Hit[]} */
    this.hits = [];
    /** What it was laid for. @type {View | null} */
    this.view = null;
    this.pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  }

  /** Work out what is to be drawn. @param {View} view @param {import("./types").State} state @returns {Mark[]} */
  lay(view, state) {
    this.view = view;
    this.hits = [];
    this.laid = [];
    const groups = groupsInView(this.index, this.filter, this.tint.codes, view);
    const few = groups.length <= FEW && groups.every(({ n }) => n < 6);
    if (few || state.layers.radius) for (const group of groups) if (group.one) this.circle(view, group.row, 0.5);
    if (state.layers.lines !== false) this.lines(view, state);
    for (const group of groups) if (group.n === 1) this.single(group);
    for (const group of groups) if (group.n > 1) this.cluster(group, view);
    this.pills(view, state);
    this.focus(view, state.hover, 1.6);
    this.focus(view, state.selected, 3);
    return this.laid;
  }

  /** The room that marks and lines in view take. @param {View} view @returns {Box[]} */
  boxes(view) {
    const arcs = this.laid.flatMap((mark) => (mark.kind === "arc" ? arcBoxes(mark.ends, view) : []));
    return [...this.hits.map(({ x, y, r }) => /** @type {Box} */ ([x - r, y - r, x + r, y + r])), ...arcs];
  }

  /** @param {import("./cluster.js").Group} group */
  single(group) {
    this.symbol(group.row, group.px, group.py, 10, group.shade / 255);
    this.hit(group.px, group.py, 13, [group.row], "pin", true);
  }

  /** @param {number} row @param {number} x @param {number} y @param {number} size @param {number} alpha */
  symbol(row, x, y, size, alpha) {
    const { table, tint } = this;
    const { family, symbol } = table.kinds[table.codes.event_type[row] - 1] ?? { family: "strategic", symbol: "dot" };
    this.laid.push({ kind: "symbol", x, y, size, alpha, color: tint.colors[tint.codes[row]], family, symbol, status: value(table, "status", row) });
  }

  /** @param {import("./cluster.js").Group} group @param {View} view */
  cluster(group, view) {
    const { px: x, py: y, r, n, kinds } = group;
    this.laid.push({ kind: "cluster", x, y, r, hole: r - 4.5, alpha: 0.35 + (0.65 * group.shade) / 255, n, kinds, inks: this.tint.colors, text: short(n), size: r > 22 ? 13 : 12 });
    const rows = () => rowsOfGroup(this.index, group, view.zoom, this.filter);
    this.hits.push({ x, y, r: r + 2, n, rows, row: group.row, one: group.one, kind: "cluster" });
  }

  /** @param {View} view @param {number} row @param {number} alpha */
  circle(view, row, alpha) {
    const { table } = this;
    const km = table.radius[row] / 10;
    if (!km || !table.pinned[row]) return;
    const y = table.y[row];
    const stretch = Math.cosh(Math.PI * (1 - 2 * y));
    const r = (km / EARTH_KM) * stretch * view.scale;
    if (r < 12 || r > 4000) return;
    const color = this.tint.colors[this.tint.codes[row]];
    this.laid.push({ kind: "circle", x: table.x[row] * view.scale - view.originX, y: y * view.scale - view.originY, r, alpha, color });
  }

  /** @param {View} view @param {import("./types").State} state */
  lines(view, state) {
    for (const group of this.groupLines()) {
      const [x1, y1, x2, y2] = [group.x1, group.y1, group.x2, group.y2].map((at, i) => at * view.scale - (i % 2 ? view.originY : view.originX));
      const chosen = group.rows.includes(state.selected) || group.rows.includes(state.hover);
      const top = group.rows[group.rows.length - 1];
      const bend = group.exchange ? 0.22 : 0.08;
      const cx = (x1 + x2) / 2 + (y2 - y1) * bend;
      const cy = (y1 + y2) / 2 - (x2 - x1) * bend;
      this.laid.push({ kind: "arc", ends: [x1, y1, cx, cy, x2, y2], color: this.tint.colors[this.tint.codes[top]], width: chosen ? 3 : 1.8, dash: group.exchange ? [1, 5] : [7, 4] });
      if (group.exchange) this.bead((x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4, group.rows, top);
    }
  }

  /** @param {number} x @param {number} y @param {number[]} rows @param {number} top */
  bead(x, y, rows, top) {
    if (rows.length === 1) this.symbol(top, x, y, 8.5, this.filter.shade[top] / 255);
    else {
      const kinds = new Array(12).fill(0);
      for (const row of rows) kinds[this.tint.codes[row]]++;
      const r = radius(rows.length) - 1;
      this.laid.push({ kind: "cluster", x, y, r, hole: r - 4, alpha: 1, n: rows.length, kinds, inks: this.tint.colors, text: short(rows.length), size: 12 });
    }
    this.hit(x, y, 15, rows, "exchange", true);
  }

  /** Return the lines of shown rows, those with the same ends together. */
  groupLines() {
    /** @type {Map<string, any>} */
    const groups = new Map();
    for (const line of this.table.lines) {
      if (!this.filter.shade[line.row]) continue;
      const key = [line.x1, line.y1, line.x2, line.y2, line.exchange].join();
      const group = groups.get(key);
      if (group) group.rows.push(line.row);
      else groups.set(key, { ...line, rows: [line.row] });
    }
    return [...groups.values()];
  }

  /** @param {View} view @param {import("./types").State} state */
  pills(view, state) {
    /** @type {Map<string, {x: number, y: number, rows: number[]}>} */
    const groups = new Map();
    for (const { row, x, y } of this.table.areas) {
      if (!this.filter.shade[row]) continue;
      const key = `${x},${y}`;
      const group = groups.get(key) ?? { x, y, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
    for (const { x, y, rows } of groups.values()) {
      const chosen = rows.includes(state.selected) || rows.includes(state.hover);
      this.pill(x * view.scale - view.originX, y * view.scale - view.originY, rows, chosen);
    }
  }

  /** @param {number} x @param {number} y @param {number[]} rows @param {boolean} chosen */
  pill(x, y, rows, chosen) {
    const text = `${placeOf(this.table, rows[0]).name} · ${short(rows.length)}`;
    this.pen.font = PILL_FONT;
    const half = this.pen.measureText(text).width / 2 + 10;
    y += ASIDE.find((by) => !this.hits.some((hit) => Math.abs(hit.x - x) < half + hit.r && Math.abs(hit.y - y - by) < 12 + Math.min(hit.r, 36))) ?? 0;
    this.laid.push({ kind: "pill", x, y, half, text, font: PILL_FONT, color: this.tint.colors[this.tint.codes[rows[0]]], chosen });
    this.hit(x, y, half, rows, "country", true);
  }

  /** @param {View} view @param {number} row @param {number} width */
  focus(view, row, width) {
    if (row < 0 || !this.table.pinned[row] || !this.filter.shade[row]) return;
    this.circle(view, row, 1);
    const x = this.table.x[row] * view.scale - view.originX;
    const y = this.table.y[row] * view.scale - view.originY;
    this.symbol(row, x, y, 12, 1);
    this.laid.push({ kind: "focus", x, y, width });
  }

  /**
   * @param {number} x @param {number} y @param {number} r @param {number[]} rows @param {string} kind @param {boolean} one
   */
  hit(x, y, r, rows, kind, one) {
    this.hits.push({ x, y, r, n: rows.length, rows: () => rows, row: rows[rows.length - 1], one, kind });
  }

  /** Return what was drawn at a point of the world, topmost first. @param {number} worldX @param {number} worldY */
  find(worldX, worldY) {
    const { scale, originX, originY } = this.view ?? { scale: 0, originX: 0, originY: 0 };
    const [x, y] = [worldX * scale - originX, worldY * scale - originY];
    for (let i = this.hits.length - 1; i >= 0; i--) {
      const hit = this.hits[i];
      const near = hit.kind === "country" ? Math.abs(x - hit.x) < hit.r && Math.abs(y - hit.y) < 13 : Math.hypot(x - hit.x, y - hit.y) <= hit.r + 2;
      if (near) return hit;
    }
    return null;
  }
}

/** Return boxes along a line that is seen, which names stand clear of. @param {number[]} ends @param {View} view @returns {Box[]} */
function arcBoxes([x1, y1, cx, cy, x2, y2], { width, height }) {
  const steps = Math.min(MOST_BOXES, Math.ceil((Math.hypot(cx - x1, cy - y1) + Math.hypot(x2 - cx, y2 - cy)) / BOX));
  /** @type {Box[]} */
  const boxes = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const [start, bend, stop] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    const x = start * x1 + bend * cx + stop * x2;
    const y = start * y1 + bend * cy + stop * y2;
    if (x > 0 && y > 0 && x < width && y < height) boxes.push([x - BOX / 2, y - BOX / 2, x + BOX / 2, y + BOX / 2]);
  }
  return boxes;
}

/** @param {number} n */
function short(n) {
  if (n < 1000) return String(n);
  return n < 1e6 ? `${Math.round(n / (n < 1e4 ? 100 : 1000)) / (n < 1e4 ? 10 : 1)}k` : `${Math.round(n / 1e5) / 10}M`;
}
