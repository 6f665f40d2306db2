/** Choose a time on a histogram: drag, resize, step, play, by mouse, touch or keyboard. */

import { hang, sharpness } from "./canvas.js";
import { el, iconButton } from "./dom.js";
import { binEdges, countBins, nextEdge, ticks } from "./histogram.js";
import { interval, moment, number, say } from "./words.js";

const BAR = 7;
const PAD = 14;
const SPEEDS = [1, 2, 4, 8];
const FRAME = 420;

/** @typedef {import("./context.js").Context} Context */

export class Brush {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** The bars twice, as outside the time chosen and as inside: of these, what is inside is seen. */
    this.outside = el("canvas", { class: "geo-bars", "aria-hidden": "true" });
    this.inside = el("canvas", { class: "geo-bars", "aria-hidden": "true" });
    this.handles = ["start", "window", "stop"].map((name) => this.handle(name));
    this.track = el("div", { class: "geo-track" }, this.outside, this.inside, ...this.handles);
    this.label = el("output", { class: "geo-brush-label", "aria-live": "polite" });
    this.playButton = iconButton("play", say("brush.play"), () => this.toggle());
    this.speedButton = el("button", { type: "button", class: "geo-speed", on: { click: () => this.faster() } });
    this.allButton = el("button", { type: "button", class: "geo-text-button", text: say("brush.all"), on: { click: () => this.all() } });
    this.zoomButton = iconButton("zoom", say("brush.zoom"), () => this.zoom());
    this.undated = this.undatedBox();
    this.box = this.assemble();
    this.edges = Float64Array.of(context.table.start, context.table.stop);
    /** @type {{minutes?: number, months?: number}} */
    this.size = { minutes: 1440 };
    this.counts = { sure: new Float64Array(1), spread: new Float64Array(1) };
    this.speed = 0;
    this.timer = 0;
    this.width = 0;
    this.speedButton.textContent = say("brush.speed", { n: 1 });
    this.track.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this.press(event));
    new ResizeObserver(() => this.show()).observe(this.track);
  }

  assemble() {
    const { table } = this.context;
    const bar = el("div", { class: "geo-brush-bar" },
      this.playButton, this.speedButton,
      iconButton("previous", say("brush.earlier"), () => this.step(-1)),
      iconButton("next", say("brush.later"), () => this.step(1)),
      this.label, this.zoomButton, this.allButton, this.undated);
    return el("section", { class: "geo-card geo-brush", "aria-label": say("brush"), hidden: !table.dated }, bar, this.track);
  }

  undatedBox() {
    const { table, choice } = this.context;
    const count = table.n - table.dated;
    if (!count) return null;
    this.undatedInput = el("input", { type: "checkbox", on: { change: () => choice.set({ undated: this.undatedInput.checked }) } });
    this.undatedInput.checked = true;
    return el("label", { class: "geo-undated" }, this.undatedInput, el("span", { text: say("brush.undated", { n: number(count) }) }));
  }

  /** @param {string} name */
  handle(name) {
    return el("div", {
      class: `geo-handle geo-handle-${name}`, role: "slider", tabindex: "0", "aria-label": say(`brush.${name}`), "data-part": name,
      on: { keydown: (/** @type {KeyboardEvent} */ event) => this.key(event, name) },
    });
  }

  get domain() {
    const { table, choice } = this.context;
    return choice.state.domain ?? [table.start, table.stop];
  }

  /** @returns {[number, number]} */
  get window() {
    return this.context.choice.state.window ?? [this.edges[0], this.edges[this.edges.length - 1]];
  }

  /** Count and draw anew. */
  show() {
    this.width = this.track.clientWidth;
    if (!this.width) return;
    const [start, stop] = this.domain;
    const { edges, size } = binEdges(start, stop, Math.max(12, Math.floor((this.width - 2 * PAD) / BAR)));
    this.edges = edges;
    this.size = size;
    this.counts = countBins(this.context.table, this.context.filter.fails, edges);
    this.paint();
  }

  /** @param {number} time */
  toX(time) {
    const [first, last] = [this.edges[0], this.edges[this.edges.length - 1]];
    return PAD + ((time - first) / (last - first)) * (this.width - 2 * PAD);
  }

  /** @param {number} x */
  toTime(x) {
    const [first, last] = [this.edges[0], this.edges[this.edges.length - 1]];
    return first + ((x - PAD) / (this.width - 2 * PAD)) * (last - first);
  }

  /** Return the nearest edge of a bin. @param {number} time */
  snap(time) {
    let best = this.edges[0];
    for (const edge of this.edges) if (Math.abs(edge - time) < Math.abs(best - time)) best = edge;
    return best;
  }

  paint() {
    const height = this.track.clientHeight;
    const ratio = sharpness();
    const size = { width: this.width, height };
    hang(this.outside, size, ratio, (ctx) => {
      this.bars(ctx, height - 18, "-off");
      this.axis(ctx, this.width, height);
    });
    hang(this.inside, size, ratio, (ctx) => this.bars(ctx, height - 18, ""));
    this.mark();
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} floor @param {string} look */
  bars(ctx, floor, look) {
    const { sure, spread } = this.counts;
    let most = 1;
    sure.forEach((count, bin) => { most = Math.max(most, count + spread[bin]); });
    const { color } = this.context;
    sure.forEach((count, bin) => {
      if (!count && !spread[bin]) return;
      const left = this.toX(this.edges[bin]);
      const wide = Math.max(1.5, this.toX(this.edges[bin + 1]) - left - 1);
      const tall = (/** @type {number} */ n) => (n ? Math.max(2, (n / most) * (floor - 6)) : 0);
      ctx.fillStyle = color(`--geo-bar${look}`);
      ctx.fillRect(left, floor - tall(count), wide, tall(count));
      ctx.fillStyle = color(`--geo-bar-spread${look}`);
      ctx.fillRect(left, floor - tall(count) - tall(spread[bin]), wide, tall(spread[bin]));
    });
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} width @param {number} height */
  axis(ctx, width, height) {
    const { times, form } = ticks(this.edges[0], this.edges[this.edges.length - 1], Math.floor(width / 110));
    ctx.fillStyle = this.context.color("--geo-axis");
    ctx.fillRect(PAD, height - 18, width - 2 * PAD, 1);
    ctx.font = "11px system-ui, sans-serif";
    ctx.fillStyle = this.context.color("--geo-faint");
    let free = 0;
    for (const time of times) {
      const x = this.toX(time);
      const text = moment(time, form);
      const wide = ctx.measureText(text).width;
      if (x < free || x + wide > width) continue;
      ctx.fillRect(x, height - 18, 1, 4);
      ctx.fillText(text, x + 3, height - 5);
      free = x + wide + 14;
    }
  }

  /** Show the time chosen: bars, handles, words. */
  mark() {
    const [a, b] = this.window;
    const limit = (/** @type {number} */ x) => Math.max(PAD, Math.min(this.width - PAD, x));
    const [left, right] = [limit(this.toX(a)), limit(this.toX(b))];
    const [start, middle, stop] = this.handles;
    start.style.left = `${left}px`;
    stop.style.left = `${right}px`;
    middle.style.left = `${left}px`;
    middle.style.width = `${right - left}px`;
    this.clip(a, b);
    const first = this.edges[0];
    const last = this.edges[this.edges.length - 1];
    for (const [handle, now, text] of [[start, a, moment(a)], [stop, b, moment(b - 1)], [middle, a, interval(a, b)]]) {
      tell(handle, { valuemin: first, valuemax: last, valuenow: now, valuetext: text });
    }
    const whole = !this.context.choice.state.window;
    this.label.textContent = whole ? say("brush.all") : interval(a, b);
    this.allButton.hidden = whole && !this.context.choice.state.domain;
    this.zoomButton.hidden = whole;
  }

  /** Show the bars of a time as inside of it: of a bin that it cuts, the whole bar. @param {number} a @param {number} b */
  clip(a, b) {
    const { edges } = this;
    const from = edges.findLast((edge) => edge <= a) ?? edges[0];
    const to = edges.find((edge) => edge >= b) ?? edges[edges.length - 1];
    this.inside.style.clipPath = `inset(0 ${this.width - this.toX(to)}px 0 ${this.toX(from)}px)`;
  }

  /** @param {number} a @param {number} b */
  choose(a, b) {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const [first, last] = [this.edges[0], this.edges[this.edges.length - 1]];
    const whole = low <= first && high >= last && !this.context.choice.state.domain;
    this.context.choice.set({ window: whole || low === high ? null : [low, high] });
  }

  /** @param {PointerEvent} event */
  press(event) {
    const part = /** @type {HTMLElement} */ (event.target).dataset.part;
    const left = this.track.getBoundingClientRect().left;
    const [a, b] = this.window;
    const grabbed = this.toTime(event.clientX - left);
    const whole = !this.context.choice.state.window;
    this.stop();
    const move = (/** @type {PointerEvent} */ { clientX }) => {
      const time = this.toTime(clientX - left);
      if (part === "start") this.choose(Math.min(this.snap(time), this.before(b)), b);
      else if (part === "stop") this.choose(a, Math.max(this.snap(time), nextEdge(a, this.size)));
      else if (part === "window" && !whole) this.shift(a, b, time - grabbed);
      else this.choose(this.snap(grabbed), this.snap(time));
    };
    const done = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", done);
      removeEventListener("pointercancel", done);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", done);
    addEventListener("pointercancel", done);
    event.preventDefault();
    if (part) /** @type {HTMLElement} */ (event.target).focus();
  }

  /** Return the edge before one. @param {number} edge */
  before(edge) {
    const at = this.edges.indexOf(edge);
    return this.edges[at < 0 ? Math.max(0, this.edges.findIndex((other) => other >= edge) - 1) : Math.max(0, at - 1)];
  }

  /** @param {number} a @param {number} b @param {number} by */
  shift(a, b, by) {
    const last = this.edges[this.edges.length - 1];
    const start = Math.max(this.edges[0], Math.min(this.snap(a + by), last - (b - a)));
    this.choose(start, start + (b - a));
  }

  /** Move the time chosen by its own length, or begin with a tenth of all. @param {number} by */
  step(by) {
    const { state } = this.context.choice;
    const [first, last] = [this.edges[0], this.edges[this.edges.length - 1]];
    if (!state.window) {
      const length = this.snap(first + (last - first) / 10) - first || nextEdge(first, this.size) - first;
      this.choose(by > 0 ? first : last - length, by > 0 ? first + length : last);
      return;
    }
    const [a, b] = state.window;
    this.shift(a, b, by * (b - a));
  }

  /** @param {KeyboardEvent} event @param {string} part */
  key(event, part) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 5, PageDown: -5 }[event.key];
    if (!by) return;
    event.preventDefault();
    const [a, b] = this.window;
    const bin = (nextEdge(this.edges[0], this.size) - this.edges[0]) * by;
    if (part === "start") this.choose(Math.min(this.snap(a + bin), this.before(b)), b);
    else if (part === "stop") this.choose(a, Math.max(this.snap(b + bin), nextEdge(a, this.size)));
    else this.shift(a, b, bin);
  }

  zoom() {
    const { choice } = this.context;
    if (choice.state.window) choice.set({ domain: choice.state.window });
  }

  all() {
    this.stop();
    this.context.choice.set({ window: null, domain: null });
  }

  faster() {
    this.speed = (this.speed + 1) % SPEEDS.length;
    this.speedButton.textContent = say("brush.speed", { n: SPEEDS[this.speed] });
  }

  toggle() {
    if (this.timer) this.stop();
    else this.play();
  }

  play() {
    const tick = () => {
      const [, b] = this.window;
      const last = this.edges[this.edges.length - 1];
      const [first] = this.edges;
      const { window } = this.context.choice.state;
      if (!window) this.step(1);
      else if (b >= last) this.choose(first, first + (b - window[0]));
      else this.shift(window[0], b, nextEdge(first, this.size) - first);
      this.timer = Number(setTimeout(tick, FRAME / SPEEDS[this.speed]));
    };
    this.face("pause");
    tick();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.face("play");
  }

  /** @param {string} name */
  face(name) {
    const fresh = iconButton(name, say(`brush.${name}`), () => this.toggle());
    const focused = document.activeElement === this.playButton;
    this.playButton.replaceWith(fresh);
    this.playButton = fresh;
    if (focused) fresh.focus();
  }
}

/** Say of a handle what has changed. @param {HTMLElement} handle @param {Record<string, any>} values */
function tell(handle, values) {
  for (const [name, value] of Object.entries(values)) {
    if (handle.getAttribute(`aria-${name}`) !== String(value)) handle.setAttribute(`aria-${name}`, String(value));
  }
}
