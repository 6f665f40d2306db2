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

/** Return where each incident that has a place is drawn. @param {import("./types").Table} table */
function drawnPlaces(table) {
  /** @type {[number, number][]} */
  const found = [];
  const step = Math.max(1, Math.floor(table.n / SAMPLE));
  for (let i = 0; i < table.n; i += step) if (table.pinned[i]) found.push([table.x[i], table.y[i]]);
  for (const { x, y } of table.areas) found.push([x, y]);
  for (const { x1, y1, x2, y2, exchange } of table.lines) if (exchange) found.push([(x1 + x2) / 2, (y1 + y2) / 2]);
  return found;
}

/** @param {[number, number][]} points @returns {Box} */
function boxOf(points) {
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  return { west, east, north, south };
}

/** Return the points in the narrowest stretch of an axis that holds a share of them. @param {[number, number][]} points @param {0 | 1} axis @param {number} share */
function densest(points, axis, share) {
  const sorted = new Float64Array(points.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = points[i][axis];
  sorted.sort();
  const count = Math.ceil(sorted.length * share);
  let best = 0;
  let least = Infinity;
  for (let first = 0; first + count <= sorted.length; first++) {
    const width = sorted[first + count - 1] - sorted[first];
    if (width < least) [best, least] = [first, width];
  }
  const [from, to] = [sorted[best], sorted[best + count - 1]];
  return points.filter((point) => point[axis] >= from && point[axis] <= to);
}

/**
 * Return the box that most points lie in, or that of all where it is hardly wider.
 * @param {[number, number][]} points
 */
export function bulkBox(points) {
  const all = boxOf(points);
  if (points.length < 3) return all;
  const share = Math.sqrt(BULK);
  const box = boxOf(densest(densest(points, 0, share), 1, share));
  const size = (/** @type {Box} */ { west, east, north, south }) => Math.max(east - west, south - north);
  return size(box) < SMALLER * size(all) ? widened(box, points) : all;
}

/** Return a box with a margin, and with what lies in the margin. @param {Box} box @param {[number, number][]} points */
function widened(box, points) {
  const margin = Math.max(box.east - box.west, box.south - box.north, 0.004) * BOX_MARGIN;
  return boxOf(points.filter(([x, y]) => x > box.west - margin && x < box.east + margin && y > box.north - margin && y < box.south + margin));
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

/**
 * Show where most incidents are.
 * @param {Context} context @returns {{n: number, all: number}} how many lie elsewhere, and of how many
 */
export function fitBulk(context) {
  const points = drawnPlaces(context.table);
  const box = bulkBox(points);
  fitBox(context, box, false);
  const outside = points.filter(([x, y]) => x < box.west || x > box.east || y < box.north || y > box.south);
  return { n: outside.length, all: points.length };
}

/** Say until the map is moved that there is more elsewhere. @param {Context} context @param {{n: number, all: number}} outside */
export function tellOutside(context, { n, all }) {
  if (!n) return;
  const note = el("p", { class: "geo-outside", role: "status" }, el("span", { text: say("outside", { n: number(n), all: number(all) }) }),
    el("button", { type: "button", class: "geo-text-button", text: say("outside.show"), on: { click: () => fitAll(context) } }));
  context.places.app.append(note);
  context.map.once("movestart zoomstart", () => note.remove());
}
