/** The incidents as columns, ready to filter and draw. */

export const CLOSED = 0;
export const OPEN_END = 1;
export const OPEN_START = 2;
export const UNDATED = 3;

const NOWHERE = 2147483647;
const DEGREE = 100000;
const SINGLE = ["event_type", "status", "relation", "place"];
const FURTHER = ["held", "stance", "modality", "country", "granularity"];
/** What a row can have several of. */
export const LISTS = ["actor", "claimant", "publisher", "article"];

/** Horizontal position on a map of the world one wide. @param {number} lon */
export function worldX(lon) {
  return lon / 360 + 0.5;
}

/** Vertical position on a Mercator map of the world one wide. @param {number} lat */
export function worldY(lat) {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** How finely vertical positions are kept, and those that were asked for. */
const STEPS_PER_DEGREE = 100;
const steps = new Float64Array(180 * STEPS_PER_DEGREE + 2).fill(NaN);

/** @param {number} at step from the south pole on */
function stepY(at) {
  return steps[at] >= 0 ? steps[at] : (steps[at] = worldY(at / STEPS_PER_DEGREE - 90));
}

/** Return nearly `worldY`, for many points: less than a metre off on the ground. @param {number} lat */
export function quickWorldY(lat) {
  const place = (lat + 90) * STEPS_PER_DEGREE;
  const at = Math.floor(place);
  const y = stepY(at);
  return y + (place - at) * (stepY(at + 1) - y);
}

/** Latitude of a vertical position. @param {number} y */
export function latitude(y) {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

/**
 * Return the table of a page from what its first section tells and the columns that it opens with.
 * @param {any} info @param {Record<string, import("./types").Numbers>} columns
 * @returns {import("./types").Table}
 */
export function makeTable({ rows, roles, title, vocabularies, kinds, chunk, sources, letters, sections }, columns) {
  const positions = project(columns, rows);
  return {
    n: rows, title, lon: columns.lon, lat: columns.lat, ...positions, ...intervals(columns, rows),
    codes: Object.fromEntries(SINGLE.map((name) => [name, columns[name]])),
    lists: {}, whole: Promise.resolve(),
    vocabularies, kinds,
    precision: columns.precision, radius: columns.radius,
    killed: columns.killed_best, wounded: new Uint8Array(0), articles: columns.article_count,
    ...further(columns, roles, positions),
    chunk, sources, letters, further: sections.further,
  };
}

/**
 * Add to a table what it can open without.
 * @param {import("./types").Table} table @param {Record<string, import("./types").Numbers>} columns
 */
export function complete(table, columns) {
  for (const name of FURTHER) table.codes[name] = columns[name];
  table.wounded = columns.wounded_best;
  for (const name of LISTS) table.lists[name] = listOf(table, columns, name);
}

/**
 * Return when each row begins and ends, in minutes since 1970; open ends reach to those of all.
 * @param {Record<string, import("./types").Numbers>} columns @param {number} n
 */
function intervals({ from: begins, span: spans, bound }, n) {
  const from = new Float64Array(begins);
  const to = new Float64Array(n);
  let [start, stop, dated, open] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < n; i++) {
    const begin = from[i];
    const end = (to[i] = begin + spans[i]);
    const how = bound[i];
    if (how === UNDATED) continue;
    dated++;
    if (how !== CLOSED) open++;
    if (begin < start) start = begin;
    if (end > stop) stop = end;
  }
  for (let i = 0; open && i < n; i++) {
    if (bound[i] === OPEN_END) to[i] = stop;
    else if (bound[i] === OPEN_START) from[i] = start;
  }
  return { from, to, bound, dated, start: dated ? start : 0, stop: dated ? stop : 1440 };
}

/** @param {Record<string, import("./types").Numbers>} columns @param {number} n */
function project({ lon, lat }, n) {
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const pinned = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (lon[i] === NOWHERE) continue;
    pinned[i] = 1;
    x[i] = worldX(lon[i] / DEGREE);
    y[i] = quickWorldY(lat[i] / DEGREE);
  }
  return { x, y, pinned };
}

/**
 * Return what each row has of something that it can have several of.
 * @param {{n: number, articles: import("./types").Numbers}} table @param {Record<string, import("./types").Numbers>} columns @param {string} name
 */
export function listOf({ n, articles }, columns, name) {
  const counts = columns[`${name}_count`] ?? articles;
  const codes = columns[name];
  const offsets = new Uint32Array(n + 1);
  for (let i = 0, end = 0; codes.length && i < n; i++) offsets[i + 1] = end += counts[i];
  return { offsets, codes };
}

/**
 * Return the lines between places and the areas of rows without a point.
 * @param {Record<string, import("./types").Numbers>} columns @param {string[]} roles
 * @param {{x: Float64Array, y: Float64Array, pinned: Uint8Array}} positions
 */
function further(columns, roles, positions) {
  /** @type {Map<number, Record<string, {x: number, y: number}[]>>} */
  const byRow = new Map();
  columns.other_row.forEach((row, i) => {
    const places = byRow.get(row) ?? {};
    const point = { x: worldX(columns.other_lon[i] / DEGREE), y: worldY(columns.other_lat[i] / DEGREE) };
    const role = roles[columns.other_role[i]];
    (places[role] ??= []).push(point);
    byRow.set(row, places);
  });
  const lines = [];
  const areas = [];
  for (const [row, places] of byRow) {
    const own = positions.pinned[row] ? { x: positions.x[row], y: positions.y[row] } : null;
    lines.push(...linesOf(row, places, own));
    if (places.area && !places.counterpart) areas.push({ row, ...places.area[0] });
  }
  return { lines, areas };
}

/**
 * @param {number} row @param {Record<string, {x: number, y: number}[]>} places
 * @param {{x: number, y: number} | null} own
 */
function linesOf(row, places, own) {
  const { origin = [], destination = [], toward = [], counterpart = [] } = places;
  /** @type {import("./types").Line[]} */
  const found = [];
  const join = (/** @type {any} */ a, /** @type {any} */ b, exchange = false) => {
    if (a && b && (a.x !== b.x || a.y !== b.y)) {
      found.push({ row, x1: a.x, y1: a.y, x2: b.x, y2: b.y, arrow: true, exchange });
    }
  };
  const from = origin[0] ?? own;
  for (const end of [...destination, ...toward]) join(from, end);
  if (origin[0] && own && !destination.length) join(origin[0], own);
  if (counterpart.length > 1) for (const end of counterpart.slice(1)) join(counterpart[0], end, true);
  return found;
}
