"""Measure the map: its file, how long it takes to write, to open, to brush, to search, to read.

    python benchmarks/map.py [ROWS]

Incidents are made up: dates over fifteen years, places around the South Caucasus, and about
220 bytes of sentences each. folium's own layers are written from the same rows; they need
the network to open, so only their files are measured. Times are medians or, where it says
so, the 95th percentile, in Debian's Chromium from ``file://`` with the network off.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import sync_playwright
from shapely import points

from geo.draw import draw_map, save_map

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
SUBJECTS = (
    "government soldiers|an armed group|border guards|two gunmen|residents of the town|"
    "a supply convoy|the municipal police|volunteers from the district|a patrol|fishermen"
).split("|")
VERBS = (
    "exchanged fire with|stopped and searched|shelled the positions of|accused|withdrew before|"
    "marched against|detained members of|asked for talks with|blocked the road to|fired at"
).split("|")
OBJECTS = (
    "the garrison|a neighboring battalion|the provincial council|drivers waiting at the crossing|"
    "the other side|a group of protesters|the mayor and his deputy|shepherds on the hillside|"
    "an ambulance|the crew of a drone"
).split("|")
ENDS = (
    "near the old bridge, a local official said|after the truce had lapsed, a minister said|"
    "while the market was open, witnesses told a reporter|and left before dawn, the mayor wrote|"
    "during a search of the eastern quarter|in an incident that both sides describe differently|"
    "on the road to the reservoir, the army said in a statement|without any report of casualties"
).split("|")
BRUSH = """async () => {
    const start = document.querySelector(".geo-handle-window");
    start.focus();
    const spent = [];
    for (let i = 0; i < 60; i++) {
        const from = performance.now();
        start.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
        await new Promise((done) => requestAnimationFrame(done));
        await new Promise((done) => setTimeout(done));
        spent.push(performance.now() - from);
    }
    return spent;
}"""
SEARCH = """async (words) => {
    const input = document.querySelector(".geo-search-input");
    const count = document.querySelector(".geo-count");
    const before = count.textContent;
    const from = performance.now();
    input.value = words;
    input.dispatchEvent(new Event("input"));
    while (count.textContent === before) await new Promise((done) => setTimeout(done, 2));
    return performance.now() - from;
}"""
PANEL = """async () => {
    const next = document.querySelector("[aria-label='Next incident']");
    const title = document.querySelector(".geo-panel-body");
    const spent = [];
    for (let i = 0; i < 40; i++) {
        const from = performance.now();
        const changed = new Promise((done) => {
            new MutationObserver(done).observe(title, { childList: true });
        });
        next.click();
        await changed;
        spent.push(performance.now() - from);
    }
    return spent;
}"""


def incidents(rows: int) -> gpd.GeoDataFrame:
    """Return *rows* made-up incidents."""
    chance = np.random.default_rng(7)

    def told(parts: list[str]) -> list[str]:
        return list(chance.choice(parts, rows))

    sentences = [
        f"{subject.capitalize()} {verb} {thing} {end}. "
        f"{second.capitalize()} {later} {other} {close}."
        for subject, verb, thing, end, second, later, other, close in zip(
            *map(told, (SUBJECTS, VERBS, OBJECTS, ENDS, SUBJECTS, VERBS, OBJECTS, ENDS)),
            strict=True,
        )
    ]
    days = np.datetime64("2010-01-01") + chance.integers(0, 5400, rows)
    frame = pd.DataFrame(
        {
            "event_id_cnty": [f"AZE{number}" for number in range(rows)],
            "event_date": days.astype("datetime64[s]"),
            "sub_event_type": chance.choice(["Armed clash", "Attack", "Peaceful protest"], rows),
            "actor1": chance.choice(SUBJECTS, rows),
            "location": chance.choice([f"Town {number}" for number in range(3000)], rows),
            "notes": sentences,
            "fatalities": chance.integers(0, 3, rows),
        }
    )
    lon, lat = chance.normal(46, 1.5, rows), chance.normal(40, 1, rows)
    return gpd.GeoDataFrame(frame, geometry=points(lon, lat), crs=4326)


def write(frame: gpd.GeoDataFrame, path: Path) -> dict[str, float]:
    """Write the map and return size, seconds and memory."""
    draw_map(frame.iloc[:10]).get_root().render()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    save_map(draw_map(frame), path)
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {
        "file, MB": path.stat().st_size / 1e6,
        "write, s": seconds,
        "memory above input, MB": grown,
    }


def write_folium(frame: gpd.GeoDataFrame, folder: Path) -> dict[str, float]:
    """Return size and seconds of folium's own layers for the same rows."""
    places = np.column_stack([frame.geometry.y, frame.geometry.x]).tolist()
    small = frame[["notes", "geometry"]]
    layers: dict[str, Any] = {
        "MarkerCluster": partial(MarkerCluster, places, popups=frame["notes"].tolist()),
        "FastMarkerCluster": partial(FastMarkerCluster, places),
        "GeoJson": lambda: folium.GeoJson(small, tooltip=folium.GeoJsonTooltip(["notes"])),
    }
    found = {}
    for name, make in layers.items():
        start = time.perf_counter()
        page = folium.Map()
        make().add_to(page)
        page.save(folder / f"{name}.html")
        found[f"folium {name}, s"] = time.perf_counter() - start
        found[f"folium {name}, MB"] = (folder / f"{name}.html").stat().st_size / 1e6
    return found


def browse(path: Path) -> dict[str, float]:
    """Return milliseconds of opening, brushing, searching and reading."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
        page.add_init_script(
            "addEventListener('geo-ready', () => { window.geoReady = performance.now(); })"
        )
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-geo=ready]", timeout=60_000)
        found = {"ready, ms": float(page.evaluate("window.geoReady"))}
        page.wait_for_timeout(3000)
        page.click("[aria-label='Later']")
        found["brush step, p95 ms"] = percentile(page.evaluate(BRUSH))
        page.click("text=All time")
        found["first search, ms"] = float(page.evaluate(SEARCH, "ambulance"))
        found["next search, ms"] = float(page.evaluate(SEARCH, "ambulance dawn"))
        page.locator(".geo-item").first.click()
        page.wait_for_timeout(300)
        found["panel, p95 ms"] = percentile(page.evaluate(PANEL))
        browser.close()
    return found


def percentile(spent: Any) -> float:
    """Return the 95th percentile."""
    return float(np.percentile(spent, 95))


def main() -> None:
    """Print a table of everything measured."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    frame = incidents(rows)
    told = frame["notes"].str.len().mean()
    print(f"{rows:,} incidents, {told:.0f} bytes of text each\n\n| what | measured |\n|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = write(frame, folder / "map.html") | browse(folder / "map.html")
        if rows <= 100_000:  # noqa: PLR2004 - beyond it, they do not open
            found |= write_folium(frame, folder)
    for what, value in found.items():
        print(f"| {what} | {value:,.2f} |")


if __name__ == "__main__":
    main()
