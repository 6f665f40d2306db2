/** Full-text search: a worker reads all texts once and then answers; without one, this thread does. */

import { fromBase64, inflate } from "./bytes.js";
import { folder } from "./fold.js";
import { DETAILS } from "./texts.js";

/**
 * @typedef {{letters: Record<string, string>, chunk: number, n: number, names: [string, string[], any][]}} Setup
 */

/** Answers searches from the texts that it has been given. */
export class Searcher {
  /** @param {Setup} setup */
  constructor(setup) {
    this.fold = folder(setup.letters);
    this.chunk = setup.chunk;
    this.n = setup.n;
    this.names = setup.names.map(([, values, where]) => ({ values: values.map((name) => this.fold(name)), where }));
    /** @type {string[]} */
    this.texts = [];
  }

  /** @param {Uint8Array} packed */
  async add(packed) {
    const number = this.texts.length;
    this.texts.push("");
    const text = new TextDecoder().decode(await inflate(packed));
    this.texts[number] = `\n${this.fold(text.slice(0, text.indexOf(DETAILS)))}\n`;
  }

  /**
   * Return the rows that have every word of the query.
   * @param {string} query
   */
  find(query) {
    const words = this.fold(query).split(/\s+/).filter(Boolean);
    const counts = new Uint8Array(this.n);
    words.forEach((word, number) => {
      for (const row of this.rowsWith(word)) if (counts[row] === number) counts[row] = number + 1;
    });
    const rows = [];
    for (let row = 0; row < this.n; row++) if (counts[row] === words.length) rows.push(row);
    return Uint32Array.from(rows);
  }

  /** @param {string} word */
  *rowsWith(word) {
    for (let chunk = 0; chunk < this.texts.length; chunk++) yield* lineNumbers(this.texts[chunk], word, chunk * this.chunk);
    for (const { values, where } of this.names) {
      const codes = new Set(values.flatMap((name, i) => (name.includes(word) ? [i + 1] : [])));
      if (codes.size) yield* rowsOf(where, codes, this.n);
    }
  }
}

/**
 * Yield the number of each line of a text that has a word.
 * @param {string} text @param {string} word @param {number} first
 */
function* lineNumbers(text, word, first) {
  let line = first;
  let seen = 0;
  let at = text.indexOf(word);
  while (at >= 0) {
    for (let end = text.indexOf("\n", seen + 1); end >= 0 && end < at; end = text.indexOf("\n", end + 1)) {
      line++;
      seen = end;
    }
    yield line;
    const next = text.indexOf("\n", at);
    at = next < 0 ? -1 : text.indexOf(word, next);
  }
}

/** @param {any} where @param {Set<number>} codes @param {number} n */
function* rowsOf(where, codes, n) {
  if (!where.offsets) {
    for (let row = 0; row < n; row++) if (codes.has(where[row])) yield row;
    return;
  }
  for (let row = 0; row < n; row++) {
    for (let k = where.offsets[row]; k < where.offsets[row + 1]; k++) if (codes.has(where.codes[k])) { yield row; break; }
  }
}

/** Serve searches inside a worker. @param {any} scope */
export function serve(scope) {
  /** @type {Searcher | null} */
  let searcher = null;
  let ready = Promise.resolve();
  scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (data.setup) searcher = new Searcher(data.setup);
    else if (data.chunk) ready = Promise.all([ready, searcher?.add(data.chunk)]).then(() => undefined);
    else ready.then(() => { const rows = searcher?.find(data.query); scope.postMessage({ ticket: data.ticket, rows }); });
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
    for (let number = 0; number * this.table.chunk < this.table.n; number++) {
      const packed = fromBase64(this.texts.packed(number) ?? "");
      if (worker) worker.postMessage({ chunk: packed }, [packed.buffer]);
      else await searcher?.add(packed);
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
