/** Where the script begins: in a page it offers `geoIncidents`, in a worker it answers searches or draws. */

import { start } from "./app.js";
import { offerFoliumHelpers } from "./folium.js";
import { servePainter } from "./painter.js";
import { serveSearches } from "./search.js";

if (typeof document === "undefined") {
  serveSearches(globalThis);
  servePainter(globalThis);
  globalThis.postMessage("open");
} else {
  const source = document.currentScript?.textContent ?? "";
  globalThis.geoMapOptions = { center: [25, 15], zoom: 2, minZoom: 2, maxZoom: 14, zoomControl: false, zoomSnap: 0.25, wheelPxPerZoomLevel: 90, worldCopyJump: true };
  offerFoliumHelpers();
  globalThis.geoIncidents = (/** @type {string} */ id, /** @type {any} */ map) => {
    L.control.zoom({ position: "topright" }).addTo(map);
    start(id, map, source).catch((error) => {
      document.documentElement.dataset.geo = "failed";
      throw error;
    });
  };
}
