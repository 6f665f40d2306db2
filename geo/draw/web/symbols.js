/** The symbols of the map: a shape by family, a drawing by kind, an outline by status. */

import { FAMILIES } from "./palette.js";
import { svg } from "./dom.js";

/** Outlines in a square from -10 to 10. */
const SHAPES = {
  circle: "M-9 0 A9 9 0 1 1 9 0 A9 9 0 1 1 -9 0 Z",
  diamond: "M0 -11.5 L11.5 0 L0 11.5 L-11.5 0 Z",
  square: "M-8.5 -6.5 A2 2 0 0 1 -6.5 -8.5 H6.5 A2 2 0 0 1 8.5 -6.5 V6.5 A2 2 0 0 1 6.5 8.5 H-6.5 A2 2 0 0 1 -8.5 6.5 Z",
  triangle: "M0 -11 L11 8 A1 1 0 0 1 10 9.5 H-10 A1 1 0 0 1 -11 8 Z",
  pentagon: "M0 -10.5 L10.3 -3 L6.5 9 H-6.5 L-10.3 -3 Z",
  hexagon: "M-5.3 -9.3 H5.3 L10.6 0 L5.3 9.3 H-5.3 L-10.6 0 Z",
  bubble: "M-6.5 -9 H6.5 A3.5 3.5 0 0 1 10 -5.5 V2.5 A3.5 3.5 0 0 1 6.5 6 H0 L-4.5 10.5 V6 H-6.5 A3.5 3.5 0 0 1 -10 2.5 V-5.5 A3.5 3.5 0 0 1 -6.5 -9 Z",
  burst: "M0 -12 L3 -7.3 L8.5 -8.5 L7.3 -3 L12 0 L7.3 3 L8.5 8.5 L3 7.3 L0 12 L-3 7.3 L-8.5 8.5 L-7.3 3 L-12 0 L-7.3 -3 L-8.5 -8.5 L-3 -7.3 Z",
};

/** Drawings in a square from -6 to 6, as strokes; `fill` where the drawing is solid. */
const GLYPHS = {
  swords: { d: "M-4 -4 L4 4 M4 -4 L-4 4 M-4 1.5 L-1.5 4 M4 1.5 L1.5 4" },
  flag: { d: "M-3 5 V-5 L4 -3 L-3 0" },
  cloud: { d: "M-4 2 A2 2 0 0 1 -3 -2 A3 3 0 0 1 3 -2 A2 2 0 0 1 4 2 Z" },
  plane: { d: "M0 -5 L1 -1 L5 2 L1 1.5 L0.8 4 L2 5 H-2 L-0.8 4 L-1 1.5 L-5 2 L-1 -1 Z", fill: true },
  burst: { d: "M0 -4.5 V4.5 M-4.5 0 H4.5 M-3 -3 L3 3 M3 -3 L-3 3" },
  shell: { d: "M-2 4.5 V-1 Q-2 -4 0 -5 Q2 -4 2 -1 V4.5 Z", fill: true },
  target: { d: "M-3.5 0 A3.5 3.5 0 1 1 3.5 0 A3.5 3.5 0 1 1 -3.5 0 M0 -5.5 V-2 M0 2 V5.5 M-5.5 0 H-2 M2 0 H5.5" },
  ring: { d: "M-3.5 0 A3.5 3.5 0 1 1 3.5 0 A3.5 3.5 0 1 1 -3.5 0" },
  crowd: { d: "M-3 -1.5 A1.2 1.2 0 1 1 -3 -1.6 M3.6 -1.5 A1.2 1.2 0 1 1 3.6 -1.6 M0.9 -3.5 A1.2 1.2 0 1 1 0.9 -3.6 M-4.5 3.5 Q-3 -0.5 -1.5 3 M1.5 3 Q3 -0.5 4.5 3.5 M-1.8 2 Q0 -2.5 1.8 2" },
  flame: { d: "M0 5 C-5 4 -4 -0.5 -1 -5 C-0.5 -2 2 -2.5 2 -1 C4.5 2 3 5 0 5 Z", fill: true },
  paper: { d: "M-3.5 -4.5 H1.5 L3.5 -2.5 V4.5 H-3.5 Z M-1.5 -0.5 H1.5 M-1.5 2 H1.5" },
  base: { d: "M-4.5 4 V-1 L0 -4.5 L4.5 -1 V4 Z M-1 4 V1 H1 V4" },
  dot: { d: "M-2 0 A2 2 0 1 1 2 0 A2 2 0 1 1 -2 0 Z", fill: true },
  speech: { d: "M-5 -4 H5 M-5 -1.5 H5 M-5 1 H1" },
  arrow: { d: "M-4.5 0 H4 M0.5 -3.5 L4 0 L0.5 3.5" },
  bar: { d: "M-4.5 -1.8 H4.5 V1.8 H-4.5 Z M-3 4 V1.8 M3 4 V1.8" },
};
/** Where the middle of a drawing lies in shapes whose middle is not the square's. */
const SHIFT = { triangle: 2.5, bubble: -1.5, pentagon: 0.5 };

