/** Full-text search: a worker reads all texts once and then answers; without one, this thread does. */

import { fromBase64, inflate, readSection } from "./bytes.js";
import { folder } from "./fold.js";
import { Lexicon, Postings } from "./postings.js";
import { LISTS, listOf } from "./table.js";
import { divide } from "./texts.js";
import { openWorker } from "./worker.js";

/**
 * @typedef {import("./types").Numbers} Numbers
 * @typedef {{letters: Record<string, string>, chunk: number, n: number, articles: Numbers, names: [string[], Numbers][], lists: Record<string, string[]>}} Setup
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
    this.setup = setup;
    /** @type {{lexicon: Lexicon, where: any}[]} */
    this.names = setup.names.map(([values, where]) => ({ lexicon: this.lexicon(values), where }));
    this.words = this.lexicon([]);
    this.postings = new Postings(0, this.chunk);
    /** @type {Promise<void>} */
    this.learned = Promise.resolve();
  }

  /** @param {string[]} values */
  lexicon(values) {
    return new Lexicon(this.fold(values.map((value) => value.replaceAll("\n", " ")).join("\n")));
  }

  /** @param {string} packed the vocabulary */
  learn(packed) {
    this.learned = inflate(fromBase64(packed)).then((bytes) => {
      this.words = new Lexicon(this.fold(new TextDecoder().decode(bytes)));
      this.postings = new Postings(this.words.ends.length, this.chunk);
    });
    return this.learned;
  }

  /** @param {string[]} packed the sections of lists */
  async list(packed) {
    const columns = Object.assign({}, ...(await Promise.all(packed.map(readSection))).map((section) => section.columns));
    for (const name of LISTS) this.names.push({ lexicon: this.lexicon(this.setup.lists[name]), where: listOf(this.setup, columns, name) });
  }

  /** @param {number} number @param {string} packed a chunk of texts */
  async add(number, packed) {
    const [buffer] = await Promise.all([inflate(fromBase64(packed)), this.learned]);
    this.postings.add(number, divide(buffer).bytes);
  }

  /** Make searches fast, once all texts are there and what waits is answered. */
  async prepare() {
    await pause();
    await this.postings.list(pause);
  }

  /**
   * Return the rows that have every word of the query.
   * @param {string} query
   */
  find(query) {
    const words = wordsIn(this.fold(query)).slice(0, MOST_WORDS);
    const found = new Uint32Array(this.n);
    words.forEach((word, k) => {
      this.postings.mark(this.words.find(word), found, 1 << k);
      for (const names of this.names) markNames(found, names, word, 1 << k);
    });
    const all = 2 ** words.length - 1;
    const rows = new Uint32Array(this.n);
    let count = 0;
    for (let row = 0; row < this.n; row++) if (found[row] === all) rows[count++] = row;
    return rows.slice(0, count);
  }
}

/** Let what waits have its turn; timers would wait longer. @returns {Promise<void>} */
function pause() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => { port1.close(); done(); };
    port2.postMessage(null);
  });
}

/** Return the words of a query, without the marks that texts are cut at. @param {string} query */
function wordsIn(query) {
  return query.split(/\s+/).map((word) => word.replace(/[.,]+$/, "") || word).filter(Boolean);
}

/**
 * Mark the rows that name what holds a word.
 * @param {Uint32Array} found @param {{lexicon: Lexicon, where: any}} names @param {string} word @param {number} bit
 */
function markNames(found, { lexicon, where }, word, bit) {
  const wanted = new Uint8Array(lexicon.ends.length + 1);
  const values = lexicon.find(word);
  // Rows count what they name from 1 on.
  for (const value of values) wanted[value + 1] = 1;
  if (!values.length) return;
  if (!where.offsets) {
    for (let row = 0; row < found.length; row++) if (wanted[where[row]]) found[row] |= bit;
    return;
  }
  const { offsets, codes } = where;
  for (let row = 0; row < found.length; row++) {
    for (let k = offsets[row]; k < offsets[row + 1]; k++) if (wanted[codes[k]]) found[row] |= bit;
  }
}

/** Serve searches inside a worker. @param {any} scope */
export function serveSearches(scope) {
  /** @type {Searcher | null} */
  let searcher = null;
  /** @type {Promise<any>} */
  let ready = Promise.resolve();
  const after = (/** @type {Promise<any> | undefined} */ work) => { ready = Promise.all([ready, work]); };
  scope.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
    if (data.setup) searcher = new Searcher(data.setup);
    else if (data.further) after(searcher?.list(data.further));
    else if (data.words) after(searcher?.learn(data.words));
    else if (data.chunk) after(searcher?.add(data.number, data.chunk));
    else if (data.complete) ready.then(() => searcher?.prepare()).then(() => scope.postMessage({ prepared: true }));
    else if (data.query) ready.then(() => { const rows = searcher?.find(data.query); scope.postMessage({ ticket: data.ticket, rows }, [rows?.buffer]); });
  });
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
    /** Settled once searches are fast. */
    this.prepared = new Promise((done) => { this.settle = done; });
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
    return (this.started ??= this.start());
  }

  async start() {
    const worker = await openWorker(this.source);
    worker?.addEventListener("message", ({ data }) => this.answered(data));
    const setup = this.setup();
    const searcher = worker ? null : new Searcher(setup);
    worker?.postMessage({ setup });
    const further = await Promise.all(Array.from({ length: this.table.further }, (_, number) => this.texts.packed(`further_${number}`)));
    worker?.postMessage({ further });
    await searcher?.list(further);
    const words = await this.texts.packed("words");
    worker?.postMessage({ words });
    await searcher?.learn(words);
    for (let number = 0; number * this.table.chunk < this.table.n; number++) {
      const chunk = await this.texts.packed(`text_${number}`);
      worker?.postMessage({ number, chunk });
      await searcher?.add(number, chunk);
    }
    worker?.postMessage({ complete: true });
    searcher?.prepare().then(this.settle);
    return worker ?? searcher;
  }

  setup() {
    const { codes, vocabularies, letters, chunk, n, articles } = this.table;
    const places = vocabularies.place.map(([name, path]) => `${name} ${path ?? ""}`);
    /** @type {[string[], Numbers][]} */
    const names = [[places, codes.place], [vocabularies.event_type, codes.event_type]];
    return { letters, chunk, n, articles, names, lists: Object.fromEntries(LISTS.map((name) => [name, vocabularies[name]])) };
  }

  /** @param {{prepared?: boolean, ticket: number, rows: Uint32Array}} answer */
  answered({ prepared, ticket, rows }) {
    if (prepared) this.settle?.(null);
    this.waiting.get(ticket)?.(rows);
    this.waiting.delete(ticket);
  }
}
