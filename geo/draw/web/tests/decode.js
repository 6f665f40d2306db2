/** Read packed sections from standard input, as JSON, and print what the browser would read from them. */

import { readFileSync } from "node:fs";
import { fromBase64, inflate, readSection } from "../bytes.js";
import { divide } from "../texts.js";
import { codesOfLine, lineStarts, spell } from "../vocabulary.js";

/** @param {{words: string, chunk: string}} packed */
async function readTexts({ words, chunk }) {
  const decoder = new TextDecoder();
  const vocabulary = decoder.decode(await inflate(fromBase64(words))).split("\n");
  const { bytes, rest } = divide(await inflate(fromBase64(chunk)));
  const starts = [...lineStarts(bytes)].slice(0, -1);
  const lines = starts.map((at) => spell(codesOfLine(bytes, at).map((code) => vocabulary[code])));
  return { lines, details: JSON.parse(decoder.decode(rest)) };
}

/** @param {string} packed */
async function readNumbers(packed) {
  const { info, columns } = await readSection(packed);
  return { info, columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values]])) };
}

const { sections, texts } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({ sections: await Promise.all(sections.map(readNumbers)), texts: await Promise.all(texts.map(readTexts)) }));
