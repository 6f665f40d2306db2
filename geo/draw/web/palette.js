/** Colors and shapes of the event families, told apart without color too. */

/** Colors that people with any color vision tell apart, each with its shape. */
export const FAMILIES = {
  battle: { color: "#b3123f", shape: "diamond" },
  explosion: { color: "#e2620e", shape: "burst" },
  civilians: { color: "#8e3a9d", shape: "circle" },
  protest: { color: "#0f8f83", shape: "pentagon" },
  riot: { color: "#8f7a11", shape: "hexagon" },
  strategic: { color: "#2b6e33", shape: "square" },
  diplomacy: { color: "#2f56b0", shape: "bubble" },
  pressure: { color: "#4b5a70", shape: "triangle" },
};

export const FAMILY_NAMES = Object.keys(FAMILIES);
/** Family of rows without an event type. */
const OF_NO_TYPE = FAMILY_NAMES.indexOf("strategic");
const FACET_COLORS = ["#2f56b0", "#e2620e", "#0f8f83", "#b3123f", "#8f7a11", "#8e3a9d", "#2b6e33", "#4b5a70"];
const OTHER = "#8a8f98";

/** What each color becomes on a dark ground, to stand out from it and from the drawing in it. @type {Record<string, string>} */
const ON_DARK = {
  "#b3123f": "#e0446c", "#8e3a9d": "#b565c6", "#2b6e33": "#3f9150", "#2f56b0": "#5c82e0", "#4b5a70": "#7486a1",
};

/** @type {Record<string, string>} */
export const STATUS_COLORS = { reported: "#2f56b0", corroborated: "#2b6e33", alleged: "#e2620e", disputed: "#b3123f" };

/**
 * Return the color of each row by what the reader chose: numbers into `colors`.
 * @param {import("./types").Table} table @param {string} by @param {boolean} dark whether the ground is
 */
export function colorRows(table, by, dark) {
  const { codes, colors, names } = colorBy(table, by);
  return { codes, colors: dark ? colors.map((color) => ON_DARK[color] ?? color) : colors, names };
}

/** @param {import("./types").Table} table @param {string} by */
function colorBy(table, by) {
  const codes = new Uint8Array(table.n);
  if (by === "family") {
    const types = table.codes.event_type;
    const families = Uint8Array.of(OF_NO_TYPE, ...table.kinds.map(({ family }) => Math.max(FAMILY_NAMES.indexOf(family), 0)));
    for (let i = 0; i < table.n; i++) codes[i] = families[types[i]];
    return { codes, colors: Object.values(FAMILIES).map(({ color }) => color), names: FAMILY_NAMES };
  }
  if (by === "status") {
    const names = table.vocabularies.status;
    for (let i = 0; i < table.n; i++) codes[i] = table.codes.status[i];
    return { codes, colors: [OTHER, ...names.map((name) => (Object.hasOwn(STATUS_COLORS, name) ? STATUS_COLORS[name] : OTHER))], names: ["", ...names] };
  }
  return colorByList(table, by, codes);
}

/** @param {import("./types").Table} table @param {string} by @param {Uint8Array} codes */
function colorByList(table, by, codes) {
  const list = table.lists[by];
  const counts = new Uint32Array(table.vocabularies[by].length + 1);
  for (const code of list.codes) counts[code]++;
  const top = [...counts.keys()].filter((code) => counts[code]).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, FACET_COLORS.length);
  for (let i = 0; i < table.n; i++) {
    const first = list.offsets[i] < list.offsets[i + 1] ? list.codes[list.offsets[i]] : 0;
    codes[i] = top.indexOf(first) + 1;
  }
  const names = top.map((code) => table.vocabularies[by][code - 1]);
  return { codes, colors: [OTHER, ...FACET_COLORS], names: ["", ...names] };
}
