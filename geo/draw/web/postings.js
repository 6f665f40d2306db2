/** Which lines hold which pieces of text. */

import { codesOfLines } from "./vocabulary.js";

/** Texts in one, so that a word is looked for in all at once. */
export class Lexicon {
  /** @param {string} text one a line */
  constructor(text) {
    this.text = `${text}\n`;
    const ends = [];
    for (let end = this.text.indexOf("\n"); end >= 0; end = this.text.indexOf("\n", end + 1)) ends.push(end);
    this.ends = Uint32Array.from(ends);
  }

  /** Return the numbers of the texts that hold a word. @param {string} word */
  find(word) {
    const { text, ends } = this;
    const found = [];
    for (let line = 0, at = text.indexOf(word); at >= 0; at = text.indexOf(word, ends[line])) {
      while (ends[line] <= at) line++;
      found.push(line);
    }
    return found;
  }
}

/** Chunks to go through before others may have their turn. */
const TURN_OF_CHUNKS = 8;

/** Tells which lines hold a piece: by reading them all, until it has listed the lines of each piece. */
export class Postings {
  /** @param {number} pieces how many there are @param {number} size lines of a chunk */
  constructor(pieces, size) {
    this.size = size;
    this.uses = new Uint32Array(pieces);
    /** Of each piece, where its lines end. */
    this.ends = new Uint32Array(pieces);
    /** @type {Uint32Array[]} */
    this.chunks = [];
    /** @type {Uint32Array | null} */
    this.lines = null;
  }

  /** @param {number} number of a chunk @param {Uint8Array} bytes its lines */
  add(number, bytes) {
    this.chunks[number] = codesOfLines(bytes, this.uses);
  }

  /**
   * Mark the lines that hold any of some pieces.
   * @param {number[]} pieces @param {Uint32Array} marks of all lines @param {number} bit
   */
  mark(pieces, marks, bit) {
    const { lines, ends } = this;
    if (!lines) this.read(pieces, marks, bit);
    else for (const piece of pieces) for (let i = piece ? ends[piece - 1] : 0; i < ends[piece]; i++) marks[lines[i]] |= bit;
  }

  /** @param {number[]} pieces @param {Uint32Array} marks @param {number} bit */
  read(pieces, marks, bit) {
    const wanted = new Uint32Array(this.ends.length);
    for (const piece of pieces) wanted[piece] = bit;
    this.chunks.forEach((codes, number) => readLines(codes, wanted, marks, number * this.size));
  }

  /** List the lines of each piece, in turn with other work. @param {() => Promise<void>} pause */
  async list(pause) {
    const { chunks, ends, uses } = this;
    let total = 0;
    for (let piece = 1; piece < ends.length; piece++) {
      // Until its lines are listed, the end of a piece is where it begins; line ends are not listed.
      ends[piece] = total;
      total += uses[piece];
    }
    const lines = new Uint32Array(total);
    for (let number = 0; number < chunks.length; number++) {
      listLines(chunks[number], number * this.size, lines, ends);
      if (number % TURN_OF_CHUNKS === TURN_OF_CHUNKS - 1) await pause();
    }
    this.lines = lines;
    this.chunks = [];
  }
}

/** @param {Uint32Array} codes @param {Uint32Array} wanted bit of each piece @param {Uint32Array} marks @param {number} line the first */
function readLines(codes, wanted, marks, line) {
  let found = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]) found |= wanted[codes[i]];
    else {
      marks[line++] |= found;
      found = 0;
    }
  }
}

/** @param {Uint32Array} codes @param {number} line the first @param {Uint32Array} lines @param {Uint32Array} ends */
function listLines(codes, line, lines, ends) {
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]) lines[ends[codes[i]]++] = line;
    else line++;
  }
}
