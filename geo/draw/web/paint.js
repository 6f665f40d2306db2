/** Draw marks, on the page or in a worker. */

import { write } from "./labels.js";
import { drawSymbol } from "./symbols.js";

/**
 * @typedef {{kind: "circle", x: number, y: number, r: number, alpha: number, color: string}} Circle
 * @typedef {{kind: "arc", ends: number[], color: string, width: number, dash: number[]}} Arc where ends are start, bend and end
 * @typedef {{kind: "symbol", x: number, y: number, size: number, alpha: number, color: string, family: string, symbol: string, status: string}} Sign
 * @typedef {{kind: "cluster", x: number, y: number, r: number, hole: number, alpha: number, n: number, kinds: number[], inks: string[], text: string, size: number}} Cluster of n incidents, so many of each kind
 * @typedef {{kind: "pill", x: number, y: number, half: number, text: string, font: string, color: string, chosen: boolean}} Pill
 * @typedef {{kind: "focus", x: number, y: number, width: number}} Focus
 * @typedef {Circle | Arc | Sign | Cluster | Pill | Focus} Mark
 * @typedef {CanvasRenderingContext2D} Pen
 * @typedef {(name: string) => string} Color
 */

const TURN = Math.PI * 2;

/** @type {Record<string, (ctx: any, mark: any, color: Color) => void>} */
const PAINTERS = { circle, arc, symbol, cluster, pill, focus };

/** @param {Pen} ctx @param {Mark[]} marks the lowest first @param {Color} color */
export function paintMarks(ctx, marks, color) {
  for (const mark of marks) PAINTERS[mark.kind](ctx, mark, color);
}

/** @param {Pen} ctx @param {Circle} mark @param {Color} ink */
function circle(ctx, { x, y, r, alpha, color }, ink) {
  ctx.save();
  ctx.globalAlpha = alpha;
  disc(ctx, x, y, r, ink("--geo-radius"));
  ctx.strokeStyle = color;
  ctx.setLineDash([5, 4]);
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.restore();
}

/** @param {Pen} ctx @param {Arc} mark @param {Color} ink */
function arc(ctx, { ends: [x1, y1, cx, cy, x2, y2], color, width, dash }, ink) {
  ctx.save();
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.quadraticCurveTo(cx, cy, x2, y2);
  ctx.strokeStyle = ink("--geo-halo");
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
}

/** @param {Pen} ctx @param {number} x @param {number} y @param {number} angle @param {number} size */
function arrowHead(ctx, x, y, angle, size) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
  ctx.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
  ctx.closePath();
  ctx.fill();
}

/** @param {Pen} ctx @param {Sign} mark @param {Color} ink */
function symbol(ctx, mark, ink) {
  drawSymbol(ctx, { ...mark, halo: ink("--geo-halo") });
}

/** @param {Pen} ctx @param {Cluster} mark @param {Color} ink */
function cluster(ctx, { x, y, r, hole, alpha, n, kinds, inks, text, size }, ink) {
  ctx.save();
  ctx.globalAlpha = alpha;
  disc(ctx, x, y, r + 1.5, ink("--geo-halo"));
  ring(ctx, x, y, r, kinds.map((count, kind) => [inks[kind], count / n]));
  disc(ctx, x, y, hole, ink("--geo-cluster"));
  ctx.font = `600 ${size}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = ink("--geo-ink");
  ctx.fillText(text, x, y + 0.5);
  ctx.restore();
}

/** @param {Pen} ctx @param {number} x @param {number} y @param {number} r @param {[string, number][]} parts */
function ring(ctx, x, y, r, parts) {
  let angle = -TURN / 4;
  for (const [color, share] of parts) {
    if (!share) continue;
    const end = angle + TURN * share;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.arc(x, y, r, angle, end);
    ctx.fillStyle = color;
    ctx.fill();
    angle = end;
  }
}

/** @param {Pen} ctx @param {Pill} mark @param {Color} ink */
function pill(ctx, { x, y, half, text, font, color, chosen }, ink) {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x - half, y - 12, 2 * half, 24, 6);
  ctx.fillStyle = ink("--geo-cluster");
  ctx.fill();
  ctx.setLineDash(chosen ? [] : [3, 3]);
  ctx.lineWidth = chosen ? 2.4 : 1.5;
  ctx.strokeStyle = color;
  ctx.stroke();
  ctx.restore();
  ctx.font = font;
  ctx.textBaseline = "middle";
  write(ctx, text, x - half + 10, y + 0.5, ink("--geo-ink"), ink("--geo-cluster"));
}

/** @param {Pen} ctx @param {Focus} mark @param {Color} ink */
function focus(ctx, { x, y, width }, ink) {
  ctx.beginPath();
  ctx.arc(x, y, 18, 0, TURN);
  ctx.strokeStyle = ink("--geo-focus");
  ctx.lineWidth = width;
  ctx.stroke();
}

/** @param {Pen} ctx @param {number} x @param {number} y @param {number} r @param {string} color */
function disc(ctx, x, y, r, color) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, TURN);
  ctx.fillStyle = color;
  ctx.fill();
}
