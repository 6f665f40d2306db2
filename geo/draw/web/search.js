/** Full-text search: a worker reads all texts once and then answers; without one, this thread does. */

import { fromBase64, inflate } from "./bytes.js";
import { folder } from "./fold.js";
import { divide } from "./texts.js";
import { codesOfLines, markLines } from "./vocabulary.js";

/**
 * @typedef {{letters: Record<string, string>, chunk: number, n: number, names: [string, string[], any][]}} Setup
 */

/** Words of a query that are told apart; further ones do not count. */
const MOST_WORDS = 31;

/** Answers searches from the texts that it has been given. */
export class Searcher {
  /** @param {Setup} setup */
  constructor(setup) {
    this.fold = folder(setup.letters);
    this.chunk = setup.chunk;
    this.n = setup.n;
    this.names = setup.names.map(([, values, where]) => ({ values: values.map((name) => this.fold(name)), where }));
    /** @type {string[]} */
    this.words = [];
    /** @type {{codes: Uint32Array, ends: Uint32Array}[]} */
    this.lines = [];
  }

  /** @param {string} packed the vocabulary */
  async learn(packed) {
    const text = new TextDecoder().decode(await inflate(fromBase64(packed)));
    this.words = this.fold(text).split("\n");
  }

  /** @param {number} number @param {string} packed a chunk of texts */
  async add(number, packed) {
    this.lines[number] = codesOfLines(divide(await inflate(fromBase64(packed))).bytes);
  }

  /**
   * Return the rows that have every word of the query.
   * @param {string} query
   */
  find(query) {
    const words = wordsIn(this.fold(query)).slice(0, MOST_WORDS);
    const found = new Uint32Array(this.n);
    const marks = marksOf(this.words, words);
    this.lines.forEach((lines, number) => markLines(lines, marks, found, number * this.chunk));
    for (const { values, where } of this.names) markNames(found, where, marksOf(["", ...values], words));
    const all = 2 ** words.length - 1;
    const rows = new Uint32Array(this.n);
    let count = 0;
    for (let row = 0; row < this.n; row++) if (found[row] === all) rows[count++] = row;
    return rows.slice(0, count);
  }
}

/** Return the words of a query, without the marks that texts are cut at. @param {string} query */
function wordsIn(query) {
  return query.split(/\s+/).map((word) => word.replace(/[.,]+$/, "") || word).filter(Boolean);
}

/**
 * Return which of some words each text holds, as bits.
 * @param {string[]} texts @param {string[]} words
 */
function marksOf(texts, words) {
  const marks = new Uint32Array(texts.length);
  texts.forEach((text, i) => {
    for (let k = 0; k < words.length; k++) if (text.includes(words[k])) marks[i] |= 1 << k;
  });
  return marks;
}

/** @param {Uint32Array} found @param {any} where @param {Uint32Array} marks */
function markNames(found, where, marks) {
  if (!where.offsets) {
    for (let row = 0; row < found.length; row++) found[row] |= marks[where[row]];
    return;
  }
  for (let row = 0; row < found.length; row++) {
    for (let k = where.offsets[row]; k < where.offsets[row + 1]; k++) found[row] |= marks[where.codes[k]];
  }
}

/** Serve searches inside a worker. @param {any} scope */
export function serve(scope) {
  /** @type {Searcher | null} */
  let searcher = null;
  /** @type {Promise<any>} */
  let ready = Promise.resolve();
  const after = (/** @type {Promise<any> | undefined} */ work) => { ready = Promise.all([ready, work]); };
  scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (data.setup) searcher = new Searcher(data.setup);
    else if (data.words) after(searcher?.learn(data.words));
    else if (data.chunk) after(searcher?.add(data.number, data.chunk));
    else ready.then(() => { const rows = searcher?.find(data.query); scope.postMessage({ ticket: data.ticket, rows }, [rows?.buffer]); });
  };
}

/** Asks a worker, or a searcher of its own where workers are forbidden. */
export class Search {
  /**
   * @param {string} source of the script that a worker runs @param {import("./types").Table} table
   * @param {import("./texts").Texts} texts
   */
  constructor(source, table, texts) {
    this.source = source;
    this.table = table;
    this.texts = texts;
    this.ticket = 0;
    /** @type {Map<number, (rows: Uint32Array) => void>} */
    this.waiting = new Map();
    /** @type {Promise<any> | null} */
    this.started = null;
  }

  /** @param {string} query @returns {Promise<Uint32Array>} */
  async find(query) {
    this.started ??= this.start();
    const answerer = await this.started;
    if (answerer instanceof Searcher) return answerer.find(query);
    const ticket = ++this.ticket;
    return new Promise((resolve) => {
      this.waiting.set(ticket, resolve);
      answerer.postMessage({ query, ticket });
    });
  }

  /** Read the texts before they are asked for. */
  warm() {
    this.started ??= this.start();
  }

  async start() {
    const worker = this.makeWorker();
    const setup = this.setup();
    const searcher = worker ? null : new Searcher(setup);
    worker?.postMessage({ setup });
    const words = await this.texts.packed("words");
    worker?.postMessage({ words });
    await searcher?.learn(words);
    for (let number = 0; number * this.table.chunk < this.table.n; number++) {
      const chunk = await this.texts.packed(`text_${number}`);
      worker?.postMessage({ number, chunk });
      await searcher?.add(number, chunk);
    }
    return worker ?? searcher;
  }

  setup() {
    const { codes, lists, vocabularies, letters, chunk, n } = this.table;
    const places = vocabularies.place.map(([name, path]) => `${name} ${path ?? ""}`);
    /** @type {[string, string[], any][]} */
    const names = [["place", places, codes.place], ["event_type", vocabularies.event_type, codes.event_type]];
    for (const name of ["actor", "claimant", "publisher", "article"]) names.push([name, vocabularies[name], lists[name]]);
    return { letters, chunk, n, names };
  }

  makeWorker() {
    try {
      const address = URL.createObjectURL(new Blob([this.source], { type: "text/javascript" }));
      const worker = new Worker(address);
      URL.revokeObjectURL(address);
      worker.onmessage = ({ data }) => {
        this.waiting.get(data.ticket)?.(data.rows);
        this.waiting.delete(data.ticket);
      };
      return worker;
    } catch {
      return null;
    }
  }
}