/** Dashes of the outline by status. */
export const DASHES = { reported: [], corroborated: [], alleged: [4.2, 2.6], disputed: [0.1, 3.4] };

/**
 * Return the dashes of a status; any text may stand there, so only our own names count.
 * @param {string} status @returns {number[]}
 */
function dashesOf(status) {
  return Object.hasOwn(DASHES, status) ? DASHES[/** @type {keyof typeof DASHES} */ (status)] : [];
}

/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {string} d */
function path(d) {
  let found = paths.get(d);
  if (!found) paths.set(d, (found = new Path2D(d)));
  return found;
}

/** @param {string} family @returns {keyof typeof SHAPES} */
function shapeOf(family) {
  return /** @type {any} */ (FAMILIES[/** @type {keyof typeof FAMILIES} */ (family)] ?? FAMILIES.strategic).shape;
}

/** @param {string} symbol @returns {{d: string, fill?: boolean}} */
function glyphOf(symbol) {
  return GLYPHS[/** @type {keyof typeof GLYPHS} */ (symbol)] ?? GLYPHS.dot;
}

/**
 * Draw a symbol on a canvas.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{x: number, y: number, size: number, family: string, symbol: string, color: string, status: string, halo: string, alpha: number}} mark
 */
export function drawSymbol(ctx, { x, y, size, family, symbol, color, status, halo, alpha }) {
  const shape = shapeOf(family);
  const glyph = glyphOf(symbol);
  const outline = path(SHAPES[shape]);
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(size / 10, size / 10);
  ctx.globalAlpha = alpha;
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
  stroke(ctx, outline, halo, status === "corroborated" ? 6.4 : 5.4);
  ctx.fillStyle = color;
  ctx.fill(outline);
  drawOutline(ctx, outline, color, status, halo);
  ctx.translate(0, SHIFT[/** @type {keyof typeof SHIFT} */ (shape)] ?? 0);
  ctx.scale(0.82, 0.82);
  if (glyph.fill) {
    ctx.fillStyle = "#fff";
    ctx.fill(path(glyph.d));
  } else stroke(ctx, path(glyph.d), "#fff", 1.7);
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Path2D} outline @param {string} color @param {string} status @param {string} halo
 */
function drawOutline(ctx, outline, color, status, halo) {
  const dash = dashesOf(status);
  if (dash.length) stroke(ctx, outline, halo, 3.2);
  ctx.setLineDash(dash);
  stroke(ctx, outline, status === "disputed" ? "#1b1b1b" : shade(color), status === "corroborated" ? 3.4 : 2);
  ctx.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} line @param {string} color @param {number} width */
function stroke(ctx, line, color, width) {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.stroke(line);
}

/** Return a darker color. @param {string} color */
export function shade(color) {
  const parts = [1, 3, 5].map((at) => Math.round(parseInt(color.slice(at, at + 2), 16) * 0.62));
  return `rgb(${parts.join(",")})`;
}

/**
 * Return a symbol as an element.
 * @param {string} family @param {string} symbol @param {string} color @param {string} [status]
 */
export function symbolElement(family, symbol, color, status = "reported") {
  const shape = shapeOf(family);
  const glyph = glyphOf(symbol);
  const dash = dashesOf(status);
  const outline = { d: SHAPES[shape], fill: color, stroke: shade(color), "stroke-width": status === "corroborated" ? 3.2 : 1.8 };
  const shift = SHIFT[/** @type {keyof typeof SHIFT} */ (shape)] ?? 0;
  const drawing = { d: glyph.d, transform: `translate(0 ${shift}) scale(0.82)`, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const ink = glyph.fill ? { fill: "#fff" } : { fill: "none", stroke: "#fff", "stroke-width": 1.7 };
  return svg("svg", { viewBox: "-14 -14 28 28", class: "geo-symbol", "aria-hidden": "true" },
    dash.length ? svg("path", { d: SHAPES[shape], fill: color, stroke: "var(--geo-halo)", "stroke-width": 3 }) : svg("g"),
    svg("path", { ...outline, "stroke-dasharray": dash.join(" ") || null, "stroke-linecap": "round", ...(dash.length && { stroke: status === "disputed" ? "#1b1b1b" : shade(color) }) }),
    svg("path", { ...drawing, ...ink }));
}
