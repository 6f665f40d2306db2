/** Put the parts together: read the data, build the views, and let them follow the reader. */

import { readSection } from "./bytes.js";
import { BordersCaption } from "./borders.js";
import { Brush } from "./brush.js";
import { Index } from "./cluster.js";
import { sortedRows, tint } from "./context.js";
import { Corrections } from "./corrections.js";
import { el, iconButton } from "./dom.js";
import { drawing, settle } from "./drawing.js";
import { FacetsView } from "./facets.js";
import { FACETS, Filter } from "./filter.js";
import { fitAll, fitBulk, tellOutside } from "./fit.js";
import { shareByAddress } from "./hash.js";
import { held } from "./held.js";
import { KeyView } from "./key.js";
import { ListView } from "./list.js";
import { Marks } from "./marks.js";
import { readBelow } from "./painter.js";
import { Panel } from "./panel.js";
import { saveButtons } from "./save.js";
import { Search } from "./search.js";
import { Sidebar } from "./sidebar.js";
import { Choice, initialState } from "./state.js";
import { complete, makeTable } from "./table.js";
import { Texts } from "./texts.js";
import { say, speak } from "./words.js";

/** @typedef {any} Context */

/** Least zoom at which a chosen incident is shown. */
const NEAR_ZOOM = 6;
/** What of the state may ask for columns that the table opens without. */
const OF_ANY_COLUMN = ["chosen", "color", "tab"];
/** Width up to which cards lie above and below the map; as in the style sheet. */
const PHONE = 900;

/**
 * Draw a map's incidents on it.
 * @param {string} id of the element that carries the data @param {any} map of Leaflet @param {string} source of this script
 */
export async function start(id, map, source) {
  const section = (/** @type {string} */ name) => held(`${id}_${name}`);
  const { info } = await readSection(await section("index"));
  speak(info.messages);
  const reading = readColumns("columns", info, section);
  const below = await readBase(document.getElementById(`${id}_base`) ? await section("base") : "");
  const table = makeTable(info, await reading);
  const further = async () => complete(table, await readColumns("further", info, section));
  // What an address asks for may be of any column.
  if (location.hash.length > 1) await further();
  else table.whole = opened().then(idle).then(further);
  const context = Object.assign(makeContext(id, map, source, table), below);
  if (context.base) context.base.overlays.day = table.stop - 1;
  build(context, source);
  // What asks for the layout comes before what changes it.
  const box = fitBulk(context);
  context.sidebar.refresh();
  if (!shareByAddress(context)) afterFirstPicture(context, () => tellOutside(context, box));
  document.documentElement.dataset.geo = "ready";
  globalThis.dispatchEvent(new CustomEvent("geo-ready"));
  prepare(context);
}

/** Have workers ready for what comes next. @param {Context} context */
async function prepare(context) {
  await idle();
  await context.search.warm();
  await idle();
  await context.hasten();
  await context.search.prepared;
  await idle();
  context.draw();
}

/** Wait until there is time. @returns {Promise<any>} */
function idle() {
  return new Promise((done) => { (globalThis.requestIdleCallback ?? setTimeout)(done); });
}

/** Do what can wait for the first picture, unless the map is moved before. @param {Context} context @param {() => void} work */
function afterFirstPicture({ map }, work) {
  addEventListener("geo-drawn", work, { once: true });
  map.once("movestart", () => removeEventListener("geo-drawn", work));
}

/** Wait until the map is there. @returns {Promise<any>} */
function opened() {
  return new Promise((done) => { addEventListener("geo-ready", done, { once: true }); });
}

/** Read columns of a kind, one section while the next arrives. @param {string} kind @param {any} info @param {(name: string) => Promise<string>} section */
async function readColumns(kind, info, section) {
  const sections = [];
  for (let number = 0; number < info.sections[kind]; number++) sections.push(readSection(await section(`${kind}_${number}`)));
  return Object.assign({}, ...(await Promise.all(sections)).map(({ columns }) => columns));
}

/** Read what lies below the incidents. @param {string} packed */
async function readBase(packed) {
  const { map, labels } = readBelow(packed ? await readSection(packed) : null);
  return { base: map, labels };
}

