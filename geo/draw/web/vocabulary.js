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

/** Where pieces are decoded, to be copied out: fresh memory for each chunk costs more. */
let desk = new Uint32Array(0);

/**
 * Return the numbers of all pieces of lines; 0 ends a line.
 * @param {Uint8Array} bytes @param {Uint32Array} uses of each piece, to be raised
 */
export function codesOfLines(bytes, uses) {
  if (desk.length < bytes.length) desk = new Uint32Array(bytes.length);
  const codes = desk;
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    let code = bytes[at];
    // Nearly all pieces take one byte or two: no loop for those.
    if (code & 128) {
      code = (code & 127) | (bytes[++at] << 7);
      for (let high = 14; bytes[at] & 128; high += 7) code = (code ^ (1 << high)) | (bytes[++at] << high);
    }
    codes[count++] = code;
    uses[code]++;
  }
  return codes.slice(0, count);
}
