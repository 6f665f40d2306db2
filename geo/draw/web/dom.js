/** Build the page's elements: text is only ever text, links only ever http or https. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element. `on` adds listeners, `text` sets its text, other keys are attributes.
 * @param {string} tag
 * @param {Record<string, any>} [options]
 * @param {...(Node | string | null | undefined)} children
 * @returns {any}
 */
export function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  dress(node, options);
  add(node, children);
  return node;
}

/**
 * Make an element of a drawing.
 * @param {string} tag
 * @param {Record<string, any>} [options]
 * @param {...Node} children
 * @returns {any}
 */
export function svg(tag, options = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  dress(node, options);
  add(node, children);
  return node;
}

/** @param {any} node @param {Record<string, any>} options */
function dress(node, options) {
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (name === "css") for (const [key, item] of Object.entries(value)) node.style.setProperty(key, String(item));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @param {Element} node @param {(Node | string | null | undefined)[]} children */
export function add(node, children) {
  for (const child of children) if (child !== null && child !== undefined && child !== "") node.append(child);
}

/** @param {Element} node @param {...(Node | string | null | undefined)} children */
export function refill(node, ...children) {
  node.textContent = "";
  add(node, children);
}

/**
 * Return the address if it is one that a reader may follow, else null.
 * @param {unknown} url
 */
export function safeUrl(url) {
  try {
    const parsed = new URL(String(url));
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/**
 * Return a link that opens elsewhere, or plain text where the address is none to follow.
 * @param {string} text @param {unknown} url @param {string} [className]
 */
export function outward(text, url, className = "") {
  const href = safeUrl(url);
  if (!href) return el("span", { class: className, text, dir: "auto" });
  return el("a", { class: className, href, text, dir: "auto", target: "_blank", rel: "noopener noreferrer nofollow" });
}

/** Save something as a file. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const ICONS = {
  close: "M4 4 L14 14 M14 4 L4 14",
  previous: "M11 3 L5 9 L11 15",
  next: "M7 3 L13 9 L7 15",
  play: "M5 3 L15 9 L5 15 Z",
  pause: "M6 3 V15 M12 3 V15",
  search: "M8 3 A5 5 0 1 0 8 13 A5 5 0 1 0 8 3 M12 12 L16 16",
  list: "M3 5 H15 M3 9 H15 M3 13 H15",
  filter: "M3 4 H15 L11 9 V15 L7 13 V9 Z",
  layers: "M9 3 L16 7 L9 11 L2 7 Z M2 11 L9 15 L16 11",
  download: "M9 3 V11 M5 8 L9 12 L13 8 M3 15 H15",
  zoom: "M3 7 V3 H7 M11 3 H15 V7 M15 11 V15 H11 M7 15 H3 V11",
  flag: "M5 16 V3 H14 L12 6 L14 9 H5",
  home: "M3 9 L9 3 L15 9 M5 8 V15 H13 V8",
  undo: "M7 4 L3 8 L7 12 M3 8 H11 A4 4 0 0 1 11 15 H8",
};

/**
 * Return a line drawing, 18 by 18.
 * @param {string} name
 */
export function icon(name) {
  const path = svg("path", { d: ICONS[/** @type {keyof ICONS} */ (name)] });
  return svg("svg", { viewBox: "0 0 18 18", class: "geo-icon", "aria-hidden": "true" }, path);
}

/**
 * Return a button with a drawing, named for those who can't see it.
 * @param {string} name @param {string} label @param {(event: Event) => void} click @param {Record<string, any>} [options]
 */
export function iconButton(name, label, click, options = {}) {
  return el("button", { type: "button", class: "geo-icon-button", "aria-label": label, title: label, on: { click }, ...options }, icon(name));
}
