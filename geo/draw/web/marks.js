/** Draw the incidents: symbols, clusters, circles of uncertainty, arcs between states, pills of countries. */

import { groupsInView, radius, rowsOfGroup } from "./cluster.js";
import { write } from "./labels.js";
import { drawSymbol } from "./symbols.js";
import { placeOf, value } from "./words.js";

const EARTH_KM = 40075;
const FEW = 14;
const TURN = Math.PI * 2;
/** How far up or down the label of a country may move to stand clear, in pixels. */
const ASIDE = [0, -26, 26, -48, 48, -70, 70];

/**
 * @typedef {import("./canvas.js").View} View
 * @typedef {{x: number, y: number, r: number, rows: () => number[], n: number, row: number, one: boolean, kind: string}} Hit
 */

export class Marks {
  /**
   * @param {import("./types").Table} table @param {import("./filter.js").Filter} filter
   * @param {import("./cluster.js").Index} index @param {(name: string) => string} color
   */
  constructor(table, filter, index, color) {
    this.table = table;
    this.filter = filter;
    this.index = index;
    this.color = color;
    /** @type {{codes: Uint8Array, colors: string[], names: string[]}} */
    this.tint = { codes: new Uint8Array(table.n), colors: [], names: [] };
    /** @type {Hit[]} */
    this.hits = [];
    /** @type {[number, number, number, number][]} */
    this.boxes = [];
  }

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {import("./types").State} state */
  paint(ctx, view, state) {
    this.hits = [];
    const groups = groupsInView(this.index, this.filter, this.tint.codes, view);
    const few = groups.length <= FEW && groups.every(({ n }) => n < 6);
    if (few || state.layers.radius) for (const group of groups) if (group.one) this.circle(ctx, view, group.row, 0.5);
    if (state.layers.lines !== false) this.lines(ctx, view, state);
    for (const group of groups) if (group.n === 1) this.single(ctx, group);
    for (const group of groups) if (group.n > 1) this.cluster(ctx, group, view);
    this.pills(ctx, view, state);
    this.focus(ctx, view, state.hover, 1.6);
    this.focus(ctx, view, state.selected, 3);
    this.boxes = this.hits.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {import("./cluster.js").Group} group */
  single(ctx, group) {
    this.symbol(ctx, group.row, group.px, group.py, 10, group.shade / 255);
    this.hit(group.px, group.py, 13, [group.row], "pin", true);
  }

  /**
   * @param {CanvasRenderingContext2D} ctx @param {number} row @param {number} x @param {number} y
   * @param {number} size @param {number} alpha
   */
  symbol(ctx, row, x, y, size, alpha) {
    const { table, tint } = this;
    const kind = table.kinds[table.codes.event_type[row] - 1] ?? { family: "strategic", symbol: "dot" };
    const color = tint.colors[tint.codes[row]];
    drawSymbol(ctx, { x, y, size, alpha, color, family: kind.family, symbol: kind.symbol, status: value(table, "status", row), halo: this.color("--geo-halo") });
  }

  /** @param {CanvasRenderingContext2D} ctx @param {import("./cluster.js").Group} group @param {View} view */
  cluster(ctx, group, view) {
    const { px, py, r, n, kinds } = group;
    ctx.save();
    ctx.globalAlpha = 0.35 + (0.65 * group.shade) / 255;
    disc(ctx, px, py, r + 1.5, this.color("--geo-halo"));
    this.ring(ctx, px, py, r, n, kinds);
    disc(ctx, px, py, r - 4.5, this.color("--geo-cluster"));
    ctx.font = `600 ${r > 22 ? 13 : 12}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = this.color("--geo-ink");
    ctx.fillText(short(n), px, py + 0.5);
    ctx.restore();
    const rows = () => rowsOfGroup(this.index, group, view.zoom, this.filter);
    this.hits.push({ x: px, y: py, r: r + 2, n, rows, row: group.row, one: group.one, kind: "cluster" });
  }

  /**
   * @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r @param {number} n
   * @param {Uint16Array | Uint32Array} kinds
   */
  ring(ctx, x, y, r, n, kinds) {
    let angle = -TURN / 4;
    kinds.forEach((count, kind) => {
      if (!count) return;
      const end = angle + (TURN * count) / n;
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.arc(x, y, r, angle, end);
      ctx.fillStyle = this.tint.colors[kind];
      ctx.fill();
      angle = end;
    });
  }

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {number} row @param {number} alpha */
  circle(ctx, view, row, alpha) {
    const { table } = this;
    const km = table.radius[row] / 10;
    if (!km || !table.pinned[row]) return;
    const y = table.y[row];
    const stretch = Math.cosh(Math.PI * (1 - 2 * y));
    const r = (km / EARTH_KM) * stretch * view.scale;
    if (r < 12 || r > 4000) return;
    ctx.save();
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    ctx.arc(table.x[row] * view.scale - view.originX, y * view.scale - view.originY, r, 0, TURN);
    ctx.fillStyle = this.color("--geo-radius");
    ctx.fill();
    ctx.strokeStyle = this.tint.colors[this.tint.codes[row]];
    ctx.setLineDash([5, 4]);
    ctx.lineWidth = 1.2;
    ctx.stroke();
    ctx.restore();
  }

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {import("./types").State} state */
  lines(ctx, view, state) {
    const groups = this.groupLines();
    for (const group of groups) {
      const [x1, y1, x2, y2] = [group.x1, group.y1, group.x2, group.y2].map((at, i) => at * view.scale - (i % 2 ? view.originY : view.originX));
      const chosen = group.rows.includes(state.selected) || group.rows.includes(state.hover);
      const top = group.rows[group.rows.length - 1];
      const color = this.tint.colors[this.tint.codes[top]];
      const middle = arc(ctx, [x1, y1, x2, y2], { color, width: chosen ? 3 : 1.8, halo: this.color("--geo-halo"), dash: group.exchange ? [1, 5] : [7, 4], bend: group.exchange ? 0.22 : 0.08 });
      if (!group.exchange) continue;
      this.bead(ctx, middle, group.rows, top);
    }
  }

  /** @param {CanvasRenderingContext2D} ctx @param {{x: number, y: number}} middle @param {number[]} rows @param {number} top */
  bead(ctx, { x, y }, rows, top) {
    if (rows.length === 1) this.symbol(ctx, top, x, y, 8.5, this.filter.shade[top] / 255);
    else {
      const kinds = new Uint32Array(12);
      for (const row of rows) kinds[this.tint.codes[row]]++;
      const r = radius(rows.length) - 1;
      disc(ctx, x, y, r + 1.5, this.color("--geo-halo"));
      this.ring(ctx, x, y, r, rows.length, kinds);
      disc(ctx, x, y, r - 4, this.color("--geo-cluster"));
      ctx.font = "600 12px system-ui, sans-serif";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = this.color("--geo-ink");
      ctx.fillText(short(rows.length), x, y + 0.5);
      ctx.textAlign = "start";
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

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {import("./types").State} state */
  pills(ctx, view, state) {
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
      this.pill(ctx, x * view.scale - view.originX, y * view.scale - view.originY, rows, chosen);
    }
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number[]} rows @param {boolean} chosen */
  pill(ctx, x, y, rows, chosen) {
    const text = `${placeOf(this.table, rows[0]).name} · ${short(rows.length)}`;
    ctx.font = "600 12px system-ui, sans-serif";
    const half = ctx.measureText(text).width / 2 + 10;
    y += ASIDE.find((by) => !this.hits.some((hit) => Math.abs(hit.x - x) < half + hit.r && Math.abs(hit.y - y - by) < 12 + Math.min(hit.r, 36))) ?? 0;
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(x - half, y - 12, 2 * half, 24, 6);
    ctx.fillStyle = this.color("--geo-cluster");
    ctx.fill();
    ctx.setLineDash(chosen ? [] : [3, 3]);
    ctx.lineWidth = chosen ? 2.4 : 1.5;
    ctx.strokeStyle = this.tint.colors[this.tint.codes[rows[0]]];
    ctx.stroke();
    ctx.restore();
    ctx.textBaseline = "middle";
    write(ctx, text, x - half + 10, y + 0.5, this.color("--geo-ink"), this.color("--geo-cluster"));
    this.hit(x, y, half, rows, "country", true);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {number} row @param {number} width */
  focus(ctx, view, row, width) {
    if (row < 0 || !this.table.pinned[row] || !this.filter.shade[row]) return;
    this.circle(ctx, view, row, 1);
    const x = this.table.x[row] * view.scale - view.originX;
    const y = this.table.y[row] * view.scale - view.originY;
    this.symbol(ctx, row, x, y, 12, 1);
    ctx.beginPath();
    ctx.arc(x, y, 18, 0, TURN);
    ctx.strokeStyle = this.color("--geo-focus");
    ctx.lineWidth = width;
    ctx.stroke();
  }

  /**
   * @param {number} x @param {number} y @param {number} r @param {number[]} rows @param {string} kind @param {boolean} one
   */
  hit(x, y, r, rows, kind, one) {
    this.hits.push({ x, y, r, n: rows.length, rows: () => rows, row: rows[rows.length - 1], one, kind });
  }

  /** Return what was drawn at a point of the canvas, topmost first. @param {number} x @param {number} y */
  find(x, y) {
    for (let i = this.hits.length - 1; i >= 0; i--) {
      const hit = this.hits[i];
      const near = hit.kind === "country" ? Math.abs(x - hit.x) < hit.r && Math.abs(y - hit.y) < 13 : Math.hypot(x - hit.x, y - hit.y) <= hit.r + 2;
      if (near) return hit;
    }
    return null;
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r @param {string} color */
function disc(ctx, x, y, r, color) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, TURN);
  ctx.fillStyle = color;
  ctx.fill();
}

/**
 * Draw a bent line with an arrow and return its middle.
 * @param {CanvasRenderingContext2D} ctx @param {number[]} ends
 * @param {{color: string, width: number, halo: string, dash: number[], bend: number}} look
 */
function arc(ctx, [x1, y1, x2, y2], { color, width, halo, dash, bend }) {
  const cx = (x1 + x2) / 2 + (y2 - y1) * bend;
  const cy = (y1 + y2) / 2 - (x2 - x1) * bend;
  ctx.save();
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.quadraticCurveTo(cx, cy, x2, y2);
  ctx.strokeStyle = halo;
  ctx.lineWidth = width + 2.5;
  ctx.stroke();
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = color;
  arrowHead(ctx, x2, y2, Math.atan2(y2 - cy, x2 - cx), 6 + width * 1.6);
  ctx.restore();
  return { x: (x1 + 2 * cx + x2) / 4, y: (y1 + 2 * cy + y2) / 4 };
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} angle @param {number} size */
function arrowHead(ctx, x, y, angle, size) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
  ctx.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
  ctx.closePath();
  ctx.fill();
}

/** @param {number} n */
function short(n) {
  if (n < 1000) return String(n);
  return n < 1e6 ? `${Math.round(n / (n < 1e4 ? 100 : 1000)) / (n < 1e4 ? 10 : 1)}k` : `${Math.round(n / 1e5) / 10}M`;
}

