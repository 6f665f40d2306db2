/** Read the columns of a map, many of them in a worker while the page still arrives. */

import { readSection } from "./bytes.js";
import { measure } from "./table.js";

/** Rows from which on a worker is worth its start. */
const MANY = 20000;

/** @typedef {{rows: number, roles: string[], columns: number}} Plan how many rows and sections there are, and what further places are called */
/** @typedef {ReturnType<typeof measure>} Measured */

/** Tell whether a worker should read the columns. @param {Plan} plan */
export function isLarge({ rows }) {
  return rows >= MANY;
}

/**
 * Return the columns of a page, ready to filter and draw.
 * @param {Plan} plan @param {(name: string) => Promise<string>} packed returns a section as soon as it is there
 * @param {Promise<Worker | null> | null} opening a worker that reads them
 * @returns {Promise<Measured>}
 */
export async function readColumns(plan, packed, opening) {
  const texts = Array.from({ length: plan.columns }, (_, number) => packed(`columns_${number}`));
  const worker = await opening;
  if (!worker) return measureSections(plan, await Promise.all(texts.map(async (text) => readSection(await text))));
  for (const text of texts) worker.postMessage({ columns: await text });
  worker.postMessage({ plan: { rows: plan.rows, roles: plan.roles } });
  return new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => resolve(data.measured), { once: true });
  });
}

/** @param {Pick<Plan, "rows" | "roles">} plan @param {import("./types").Section[]} sections */
function measureSections(plan, sections) {
  return measure(plan, Object.assign({}, ...sections.map(({ columns }) => columns)));
}

/** Read columns inside a worker, as they come. @param {any} scope */
export function serveColumns(scope) {
  /** @type {Promise<import("./types").Section>[]} */
  const sections = [];
  scope.addEventListener("message", async (/** @type {MessageEvent} */ { data }) => {
    if (data.columns) sections.push(readSection(data.columns));
    if (!data.plan) return;
    const measured = measureSections(data.plan, await Promise.all(sections));
    scope.postMessage({ measured }, buffersOf(measured));
  });
}

/** Return the memory of all arrays, to be handed over. @param {any} value @returns {ArrayBuffer[]} */
function buffersOf(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  const found = value && value.constructor === Object ? Object.values(value).flatMap(buffersOf) : [];
  return [...new Set(found)];
}