/** @param {string} id @param {any} map @param {string} source @param {import("./types").Table} table @returns {Context} */
function makeContext(id, map, source, table) {
  const filter = new Filter(table);
  const texts = new Texts(id, table);
  const container = map.getContainer();
  /** @type {Map<string, string>} */
  const colors = new Map();
  const color = (/** @type {string} */ name) => {
    let found = colors.get(name);
    if (!found) colors.set(name, (found = getComputedStyle(container).getPropertyValue(name).trim() || "#000"));
    return found;
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const context = /** @type {Context} */ ({ id, map, table, texts, filter, color, dark, orders: new Map(), places: {}, choice: new Choice(initialState()), search: new Search(source, table, texts) });
  context.marks = new Marks(table, filter, new Index(table));
  context.rows = () => (context.sorted ??= sortedRows(context));
  context.show = (/** @type {number} */ row) => context.choice.set({ selected: row });
  dark.addEventListener("change", () => { colors.clear(); tint(context); context.draw(); context.brush.paint(); context.sidebar.refresh(); });
  tint(context);
  return context;
}

/** @param {Context} context @param {string} source */
function build(context, source) {
  const { map, choice, table } = context;
  const container = map.getContainer();
  const app = el("div", { class: "geo-app" });
  container.replaceWith(app);
  app.append(container);
  container.setAttribute("role", "application");
  container.setAttribute("aria-label", say("map"));
  context.places.app = app;
  const views = { list: new ListView(context), facets: new FacetsView(context), key: new KeyView(context, () => [saveButtons(context), corrections.summary()]) };
  const corrections = new Corrections(context, () => views.key.show());
  context.sidebar = new Sidebar(context, views);
  context.places.sidebar = context.sidebar;
  context.places.list = views.list.box;
  context.panel = new Panel(context, (row, detail) => corrections.form(row, detail));
  context.brush = new Brush(context);
  context.places.padding = () => padding(context);
  views.list.box.addEventListener("geo-return", (/** @type {CustomEvent} */ event) => views.list.focus(event.detail));
  app.append(context.sidebar.box, context.panel.box, context.brush.box);
  controls(context);
  drawing(context, source);
  choice.listen((/** @type {Set<string>} */ changed) => {
    const asked = changed.has("query");
    if (asked) ask(context);
    // What a query finds comes soon: until then all stays as it is.
    if (asked && choice.state.query && changed.size === 1) return;
    if (OF_ANY_COLUMN.some((name) => changed.has(name)) && !table.lists.actor) table.whole.then(() => follow(context, views, changed));
    else follow(context, views, changed);
  });
  context.sidebar.counted();
  context.sidebar.turn();
  keepClear(context);
  map.invalidateSize();
}

/** Let the map's own controls stand clear of the cards above and below. @param {Context} context */
function keepClear(context) {
  const { brush, sidebar, places: { app } } = context;
  const measure = () => {
    const [low, high] = [brush, sidebar].map(({ box }) => box.offsetHeight);
    app.style.setProperty("--geo-brush-height", `${low}px`);
    if (!sidebar.box.classList.contains("geo-unfolded")) app.style.setProperty("--geo-head-height", `${high}px`);
  };
  measure();
  const sizes = new ResizeObserver(() => { measure(); context.standClear(); });
  for (const { box } of [brush, sidebar]) sizes.observe(box);
}

/** @param {Context} context */
function controls(context) {
  const { map } = context;
  map.attributionControl?.setPrefix(false);
  for (const [name, url] of context.table.sources) map.attributionControl?.addAttribution(`<a href="${url}">${name}</a>`);
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  const Home = L.Control.extend({ onAdd: () => el("div", { class: "leaflet-bar geo-home" }, iconButton("home", say("map.home"), () => fitAll(context))) });
  new Home({ position: "topright" }).addTo(map);
  if (!context.base) return;
  // Scripts that a page adds to the map may ask which borders it shows.
  map.geoBorders = context.base.overlays;
  context.caption = new BordersCaption(context);
  const Caption = L.Control.extend({ onAdd: () => context.caption.box });
  new Caption({ position: "bottomright" }).addTo(map);
}

/** What each change of the state asks for. @param {Context} context @param {any} views @param {Set<string>} changed */
function follow(context, views, changed) {
  const { choice, filter, sidebar, brush } = context;
  const { state } = choice;
  const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(name));
  if (has("chosen")) for (const facet of FACETS) filter.choose(facet, state.chosen[facet] ?? []);
  if (has("chosen", "hits")) brush.show();
  if (has("color")) tint(context);
  if (has("domain")) brush.show();
  if (has("chosen", "hits", "window", "undated", "group", "sort", "query", "color")) {
    filter.apply(state.window, state.undated);
    context.sorted = null;
    if (brush.undatedInput) brush.undatedInput.checked = state.undated;
    brush.mark();
    if ([...changed].every((name) => name === "window")) context.hurry();
    later(context);
  }
  if (has("window", "view") && context.base) bordersFollow(context);
  if (has("tab")) sidebar.turned();
  if (has("selected")) select(context, views);
  if (has("hover")) views.list.mark();
  drawAgain(context, has);
}

