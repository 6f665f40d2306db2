/** Read the columns of a map, many of them in a worker while the page still arrives. */

import { readSection } from "./bytes.js";
import { measure } from "./table.js";

/** @typedef {{rows: number, roles: string[], columns: number, worker: boolean}} Plan how many rows and sections there are, what further places are called, and whether a worker is worth its start */
/** @typedef {ReturnType<typeof measure>} Measured */

/**
 * Return the columns of a page, ready to filter and draw, and do something else once no more must arrive for them.
 * @template T
 * @param {Plan} plan @param {(name: string) => Promise<string>} packed returns a section as soon as it is there
 * @param {() => Promise<Worker | null>} open @param {() => Promise<T>} meanwhile
 * @returns {Promise<[Measured, T]>}
 */
export async function readColumns({ rows, roles, columns, worker: wanted }, packed, open, meanwhile) {
  const worker = wanted ? await open() : null;
  /** @type {Promise<import("./types").Section>[]} */
  const sections = [];
  for (let number = 0; number < columns; number++) {
    const text = await packed(`columns_${number}`);
    if (worker) worker.postMessage({ columns: text });
    else sections.push(readSection(text));
  }
  const measured = worker ? measuredBy(worker, { rows, roles }) : Promise.all(sections).then((all) => measureSections({ rows, roles }, all));
  return Promise.all([measured, meanwhile()]);
}

/** @param {Worker} worker @param {Pick<Plan, "rows" | "roles">} plan @returns {Promise<Measured>} */
function measuredBy(worker, plan) {
  return new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => resolve(data.measured), { once: true });
    worker.postMessage({ plan });
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
