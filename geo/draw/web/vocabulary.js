/** Texts as numbers of their words (geo/draw/vocabulary.py says how). */

/** What is spelled otherwise than the piece between two spaces. @type {[string, string][]} */
const JOINTS = [[" \x1c ", ", "], [" \x1d ", ". "], [" \x1f ", "\x1f"]];

/** Return the text of pieces. @param {string[]} pieces */
export function spell(pieces) {
  return JOINTS.reduce((text, [joint, spelled]) => text.replaceAll(joint, spelled), pieces.join(" "));
}

/** Return where each line begins. @param {Uint8Array} bytes */
export function lineStarts(bytes) {
  const starts = [0];
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, end + 1)) starts.push(end + 1);
  return Uint32Array.from(starts);
}

/**
 * Return the numbers of the pieces of a line.
 * @param {Uint8Array} bytes @param {number} at where the line begins
 */
export function codesOfLine(bytes, at) {
  const codes = [];
  for (let code = 0, shift = 0; bytes[at]; at++) {
    code |= (bytes[at] & 127) << shift;
    shift += 7;
    if (bytes[at] & 128) continue;
    codes.push(code);
    code = shift = 0;
  }
  return codes;
}

/**
 * Return the numbers of all pieces, one line after the other, and where each line ends.
 * @param {Uint8Array} bytes
 */
export function codesOfLines(bytes) {
  const codes = new Uint32Array(bytes.length);
  const ends = [];
  let [count, code, shift] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (!byte && !shift) ends.push(count);
    else if (byte & 128) {
      code |= (byte & 127) << shift;
      shift += 7;
    } else {
      codes[count++] = code | (byte << shift);
      code = shift = 0;
    }
  }
  return { codes: codes.slice(0, count), ends: Uint32Array.from(ends) };
}

/**
 * Join to what is known of each line the marks of all its pieces.
 * @param {{codes: Uint32Array, ends: Uint32Array}} lines @param {Uint32Array} marks of each piece
 * @param {Uint32Array} known @param {number} first line
 */
export function markLines({ codes, ends }, marks, known, first) {
  let at = 0;
  for (let line = 0; line < ends.length; line++) {
    let found = 0;
    for (; at < ends[line]; at++) found |= marks[codes[at]];
    known[first + line] |= found;
  }
}