/** Draw what a change shows otherwise. @param {Context} context @param {(...names: string[]) => boolean} has */
function drawAgain({ draw, hurried }, has) {
  if (has("layers")) draw();
  if (has("chosen", "hits", "window", "undated", "query", "color")) draw("marks", ...(hurried ? [] : ["names"]));
  if (has("selected", "hover")) draw("marks");
}

/** Show the borders of the last day of the time chosen, as whom the reader chose sees them. @param {Context} context */
function bordersFollow(context) {
  const { base, choice, table } = context;
  // Most steps of the brush cross no day on which a border changed, and the base map costs most.
  const changed = base.overlays.turn((choice.state.window?.[1] ?? table.stop) - 1, choice.state.view);
  context.caption.show();
  later(context);
  if (changed) context.draw("base");
}

/** Count and list once the drawing is done. @param {Context} context */
function later(context) {
  if (context.waiting) return;
  context.waiting = requestAnimationFrame(() => {
    context.waiting = 0;
    context.sidebar.counted();
    if (context.hurried) settle(context);
    else context.sidebar.refresh();
    if (context.panel.shown >= 0) context.panel.place();
  });
}

/** @param {Context} context @param {any} views */
function select(context, views) {
  const { choice, panel, table, map, sidebar, places } = context;
  const row = choice.state.selected;
  panel.show(row);
  places.app.classList.toggle("geo-reading", row >= 0);
  views.list.mark();
  if (row < 0) return;
  views.list.reveal(row);
  sidebar.collapse();
  panel.box.focus({ preventScroll: true });
  if (table.pinned[row]) bringIntoView(context, [table.lat[row] / 1e5, table.lon[row] / 1e5]);
  else map.closePopup();
}

/**
 * Move the map if the place is hidden, and nearer if it is seen from very far.
 * @param {Context} context @param {[number, number]} place
 */
function bringIntoView(context, place) {
  const { map } = context;
  const { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] } = padding(context);
  const size = map.getSize();
  const zoom = Math.max(map.getZoom(), NEAR_ZOOM);
  const point = map.latLngToContainerPoint(place);
  const free = point.x > left && point.x < size.x - right && point.y > top && point.y < size.y - bottom;
  if (free && zoom === map.getZoom()) return;
  const middle = L.point((left - right) / 2, (top - bottom) / 2);
  map.setView(map.unproject(map.project(place, zoom).subtract(middle), zoom), zoom);
}

/** Search; what is typed meanwhile is asked next. @param {Context} context */
async function ask(context) {
  const { choice, filter, search } = context;
  if (!choice.state.query) {
    filter.search(null);
    context.brush.show();
  }
  if (!choice.state.query || context.asking) return;
  context.asking = true;
  const { query } = choice.state;
  const hits = await search.find(query).finally(() => { context.asking = false; });
  if (choice.state.query !== query) await ask(context);
  else {
    filter.search(hits);
    choice.set({ hits: {} });
  }
}

/** How much of the map the cards hide. @param {Context} context */
function padding({ places, sidebar, panel, brush }) {
  const all = places.app.getBoundingClientRect();
  const side = sidebar.box.getBoundingClientRect();
  const time = brush.box.getBoundingClientRect();
  const low = time.height ? all.bottom - time.top : 0;
  if (all.width <= PHONE) {
    const sheet = panel.box.hidden ? low : all.bottom - panel.box.getBoundingClientRect().top;
    return { paddingTopLeft: [24, Math.min(side.height, 120) + 24], paddingBottomRight: [24, Math.max(low, sheet) + 16] };
  }
  const right = panel.box.hidden ? 60 : all.right - panel.box.getBoundingClientRect().left + 20;
  return { paddingTopLeft: [side.right - all.left + 40, 40], paddingBottomRight: [right, low + 30] };
}
