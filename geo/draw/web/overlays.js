/** Border overlays of the day that the reader looks at: whose line or ground each is, and who says so. */

import { emptyBox, meets, sheetBox, widen } from "./boxes.js";
import { latitude, quickWorldY, worldX } from "./table.js";
import { DAY, knows, moment, say } from "./words.js";

/**
 * @typedef {import("./canvas.js").View} View
 * @typedef {{group: string, ink: string, wide: number, dash: number[]}} Style
 * @typedef {Style & {name: string, kind: string, status: string, from: number, to: number, readonly path: Path2D, line: boolean,
 *   note: string, km: number, readonly box: number[], readonly arcs: Arc[], hidden_in?: string[], only_in?: string[]}} Overlay
 * @typedef {{points: Float64Array, box: number[]}} Arc
 */

/** Pixels that no line is wider than. */
const WIDEST_LINE = 10;
const OPEN = 1e10;
/** The first day of 1970, counted from the day before the year 1. */
const EPOCH = 719163;
/** Circumference of the Earth, in kilometres. */
const AROUND = 40075;
/** Lines known less exactly than this get a band as wide as they may be off; wider ones would hide the map. */
const EXACT_KM = 1;
const WIDEST_KM = 30;
const BAND = 0.1;
/** How each kind is drawn: no two by color alone. @type {Record<string, Style>} */
const KINDS = {
  "international": { group: "countries", ink: "--geo-border", wide: 1.5, dash: [] },
  "ceasefire line": { group: "control", ink: "--geo-line-control", wide: 2, dash: [10, 3] },
  "line of control": { group: "control", ink: "--geo-line-control", wide: 2, dash: [5, 3] },
  "de facto": { group: "control", ink: "--geo-line-control", wide: 1.8, dash: [9, 3, 2, 3] },
  "demarcation line": { group: "control", ink: "--geo-line-control", wide: 1.8, dash: [9, 3, 2, 3, 2, 3] },
  "front line": { group: "front", ink: "--geo-line-front", wide: 3, dash: [2, 2.5] },
  "disputed": { group: "disputed", ink: "--geo-line-claim", wide: 1.8, dash: [7, 3, 2, 3] },
  "claimed": { group: "claimed", ink: "--geo-line-claim", wide: 1.4, dash: [1.5, 4] },
  "former administrative": { group: "former", ink: "--geo-line-former", wide: 1.4, dash: [4, 4] },
  "disputed territory": { group: "ground", ink: "--geo-line-control", wide: 0, dash: [] },
};
/** How lines of a reader's own file are drawn, whatever their kind. */
const OWN = { ink: "--geo-line-own", wide: 2.2, dash: [12, 3, 3, 3] };

/** Layers that the overlays can be switched by, beside those of a reader's own files. */
const GROUPS = ["ground", "front", "control", "disputed", "claimed", "former"];

export class Overlays {
  /**
   * @param {import("./types").Section} section @param {{x: number, y: number}} middle where paths are drawn around
   */
  constructor({ info, columns }, middle) {
    this.middle = middle;
    this.arc = unpacker(columns, info.grid, middle);
    /** @type {[string, string][]} code and name of each viewpoint, the first the usual one */
    this.views = info.views ?? [["fact", ""]];
    /** @type {string[]} names of the reader's own files */
    this.own = info.own ?? [];
    this.groups = [...this.own.map((_, i) => `own.${i}`), ...GROUPS];
    /** @type {Overlay[]} */
    this.all = features(info, columns).map((feature) => this.make(feature));
    this.day = OPEN;
    /** @type {string} */
    this.view = this.views[0][0];
    /** @type {Overlay | null} the one that is pointed out */
    this.lit = null;
  }

  /** Most are never shown: their shapes are made when they are. @param {any} feature @returns {Overlay} */
  make(feature) {
    const style = KINDS[feature.kind] ?? KINDS.disputed;
    const own = feature.own === undefined ? {} : { ...OWN, group: `own.${feature.own}` };
    const path = once(() => (feature.line ? this.lines(feature.rings[0]) : this.area(feature.rings)));
    const arcs = once(() => feature.rings.flat().map((/** @type {number} */ number) => this.arc(number)));
    const box = once(() => boxAround(arcs()));
    return {
      ...feature, ...style, ...own,
      get path() { return path(); },
      get box() { return box(); },
      get arcs() { return arcs(); },
      km: feature.line && feature.precision_km > EXACT_KM ? Math.min(feature.precision_km, WIDEST_KM) : 0,
      get note() { return note(feature); },
    };
  }

  /** @param {number[]} numbers */
  lines(numbers) {
    const path = new Path2D();
    for (const number of numbers) trail(path, this.arc(number).points, number < 0, true);
    return path;
  }

  /** @param {number[][]} rings */
  area(rings) {
    const path = new Path2D();
    for (const ring of rings) {
      ring.forEach((number, at) => trail(path, this.arc(number).points, number < 0, at === 0));
      path.closePath();
    }
    return path;
  }

