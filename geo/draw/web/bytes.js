/** Read what the page carries: base64, deflated, columns of whole numbers. */

/**
 * Return the bytes of base64 text.
 * @param {string} text
 * @returns {Uint8Array}
 */
export function fromBase64(text) {
  const native = /** @type {any} */ (Uint8Array).fromBase64;
  if (native) return native(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/**
 * Return what was deflated.
 * @param {Uint8Array} bytes
 * @returns {Promise<ArrayBuffer>}
 */
export async function inflate(bytes) {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  writer.write(/** @type {any} */ (bytes)).catch(() => undefined);
  writer.close().catch(() => undefined);
  // A response would collect the parts too, but lets the parser have its turn between them.
  const reader = stream.readable.getReader();
  const parts = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
  }
  return joined(parts, length);
}

/** @param {Uint8Array[]} parts @param {number} length @returns {ArrayBuffer} */
function joined(parts, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

/**
 * Return the section that base64 text holds (geo/draw/pack.py describes it).
 * @param {string} text
 * @returns {Promise<import("./types").Section>}
 */
export async function readSection(text) {
  const buffer = await inflate(fromBase64(text));
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  /** @type {Record<string, import("./types").Numbers>} */
  const columns = {};
  let offset = 4 + length;
  for (const [name, count, width, how] of head.columns) {
    columns[name] = readColumn(new Uint8Array(buffer, offset, count * width), count, width, how);
    offset += count * width;
  }
  return { info: head.info, columns };
}

/**
 * Return the numbers of one column from its planes.
 * @param {Uint8Array} planes @param {number} count @param {number} width @param {number} how
 */
export function readColumn(planes, count, width, how) {
  const raw = joinPlanes(planes, count, width);
  if (!how) return raw;
  const numbers = new Int32Array(count);
  // All at once: the code is not compiled yet when a map opens.
  const [zigzag, delta] = [how >> 1, -(how & 1)];
  for (let i = 0, sum = 0; i < count; i++) {
    const number = raw[i];
    numbers[i] = sum = (sum & delta) + (zigzag ? (number >>> 1) ^ -(number & 1) : number) | 0;
  }
  return numbers;
}

/** @param {Uint8Array} planes @param {number} count @param {number} width */
function joinPlanes(planes, count, width) {
  if (width === 1) return planes;
  const plane = (/** @type {number} */ at) => planes.subarray(at * count, (at + 1) * count);
  const [a, b] = [plane(0), plane(1)];
  if (width === 2) {
    const numbers = new Uint16Array(count);
    for (let i = 0; i < count; i++) numbers[i] = a[i] | (b[i] << 8);
    return numbers;
  }
  const [c, d] = [plane(2), plane(3)];
  const numbers = new Uint32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = a[i] | (b[i] << 8) | (c[i] << 16) | (d[i] << 24);
  return numbers;
}
