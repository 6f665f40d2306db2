/** Dates, places and counts in words. */

import { CLOSED, OPEN_END, OPEN_START, UNDATED } from "./table.js";

export const MINUTE = 60000;
export const DAY = 1440;

/** @type {Record<string, string>} */
let messages = {};

/** Use these messages. @param {Record<string, string>} table */
export function speak(table) {
  messages = table;
}

/**
 * Return a message with its {names} filled in.
 * @param {string} key @param {Record<string, any>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const text = knows(key) ? messages[key] : key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Tell whether there is such a message. @param {string} key */
export function knows(key) {
  return Object.hasOwn(messages, key);
}

/** Return a whole number with its thousands apart. @param {number} count */
export function number(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Return a time in words. @param {number} minutes @param {string} [form] hour, day, short, month or year */
export function moment(minutes, form = "day") {
  return spelled(new Date(minutes * MINUTE), form);
}

/** The browser could spell dates too, but takes as long to begin as all else. @param {Date} date @param {string} form */
function spelled(date, form) {
  const [month, short] = ["date.months", "date.months.short"].map((key) => say(key).split(" ")[date.getUTCMonth()]);
  const year = date.getUTCFullYear();
  return say(`date.${form}`, { month, short, day: date.getUTCDate(), year: year > 0 ? year : 1 - year, time: date.toISOString().slice(-13, -8) });
}

/**
 * Return a half-open interval in as few words as say it.
 * @param {number} from @param {number} to
 */
export function interval(from, to) {
  const last = new Date((to - 1) * MINUTE);
  const first = new Date(from * MINUTE);
  if (to - from < DAY) return moment(from, "hour");
  if (to - from === DAY) return moment(from);
  const whole = wholeUnit(first, last);
  if (whole) return moment(from, whole);
  return range(first, last);
}

/** Return a stretch of days without what its ends share. @param {Date} first @param {Date} last */
function range(first, last) {
  const year = first.getUTCFullYear() === last.getUTCFullYear();
  const month = year && first.getUTCMonth() === last.getUTCMonth();
  const from = month ? String(first.getUTCDate()) : spelled(first, year ? "day.month" : "short");
  return say("date.range", { from, to: spelled(last, "short") });
}

/** @param {Date} first @param {Date} last */
function wholeUnit(first, last) {
  const after = new Date(last.getTime() + MINUTE);
  const begins = first.getUTCDate() === 1 && after.getUTCDate() === 1;
  if (!begins || first.getUTCFullYear() !== last.getUTCFullYear()) return null;
  if (first.getUTCMonth() === last.getUTCMonth()) return "month";
  return first.getUTCMonth() === 0 && after.getUTCMonth() === 0 ? "year" : null;
}

/** Return when a row happened. @param {import("./types").Table} table @param {number} row */
export function when(table, row) {
  const { from, to, bound } = table;
  if (bound[row] === UNDATED) return say("date.unknown");
  if (bound[row] === OPEN_END) return say("date.after", { date: moment(from[row]) });
  if (bound[row] === OPEN_START) return say("date.before", { date: moment(to[row] - 1) });
  return interval(from[row], to[row]);
}

/** Return how exactly the date of a row is known. @param {import("./types").Table} table @param {number} row */
export function datePrecision(table, row) {
  const granularity = value(table, "granularity", row);
  return granularity && table.bound[row] === CLOSED ? say(`granularity.${granularity}`) : "";
}

/**
 * Return what a column of a row says, or "".
 * @param {import("./types").Table} table @param {string} name @param {number} row
 */
export function value(table, name, row) {
  const code = table.codes[name][row];
  return code ? table.vocabularies[name][code - 1] : "";
}

/**
 * Return name and path of a row's place.
 * @param {import("./types").Table} table @param {number} row
 */
export function placeOf(table, row) {
  const [name, path] = value(table, "place", row) || ["", ""];
  return { name: name || "", path: path || "" };
}

/** Return the name of an event type in words. @param {string} type */
export function typeWords(type) {
  return knows(`type.${type}`) ? say(`type.${type}`) : type;
}

/**
 * Return where a row happened, as it lies to the place that is named.
 * @param {import("./types").Table} table @param {number} row
 */
export function where(table, row) {
  const { name } = placeOf(table, row);
  const relation = value(table, "relation", row);
  if (!name) return relation === "between" ? say("precision.7") : say("where.none");
  if (table.precision[row] === 6) return say("where.country", { place: name });
  return knows(`relation.${relation}`) && relation !== "in" ? say(`relation.${relation}`, { place: name }) : name;
}

/** Return how exactly a row is placed. @param {import("./types").Table} table @param {number} row */
export function placePrecision(table, row) {
  const words = say(`precision.${table.precision[row]}`);
  const km = table.radius[row] / 10;
  if (!km || !table.pinned[row]) return words;
  return `${words}, ${say("radius", { km: kilometres(km) })}`;
}

/** @param {number} km */
export function kilometres(km) {
  return km >= 10 ? number(Math.round(km)) : String(Math.round(km * 10) / 10);
}

/**
 * Return a count that may be uncertain.
 * @param {(number | null)[]} ends low, best, high
 */
export function countWords([low, best, high]) {
  if (best !== null && low === high && (low === null || low === best)) return number(best);
  if (low !== null && high !== null && low !== high) return say("count.range", { low: number(low), high: number(high) });
  if (low !== null) return say("count.least", { n: number(low) });
  if (high !== null) return say("count.most", { n: number(high) });
  return best === null ? "" : number(best);
}

/** Return an ISO interval of a claim in words. @param {[string | null, string | null, string, string | null]} date */
export function claimDate([earliest, latest, form]) {
  const minutes = (/** @type {string} */ day) => Date.parse(day) / MINUTE;
  if (form === "on_or_after" && earliest) return say("date.after", { date: moment(minutes(earliest)) });
  if (form === "on_or_before" && latest) return say("date.before", { date: moment(minutes(latest)) });
  if (earliest && latest) return interval(minutes(earliest), minutes(latest) + DAY);
  return say("date.unknown");
}