  /**
   * Look at a day through somebody's eyes; tell whether that shows other overlays than before.
   * @param {number} day @param {string} view
   */
  turn(day, view) {
    const before = this.shown;
    this.day = day;
    this.view = this.views.some(([code]) => code === view) ? view : this.views[0][0];
    const { shown } = this;
    return shown.length !== before.length || shown.some((overlay, at) => overlay !== before[at]);
  }

  /** Return what holds on the day, in the view. */
  get shown() {
    const { day, view } = this;
    return this.all.filter(({ from, to, hidden_in: not, only_in: only }) => (
      from <= day && day < to && (only ? only.includes(view) : !not?.includes(view))));
  }

  /**
   * @param {CanvasRenderingContext2D} ctx @param {number} scale
   * @param {{color: (name: string) => string, on: (id: string) => boolean}} look
   */
  paint(ctx, scale, { color, on }) {
    const seen = sheetBox(ctx);
    const shown = this.shown.filter((overlay) => on(overlay.group) && meets(overlay.box, this.rim(overlay, scale), seen));
    for (const { path, line } of shown) if (!line) fill(ctx, path, color("--geo-ground"));
    this.bands(ctx, shown.filter(({ km }) => km), color);
    for (const overlay of shown) strokeLine(ctx, overlay, scale, color);
    if (this.lit && shown.includes(this.lit)) glow(ctx, this.lit, scale, color);
  }

  /**
   * Show how far off lines may be, each place once however many of them reach it.
   * @param {CanvasRenderingContext2D} ctx @param {Overlay[]} shown @param {(name: string) => string} color
   */
  bands(ctx, shown, color) {
    if (!shown.length) return;
    const { left, top, sheet, pen } = this.sheetOf(ctx, shown);
    pen.lineJoin = pen.lineCap = "round";
    pen.strokeStyle = color("--geo-line-control");
    for (const overlay of shown) {
      pen.lineWidth = 2 * this.band(overlay);
      pen.stroke(overlay.path);
    }
    ctx.save();
    ctx.resetTransform();
    ctx.globalAlpha = BAND;
    ctx.drawImage(sheet, left, top);
    ctx.restore();
  }

  /** Return a sheet to lie over another where the bands of overlays are, no larger than that. @param {CanvasRenderingContext2D} ctx @param {Overlay[]} shown */
  sheetOf(ctx, shown) {
    const at = ctx.getTransform();
    const around = emptyBox();
    for (const overlay of shown) {
      const wide = this.band(overlay);
      const [west, north, east, south] = overlay.box;
      widen(around, west - wide, north - wide);
      widen(around, east + wide, south + wide);
    }
    const { width, height } = ctx.canvas;
    const left = Math.max(0, Math.floor(around[0] * at.a + at.e) - 1);
    const top = Math.max(0, Math.floor(around[1] * at.d + at.f) - 1);
    const right = Math.min(width, Math.ceil(around[2] * at.a + at.e) + 1);
    const bottom = Math.min(height, Math.ceil(around[3] * at.d + at.f) + 1);
    const sheet = new OffscreenCanvas(Math.max(1, right - left), Math.max(1, bottom - top));
    const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (sheet.getContext("2d"));
    pen.setTransform(at.a, at.b, at.c, at.d, at.e - left, at.f - top);
    return { left, top, sheet, pen };
  }

  /** Return how far an overlay may be drawn beyond its points, in the units of its path. @param {Overlay} overlay @param {number} scale */
  rim(overlay, scale) {
    return WIDEST_LINE / scale + this.band(overlay);
  }

  /** Return how far off an overlay may be, in the units of its path; 0 where it is exact. @param {Overlay} overlay */
  band({ km, arcs }) {
    if (!km) return 0;
    const latitudeOf = latitude((arcs[0]?.points[1] ?? 0) + this.middle.y);
    return km / (AROUND * Math.cos(latitudeOf * (Math.PI / 180)));
  }

  /**
   * Return the line nearest to a point of the world, or null if none is near.
   * @param {number} x @param {number} y @param {number} reach @param {(id: string) => boolean} on
   */
  find(x, y, reach, on) {
    const at = { x: x - this.middle.x, y: y - this.middle.y };
    let [best, found] = [reach, /** @type {Overlay | null} */ (null)];
    for (const overlay of this.shown) {
      if (!overlay.line || !on(overlay.group)) continue;
      for (const arc of overlay.arcs) {
        const far = inBox(arc.box, at, best) ? distance(arc.points, at, best) : best;
        if (far < best) [best, found] = [far, overlay];
      }
    }
    return found;
  }

