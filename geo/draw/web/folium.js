/** The little of jQuery and Awesome Markers that folium's own elements need. */

import { el } from "./dom.js";

const SIZE = 30;

/** Offer them where the real ones are not loaded. */
export function offerFoliumHelpers() {
  globalThis.$ ??= (/** @type {any} */ what) => {
    if (typeof what === "string") return fragment(what);
    return { ready: (/** @type {() => void} */ work) => work() };
  };
  if (typeof L !== "undefined" && !L.AwesomeMarkers) L.AwesomeMarkers = { icon: pinIcon };
  if (typeof L !== "undefined") keepNamesText();
}

/** Leaflet puts the names of layers into its switch as HTML; here they are text. */
function keepNamesText() {
  const { _addLayer: add } = L.Control.Layers.prototype;
  L.Control.Layers.include({
    /** @this {any} @param {any} layer @param {string} name @param {boolean} overlay */
    _addLayer(layer, name, overlay) {
      return add.call(this, layer, String(name).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`), overlay);
    },
  });
}

/** Return the elements of some HTML; scripts in it do not run. @param {string} html */
function fragment(html) {
  return [...new DOMParser().parseFromString(html, "text/html").body.children];
}

/** @param {any} options */
function pinIcon({ markerColor = "blue" }) {
  const pin = el("span", { class: "geo-pin", css: { background: CSS.supports("color", markerColor) ? markerColor : "#2f56b0" } });
  return L.divIcon({ html: pin, className: "geo-pin-holder", iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE], popupAnchor: [0, -SIZE] });
}
