/** Which lines hold each piece of text: a search then reads no other lines. */

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

/** The lines of each piece, worked out once all chunks of lines are there. */
export class Postings {
  /** @param {number} pieces how many there are @param {number} size lines of a chunk */
  constructor(pieces, size) {
    this.size = size;
    /** How often each piece comes; once listed, where its lines end. */
    this.ends = new Uint32Array(pieces);
    /** @type {Uint32Array[]} */
    this.chunks = [];
    /** @type {Uint32Array | null} */
    this.lines = null;
  }

  /** Count the pieces of a chunk. @param {number} number @param {Uint8Array} bytes its lines */
  add(number, bytes) {
    this.chunks[number] = codesOfLines(bytes, this.ends);
  }

  /** List the lines of each piece, one piece after the other. */
  list() {
    if (this.lines) return this.lines;
    const { ends, size } = this;
    let total = 0;
    for (let piece = 0; piece < ends.length; piece++) {
      const count = piece ? ends[piece] : 0;
      // Until its lines are listed, the end of a piece is where it begins.
      ends[piece] = total;
      total += count;
    }
    const lines = (this.lines = new Uint32Array(total));
    this.chunks.forEach((codes, number) => listChunk(codes, number * size, lines, ends));
    this.chunks = [];
    return lines;
  }

  /** Mark the lines that hold a piece. @param {number} piece @param {Uint32Array} marks of all lines @param {number} bit */
  mark(piece, marks, bit) {
    const lines = this.list();
    const end = this.ends[piece];
    for (let i = piece ? this.ends[piece - 1] : 0; i < end; i++) marks[lines[i]] |= bit;
  }
}

/** @param {Uint32Array} codes @param {number} line the first @param {Uint32Array} lines @param {Uint32Array} ends */
function listChunk(codes, line, lines, ends) {
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]) lines[ends[codes[i]]++] = line;
    else line++;
  }
}