  /** Return west, north, east, south of an overlay in the world. @param {Overlay} overlay */
  extent({ box }) {
    return box.map((end, side) => end + (side % 2 ? this.middle.y : this.middle.x));
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} path @param {string} color */
function fill(ctx, path, color) {
  ctx.fillStyle = color;
  ctx.fill(path, "evenodd");
}

/** @param {CanvasRenderingContext2D} ctx @param {Overlay} overlay @param {number} scale @param {(name: string) => string} color */
function strokeLine(ctx, { path, line, ink, wide, dash }, scale, color) {
  if (!line) return;
  ctx.save();
  ctx.lineJoin = "round";
  ctx.strokeStyle = color("--geo-border-band");
  ctx.lineWidth = (wide + 2.5) / scale;
  ctx.stroke(path);
  ctx.strokeStyle = color(ink);
  ctx.lineWidth = wide / scale;
  ctx.setLineDash(dash.map((part) => part / scale));
  ctx.stroke(path);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Overlay} overlay @param {number} scale @param {(name: string) => string} color */
function glow(ctx, overlay, scale, color) {
  ctx.save();
  ctx.globalAlpha = 0.45;
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = color("--geo-accent");
  ctx.lineWidth = 9 / scale;
  ctx.stroke(overlay.path);
  ctx.restore();
  strokeLine(ctx, overlay, scale, color);
}

/** @param {number[]} box @param {{x: number, y: number}} at @param {number} reach */
function inBox([west, north, east, south], { x, y }, reach) {
  return x > west - reach && x < east + reach && y > north - reach && y < south + reach;
}

/** Return how far a point is from a line, or *most* if farther. @param {Float64Array} points @param {{x: number, y: number}} at @param {number} most */
function distance(points, { x, y }, most) {
  let best = most;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [ax, ay] = [points[i], points[i + 1]];
    const [dx, dy] = [points[i + 2] - ax, points[i + 3] - ay];
    const part = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(ax + part * dx - x, ay + part * dy - y));
  }
  return best;
}

/**
 * Return what is said of each feature, the time when it holds, and its rings of arcs.
 * @param {any} info @param {Record<string, import("./types").Numbers>} columns @returns {any[]}
 */
function features({ overlays = [], seen = [] }, columns) {
  const { overlay_told: told = [], overlay_rings: rings, ring_size: sizes, ring_arc: arcs } = columns;
  let [ring, arc] = [0, 0];
  return Array.from(told, (what, i) => ({
    ...overlays[what], ...seen[columns.overlay_seen[i]],
    from: minutesOf(columns.overlay_from[i], -OPEN), to: minutesOf(columns.overlay_to[i], OPEN),
    rings: Array.from({ length: rings[i] }, () => Array.from(arcs.slice(arc, (arc += sizes[ring++])))),
  }));
}

/** @param {number} day counted from the day before the year 1 @param {number} open what 0 means */
function minutesOf(day, open) {
  return day ? (day - EPOCH) * DAY : open;
}

/** Return a function that does some work when it is first called. @template T @param {() => T} work @returns {() => T} */
export function once(work) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= work());
}

/**
 * Return a function that gives the points of an arc, as steps from a middle, whichever way it is run through.
 * @param {Record<string, import("./types").Numbers>} columns @param {number} grid @param {{x: number, y: number}} middle
 * @returns {(number: number) => Arc}
 */
function unpacker({ arc_size: sizes = new Uint8Array(0), arc_x: xs, arc_y: ys }, grid, middle) {
  const starts = [0];
  for (const size of sizes) starts.push(starts[starts.length - 1] + size);
  const arcs = Array.from(sizes, (size, number) => once(() => {
    const points = new Float64Array(size * 2);
    const box = emptyBox();
    for (let i = 0, at = starts[number]; i < size; i++, at++) {
      const x = (points[2 * i] = worldX(xs[at] * grid) - middle.x);
      const y = (points[2 * i + 1] = quickWorldY(ys[at] * grid) - middle.y);
      widen(box, x, y);
    }
    return { points, box };
  }));
  return (number) => arcs[number < 0 ? ~number : number]();
}

/** @param {Arc[]} arcs */
function boxAround(arcs) {
  const around = emptyBox();
  for (const { box: [west, north, east, south] } of arcs) {
    widen(around, west, north);
    widen(around, east, south);
  }
  return around;
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

/** Say of an overlay what it is, since when, according to whom, and how exactly it is known. @param {any} feature */
function note(feature) {
  const kind = knows(`kind.${feature.kind}`) ? say(`kind.${feature.kind}`) : feature.kind;
  const held = feature.line ? "" : say("overlay.held", { fact: feature.de_facto.join(" / "), law: feature.de_jure.join(" / ") });
  const whose = feature.according_to ? say("borders.by", { who: feature.according_to }) : "";
  return [kind, held, inForce(feature), whose, exactness(feature), feature.source, feature.licence].filter(Boolean).join(" · ");
}

/** @param {{from: number, to: number}} feature */
function inForce({ from, to }) {
  const [first, last] = [from, to - DAY].map((time) => moment(time, "short"));
  if (from > -OPEN && to < OPEN) return say("borders.between", { from: first, to: last });
  if (from > -OPEN) return say("borders.since", { from: first });
  return to < OPEN ? say("borders.until", { to: last }) : "";
}

/** @param {any} feature */
function exactness({ precision_km: km }) {
  if (!km) return "";
  return km > EXACT_KM ? say("borders.approximate", { km }) : say("borders.drawn", { km });
}
