/** Border overlays of the day that the reader looks at: whose line or ground each is, and who says so. */

import { worldX, worldY } from "./table.js";
import { knows, moment, say } from "./words.js";

/**
 * @typedef {import("./canvas.js").View} View
 * @typedef {{name: string, kind: string, status: string, from: number, to: number, ink: string, group: string,
 *   path: Path2D, line: boolean, note: string, wide: number, dash: number[]}} Overlay
 */

const OPEN = 1e12;
/** By kind: the layer that switches it, color, width, dashes. @type {Record<string, [string, string, number, number[]]>} */
const KINDS = {
  "international": ["countries", "--geo-border", 1.5, []],
  "disputed": ["disputed", "--geo-line-claim", 1.6, [6, 4]],
  "line of control": ["control", "--geo-line-control", 1.8, [7, 3]],
  "de facto": ["control", "--geo-line-control", 1.8, [7, 3]],
  "claimed": ["claimed", "--geo-line-claim", 1.3, [1.5, 4]],
  "former administrative": ["former", "--geo-line-former", 1.3, [4, 4]],
  "disputed territory": ["ground", "--geo-line-control", 0.8, [2, 3]],
};

/** Layers that the overlays can be switched by. */
export const GROUPS = ["ground", "control", "disputed", "claimed", "former"];

export class Overlays {
  /**
   * @param {import("./types").Section} section @param {{x: number, y: number}} middle where paths are drawn around
   */
  constructor({ info, columns }, middle) {
    this.arcs = unpack(columns, info.grid, middle);
    /** @type {Overlay[]} */
    this.all = (info.overlays ?? []).map((/** @type {any} */ feature) => this.make(feature));
    this.day = OPEN;
  }

  /** @param {any} feature @returns {Overlay} */
  make(feature) {
    const [group, ink, wide, dash] = KINDS[feature.kind] ?? KINDS.disputed;
    const minutes = (/** @type {string} */ day) => Date.parse(day) / 60000;
    return {
      ...feature, group, ink, wide, dash,
      from: feature.valid_from ? minutes(feature.valid_from) : -OPEN,
      to: feature.valid_to ? minutes(feature.valid_to) : OPEN,
      path: feature.line ? this.lines(feature.arcs) : this.area(feature.rings),
      get note() { return note(feature); },
    };
  }

  /** @param {number[]} numbers */
  lines(numbers) {
    const path = new Path2D();
    for (const number of numbers) trail(path, this.arcs[number < 0 ? ~number : number], number < 0, true);
    return path;
  }

  /** @param {number[][]} rings */
  area(rings) {
    const path = new Path2D();
    for (const ring of rings) {
      ring.forEach((number, at) => trail(path, this.arcs[number < 0 ? ~number : number], number < 0, at === 0));
      path.closePath();
    }
    return path;
  }

  /** Return what holds on the day. */
  get shown() {
    return this.all.filter(({ from, to }) => from <= this.day && this.day < to);
  }

  /**
   * @param {CanvasRenderingContext2D} ctx @param {number} scale
   * @param {{color: (name: string) => string, on: (id: string) => boolean}} look
   */
  paint(ctx, scale, { color, on }) {
    for (const overlay of this.shown) {
      if (!on(overlay.group)) continue;
      ctx.save();
      if (!overlay.line) {
        ctx.fillStyle = color("--geo-ground");
        ctx.fill(overlay.path, "evenodd");
      }
      ctx.lineJoin = "round";
      if (overlay.line) {
        ctx.strokeStyle = color("--geo-border-band");
        ctx.lineWidth = (overlay.wide + 2.5) / scale;
        ctx.stroke(overlay.path);
      }
      ctx.strokeStyle = color(overlay.ink);
      ctx.lineWidth = overlay.wide / scale;
      ctx.setLineDash(overlay.dash.map((part) => part / scale));
      ctx.stroke(overlay.path);
      ctx.restore();
    }
  }
}

/**
 * Return the points of each arc, as steps from a middle.
 * @param {Record<string, import("./types").Numbers>} columns @param {number} grid @param {{x: number, y: number}} middle
 */
function unpack({ arc_size: sizes, arc_x: xs, arc_y: ys }, grid, middle) {
  const arcs = [];
  let at = 0;
  for (const size of sizes ?? []) {
    const points = new Float64Array(size * 2);
    for (let i = 0; i < size; i++, at++) {
      points[2 * i] = worldX(xs[at] * grid) - middle.x;
      points[2 * i + 1] = worldY(ys[at] * grid) - middle.y;
    }
    arcs.push(points);
  }
  return arcs;
}

/** @param {Path2D} path @param {Float64Array} points @param {boolean} back @param {boolean} begin */
function trail(path, points, back, begin) {
  const count = points.length / 2;
  for (let i = 0; i < count; i++) {
    const at = 2 * (back ? count - 1 - i : i);
    if (i === 0 && begin) path.moveTo(points[at], points[at + 1]);
    else path.lineTo(points[at], points[at + 1]);
  }
}

/** Say of an overlay who holds it, since when, how exactly, and whose word that is. @param {any} feature */
function note(feature) {
  const day = (/** @type {string | undefined} */ text) => (text ? moment(Date.parse(text) / 60000, "short") : "");
  const held = feature.line ? "" : say("overlay.held", { fact: feature.de_facto.join(" / "), law: feature.de_jure.join(" / ") });
  const time = say("borders.since", { from: day(feature.valid_from), to: feature.valid_to ? day(feature.valid_to) : say("borders.now") });
  const whose = feature.according_to ? say("borders.by", { who: feature.according_to }) : "";
  const kind = knows(`kind.${feature.kind}`) ? say(`kind.${feature.kind}`) : feature.kind;
  return [kind, held, time, whose, say("place.radius", { km: feature.precision_km }), feature.source].filter(Boolean).join(" · ");
}
