/** Which part of the world to show: where most of the incidents are, or all of them. */

import { el } from "./dom.js";
import { latitude } from "./table.js";
import { number, say } from "./words.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {{west: number, east: number, north: number, south: number}} Box in widths of the world */

/** Rows beyond which a sample tells where most are. */
const SAMPLE = 4000;
/** What share the bulk has, and how much smaller its box must be to be shown alone. */
const BULK = 0.6;
const SMALLER = 0.35;
const BOX_MARGIN = 0.15;
const NEAREST_ZOOM = 9;

/** @typedef {{xs: Float64Array, ys: Float64Array}} Points */

/** Return where incidents that have a place are drawn. @param {import("./types").Table} table @param {number} step of each so many rows one is taken @returns {Points} */
function drawnPlaces({ n, x, y, pinned, areas, lines }, step = 1) {
  const most = Math.ceil(n / step) + areas.length + lines.length;
  const [xs, ys] = [new Float64Array(most), new Float64Array(most)];
  let count = 0;
  for (let i = 0; i < n; i += step) {
    if (!pinned[i]) continue;
    xs[count] = x[i];
    ys[count++] = y[i];
  }
  const middles = lines.filter(({ exchange }) => exchange).map(({ x1, y1, x2, y2 }) => ({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 }));
  for (const point of [...areas, ...middles]) {
    xs[count] = point.x;
    ys[count++] = point.y;
  }
  return { xs: xs.subarray(0, count), ys: ys.subarray(0, count) };
}

/** Return the box of points, or of those within another box. @param {Points} points @param {Box} [within] @returns {Box} */
function boxOf({ xs, ys }, within) {
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < xs.length; i++) {
    if (within && !holds(within, xs[i], ys[i])) continue;
    if (xs[i] < west) west = xs[i];
    if (xs[i] > east) east = xs[i];
    if (ys[i] < north) north = ys[i];
    if (ys[i] > south) south = ys[i];
  }
  return { west, east, north, south };
}

/** @param {Box} box @param {number} x @param {number} y */
function holds({ west, east, north, south }, x, y) {
  return x >= west && x <= east && y >= north && y <= south;
}

/** Return the ends of the narrowest stretch that holds a share of some places on an axis. @param {Float64Array} places @param {number} share @returns {[number, number]} */
function densest(places, share) {
  const sorted = places.slice().sort();
  const count = Math.ceil(sorted.length * share);
  let best = 0;
  let least = Infinity;
  for (let first = 0; first + count <= sorted.length; first++) {
    const width = sorted[first + count - 1] - sorted[first];
    if (width < least) [best, least] = [first, width];
  }
  return [sorted[best], sorted[best + count - 1]];
}

/**
 * Return the box that most points lie in, or that of all where it is hardly wider.
 * @param {Points} points @returns {Box}
 */
export function bulkBox(points) {
  const all = boxOf(points);
  if (points.xs.length < 3) return all;
  const share = Math.sqrt(BULK);
  const [west, east] = densest(points.xs, share);
  const [north, south] = densest(points.ys.filter((_, i) => points.xs[i] >= west && points.xs[i] <= east), share);
  const box = boxOf(points, { west, east, north, south });
  const size = (/** @type {Box} */ one) => Math.max(one.east - one.west, one.south - one.north);
  return size(box) < SMALLER * size(all) ? widened(box, points) : all;
}

/** Return a box with a margin, and with what lies in the margin. @param {Box} box @param {Points} points */
function widened({ west, east, north, south }, points) {
  const margin = Math.max(east - west, south - north, 0.004) * BOX_MARGIN;
  return boxOf(points, { west: west - margin, east: east + margin, north: north - margin, south: south + margin });
}

/** @param {Context} context @param {Box} box @param {boolean} animate */
function fitBox({ map, places: { padding } }, { west, east, north, south }, animate) {
  if (west > east) map.setView([25, 15], 2);
  else map.fitBounds([[latitude(south), (west - 0.5) * 360], [latitude(north), (east - 0.5) * 360]], { ...padding(), maxZoom: NEAREST_ZOOM, animate });
}

/** Show everything that has a place. @param {Context} context */
export function fitAll(context) {
  fitBox(context, boxOf(drawnPlaces(context.table)), true);
}

/** Show where most incidents are, and return the box that they lie in. @param {Context} context */
export function fitBulk(context) {
  const { table } = context;
  const box = bulkBox(drawnPlaces(table, Math.max(1, Math.floor(table.n / SAMPLE))));
  fitBox(context, box, false);
  return box;
}

/** Say until the map is moved that there is more elsewhere. @param {Context} context @param {Box} box */
export function tellOutside(context, box) {
  const { xs, ys } = drawnPlaces(context.table);
  const n = xs.reduce((sum, x, i) => sum + Number(!holds(box, x, ys[i])), 0);
  if (!n) return;
  const note = el("p", { class: "geo-outside", role: "status" }, el("span", { text: say("outside", { n: number(n), all: number(xs.length) }) }),
    el("button", { type: "button", class: "geo-text-button", text: say("outside.show"), on: { click: () => fitAll(context) } }));
  context.places.app.append(note);
  context.map.once("movestart zoomstart", () => note.remove());
}
