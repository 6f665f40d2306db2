/** Bins of time from hours to decades, and how many incidents fall into each. */

import { UNDATED } from "./table.js";
import { DAY, MINUTE } from "./words.js";

const HOUR = 60;

/** Sizes of bins: minutes, or calendar months. @type {{minutes?: number, months?: number}[]} */
const SIZES = [
  { minutes: HOUR }, { minutes: 6 * HOUR }, { minutes: DAY }, { minutes: 7 * DAY },
  { months: 1 }, { months: 3 }, { months: 12 }, { months: 24 }, { months: 60 }, { months: 120 }, { months: 300 }, { months: 1200 },
];
const MONDAY = 4 * DAY;

/** Return the edge of a bin at or before a time. @param {number} time @param {{minutes?: number, months?: number}} size */
export function floorTo(time, size) {
  if (size.minutes) {
    const base = size.minutes === 7 * DAY ? MONDAY : 0;
    return Math.floor((time - base) / size.minutes) * size.minutes + base;
  }
  const date = new Date(time * MINUTE);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return monthStart(Math.floor(months / /** @type {number} */ (size.months)) * /** @type {number} */ (size.months));
}

/** Return the edge after one. @param {number} edge @param {{minutes?: number, months?: number}} size */
export function nextEdge(edge, size) {
  if (size.minutes) return edge + size.minutes;
  const date = new Date(edge * MINUTE);
  return monthStart(date.getUTCFullYear() * 12 + date.getUTCMonth() + /** @type {number} */ (size.months));
}

/** @param {number} months since the year 0 */
function monthStart(months) {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1);
  return date.getTime() / MINUTE;
}

/** @param {{minutes?: number, months?: number}} size */
function lengthOf(size) {
  return size.minutes ?? /** @type {number} */ (size.months) * 30.44 * DAY;
}

/**
 * Return the edges of the finest bins of which no more than `most` cover a time.
 * @param {number} start @param {number} stop @param {number} most
 */
export function binEdges(start, stop, most) {
  const size = SIZES.find((one) => (stop - start) / lengthOf(one) <= most) ?? SIZES[SIZES.length - 1];
  const edges = [floorTo(start, size)];
  while (edges[edges.length - 1] < stop) edges.push(nextEdge(edges[edges.length - 1], size));
  return { edges: Float64Array.from(edges), size };
}

/**
 * Count the rows that pass all but the time: those that lie in one bin, and shares of those that span several.
 * @param {import("./types").Table} table @param {Uint16Array} fails @param {Float64Array} edges
 */
export function countBins(table, fails, edges) {
  const { from, to, bound, n } = table;
  const bins = edges.length - 1;
  const sure = new Float64Array(bins);
  const spread = new Float64Array(bins);
  const at = binFinder(edges);
  let first = 0;
  for (let i = 0; i < n; i++) {
    if (fails[i] || bound[i] === UNDATED || to[i] <= edges[0] || from[i] >= edges[bins]) continue;
    // Rows stand by date: most begin in the bin of the row before.
    if (from[i] < edges[first] || from[i] >= edges[first + 1]) first = at(from[i]);
    const last = to[i] <= edges[first + 1] ? first : at(to[i] - 1);
    if (first === last) sure[first]++;
    else for (let bin = first; bin <= last; bin++) spread[bin] += 1 / (last - first + 1);
  }
  return { sure, spread };
}

/** @param {Float64Array} edges @returns {(time: number) => number} */
function binFinder(edges) {
  const bins = edges.length - 1;
  const start = edges[0];
  const scale = bins / (edges[bins] - start);
  return (time) => {
    let bin = Math.max(0, Math.min(bins - 1, Math.floor((time - start) * scale)));
    while (bin > 0 && time < edges[bin]) bin--;
    while (bin < bins - 1 && time >= edges[bin + 1]) bin++;
    return bin;
  };
}

/**
 * Return times to name on an axis, and how.
 * @param {number} start @param {number} stop @param {number} most
 */
export function ticks(start, stop, most) {
  const { edges, size } = binEdges(start, stop, most);
  const form = !size.minutes ? (/** @type {number} */ (size.months) >= 12 ? "year" : "month") : size.minutes < DAY ? "hour" : "short";
  return { times: [...edges].filter((time) => time >= start && time <= stop), form };
}
