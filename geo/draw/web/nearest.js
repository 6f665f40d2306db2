/** Which incidents are most like one: near in time and place. */

import { DAY } from "./words.js";

/** Days that weigh as much as the width of a country, in widths of the world. */
const DAYS = 30;
const COUNTRY_WIDTH = 0.01;

/**
 * Return at most *limit* rows, the likest first; what is undated or has no pin counts as far.
 * @param {import("./types").Table} table @param {number} row @param {number} limit
 */
export function nearest(table, row, limit) {
  const far = (/** @type {number} */ other) => {
    const days = Math.abs(table.from[other] - table.from[row]) / DAY;
    const width = table.pinned[other] && table.pinned[row] ? Math.hypot(table.x[other] - table.x[row], table.y[other] - table.y[row]) : COUNTRY_WIDTH;
    return days / DAYS + width / COUNTRY_WIDTH;
  };
  /** @type {[number, number][]} */
  const best = [];
  for (let other = 0; other < table.n; other++) {
    if (other === row) continue;
    const distance = far(other);
    if (best.length === limit && distance >= best[limit - 1][0]) continue;
    best.push([distance, other]);
    best.sort((a, b) => a[0] - b[0]);
    best.length = Math.min(best.length, limit);
  }
  return best.map(([, other]) => other);
}
