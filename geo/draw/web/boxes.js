/** Boxes of west, north, east and south, to tell what is in view. */

/** @typedef {[number, number, number, number]} Sides */

/** Return a box that holds nothing. @returns {Sides} */
export function emptyBox() {
  return [Infinity, Infinity, -Infinity, -Infinity];
}

/** Let a box hold a point. @param {number[]} box @param {number} x @param {number} y */
export function widen(box, x, y) {
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}

/** Return what a pen draws on, in its own units. @param {CanvasRenderingContext2D} ctx @returns {Sides} */
export function sheetBox(ctx) {
  const { a, d, e, f } = ctx.getTransform();
  const { width, height } = ctx.canvas;
  return [-e / a, -f / d, (width - e) / a, (height - f) / d];
}

/** Tell whether a box with a rim meets another. @param {number[]} box @param {number} rim @param {number[]} other */
export function meets([west, north, east, south], rim, other) {
  return west - rim < other[2] && east + rim > other[0] && north - rim < other[3] && south + rim > other[1];
}
