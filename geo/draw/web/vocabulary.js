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
 * Join to what is known of each line the marks of all its pieces.
 * @param {Uint8Array} bytes @param {Uint32Array} marks of each piece @param {Uint32Array} lines @param {number} line the first
 */
export function markLines(bytes, marks, lines, line) {
  let code = 0;
  let shift = 0;
  let found = 0;
  for (const byte of bytes) {
    if (!byte && !shift) {
      lines[line++] |= found;
      found = 0;
    } else if (byte & 128) {
      code |= (byte & 127) << shift;
      shift += 7;
    } else {
      found |= marks[code | (byte << shift)];
      code = shift = 0;
    }
  }
}
