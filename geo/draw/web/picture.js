/** The map as a picture: as it is seen, with title, time, key and sources below. */

import { viewOf } from "./canvas.js";
import { describe } from "./drawing.js";
import { KEY_SYMBOLS } from "./key.js";
import { FAMILIES, FAMILY_NAMES } from "./palette.js";
import { paintPart } from "./painter.js";
import { drawSymbol } from "./symbols.js";
import { moment, say } from "./words.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {{family: string, symbol: string, color: string, status: string, text: string}} Entry */

const SHARPNESS = 2;
const EDGE = 14;
const FOOT_ROW = 24;
const OUTLINES = ["corroborated", "reported", "alleged", "disputed"];

/** Return the picture as a canvas. @param {Context} context */
export function picture(context) {
  const { x: width, y: height } = context.map.getSize();
  const canvas = document.createElement("canvas");
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ctx.font = inkFont(12);
  const rows = wrap(ctx, entries(context), width - 2 * EDGE);
  const foot = FOOT_ROW * (rows.length + 2) + EDGE;
  canvas.width = width * SHARPNESS;
  canvas.height = (height + foot) * SHARPNESS;
  ctx.scale(SHARPNESS, SHARPNESS);
  ctx.fillStyle = context.color("--geo-card");
  ctx.fillRect(0, 0, width, height + foot);
  drawMap(ctx, context, width, height);
  writeLine(ctx, context, 15, "--geo-ink", `${context.table.title} · ${timeShown(context)}`, height + FOOT_ROW);
  rows.forEach((row, at) => drawRow(ctx, context, row, height + FOOT_ROW * (at + 2)));
  writeLine(ctx, context, 12, "--geo-faint", sourcesLine(context), height + FOOT_ROW * (rows.length + 2));
  return canvas;
}

/** @param {number} size */
function inkFont(size) {
  return `${size > 12 ? "600 " : ""}${size}px system-ui, sans-serif`;
}

/** @param {CanvasRenderingContext2D} ctx @param {Context} context @param {number} width @param {number} height */
function drawMap(ctx, context, width, height) {
  const view = viewOf(context.map, false);
  if (!view) return;
  const parts = describe(context, view);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, width, height);
  ctx.clip();
  const marks = parts.marks();
  const names = parts.names();
  for (const part of Object.entries({ base: parts.base(), names, marks })) {
    ctx.save();
    paintPart(ctx, view, part, { map: context.base, labels: context.labels }, context.color);
    ctx.restore();
  }
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Context} context @param {number} size @param {string} ink @param {string} text @param {number} y */
function writeLine(ctx, { color, map }, size, ink, text, y) {
  ctx.fillStyle = color(ink);
  ctx.font = inkFont(size);
  ctx.fillText(text, EDGE, y, map.getSize().x - 2 * EDGE);
}

/** Return what the map's shapes, colors and outlines mean. @param {Context} context @returns {Entry[]} */
function entries({ table, choice, marks }) {
  const present = new Set(table.kinds.map(({ family }) => family));
  const byFamily = choice.state.color === "family";
  const plain = { symbol: "dot", status: "reported" };
  const shapes = Object.entries(FAMILIES).filter(([family]) => present.has(family)).map(([family]) => (
    { ...plain, family, symbol: KEY_SYMBOLS[family], color: byFamily ? marks.tint.colors[FAMILY_NAMES.indexOf(family)] : "#8a8f98", text: say(`family.${family}`) }));
  const colors = byFamily ? [] : marks.tint.names.map((name, i) => ({ ...plain, family: "civilians", color: marks.tint.colors[i], text: name || say("facet.none") }));
  const known = OUTLINES.filter((status) => table.vocabularies.status.includes(status));
  const outlines = known.map((status) => ({ family: "civilians", symbol: "dot", color: "#6b7480", status, text: say(`status.${status}`) }));
  return [...shapes, ...colors, ...outlines];
}

/** Break the key into lines. @param {CanvasRenderingContext2D} ctx @param {Entry[]} all @param {number} width */
function wrap(ctx, all, width) {
  /** @type {(Entry & {x: number})[][]} */
  const rows = [];
  let x = Infinity;
  for (const entry of all) {
    const wide = 26 + ctx.measureText(entry.text).width + 18;
    if (x + wide > width) {
      rows.push([]);
      x = 0;
    }
    rows[rows.length - 1].push({ ...entry, x });
    x += wide;
  }
  return rows;
}

/** @param {CanvasRenderingContext2D} ctx @param {Context} context @param {(Entry & {x: number})[]} row @param {number} y */
function drawRow(ctx, { color }, row, y) {
  ctx.font = inkFont(12);
  for (const { x, text, ...symbol } of row) {
    drawSymbol(ctx, { ...symbol, x: EDGE + x + 9, y: y - 4, size: 7, halo: color("--geo-halo"), alpha: 1 });
    ctx.fillStyle = color("--geo-ink");
    ctx.fillText(text, EDGE + x + 24, y);
  }
}

/** @param {Context} context */
function timeShown({ choice }) {
  const { window: time } = choice.state;
  return time ? say("date.range", { from: moment(time[0], "short"), to: moment(time[1] - 1, "short") }) : say("brush.all");
}

/** @param {Context} context */
function sourcesLine({ table }) {
  return table.sources.map(([name, , licence]) => `${name} (${licence})`).join(" · ");
}
