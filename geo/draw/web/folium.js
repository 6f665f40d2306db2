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
