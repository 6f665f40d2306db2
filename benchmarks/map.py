"""Measure the map: its file, how long it takes to write, to open, to brush, to search, to read.

    python -m benchmarks.map [ROWS] [--no-peers]

Each figure is printed as soon as it is known. Incidents are made up (benchmarks/made_up.py).
folium's own layers are written from the same rows; they need the network to open, so their
files and the writing are measured. Times are medians or, where it says so, the 95th percentile
of one run, in Debian's Chromium from ``file://`` with the network off.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import multiprocessing
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import numpy as np
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import sync_playwright

from benchmarks.made_up import incidents
from geo.draw import draw_map, save_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import geopandas as gpd
    from playwright.sync_api import Browser, CDPSession, Page

    Figures = Iterator[tuple[str, float]]

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
MANY = 100_000
"""Rows above which things are done once, and folium's layers left out: they do not open."""
PATIENCE = 60
"""Seconds that a layer of folium's may take to write."""
REST = 1
"""Seconds for the browser to do away with a page before the next is opened."""
STEPS = 60
WORDS = ("bridge", "the", "was said", "ka", "near village", "xyz")
WATCH = """
    addEventListener("geo-ready", () => {
        window.geoReady = performance.now();
        console.log("ready");
    });
    window.geoSeen = new Promise((done) => {
        addEventListener("geo-drawn", () => {
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
        }, { once: true });
    });
    const { postMessage } = Worker.prototype;
    window.geoAnswers = [];
    Worker.prototype.postMessage = function (data, ...rest) {
        if (data.query) {
            const from = performance.now();
            const done = ({ data: answer }) => {
                if (answer.ticket !== data.ticket) return;
                window.geoAnswers.push(performance.now() - from);
                this.removeEventListener("message", done);
            };
            this.addEventListener("message", done);
        }
        return postMessage.call(this, data, ...rest);
    };
"""
FRAMES = "for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));"
MAP = 'window[Object.keys(window).find((name) => name.startsWith("map_"))]'
BRUSH = f"""async () => {{
    const start = document.querySelector(".geo-handle-window");
    start.focus();
    start.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
    {FRAMES}
}}"""
PAN = f"async (i) => {{ {MAP}.panBy([i % 20 < 10 ? 30 : -30, 0], {{ animate: false }}); {FRAMES} }}"
ZOOM = f"""async (i) => {{
    const map = {MAP};
    map.setZoom(map.getZoom() + (i % 8 < 4 ? 0.25 : -0.25), {{ animate: false }});
    {FRAMES}
}}"""
PLAY = """async () => {
    const label = document.querySelector(".geo-brush-label");
    await new Promise((done) => new MutationObserver(done).observe(label, { childList: true }));
}"""
SEARCH = """async (words) => {
    const input = document.querySelector(".geo-search-input");
    const answers = window.geoAnswers.length;
    const count = document.querySelector(".geo-count");
    const seen = new Promise((done) => {
        new MutationObserver(done).observe(count, { childList: true });
    });
    const from = performance.now();
    input.value = words;
    input.dispatchEvent(new Event("input"));
    await seen;
    while (window.geoAnswers.length === answers) await new Promise((done) => setTimeout(done, 2));
    return [window.geoAnswers[answers], performance.now() - from];
}"""
PANEL = """async () => {
    const next = document.querySelector("[aria-label='Next incident']");
    const title = document.querySelector(".geo-panel-body");
    const from = performance.now();
    const changed = new Promise((done) => {
        new MutationObserver(done).observe(title, { childList: true });
    });
    next.click();
    await changed;
    return performance.now() - from;
}"""


def median(values: Any) -> float:
    """Return the median."""
    return float(np.median(values))


def percentile(spent: Any) -> float:
    """Return the 95th percentile."""
    return float(np.percentile(spent, 95))


def write(frame: gpd.GeoDataFrame, path: Path) -> Figures:
    """Write the map, and yield its size, the seconds and megabytes it took, and if it is stable."""
    draw_map(frame.iloc[:10]).get_root().render()
    seconds: list[float] = []
    digests = set()
    busy = time.process_time()
    memory = partial(peak_above, partial(timed, seconds, partial(save, frame, path)))
    grown = memory()
    digests.add(digest(path))
    for _ in range(2 if len(frame) <= MANY else 0):
        timed(seconds, partial(save, frame, path))
        digests.add(digest(path))
    yield "file, MB", path.stat().st_size / 1e6
    yield "writing, s", median(seconds)
    yield "writing, s of processor time", (time.process_time() - busy) / len(seconds)
    yield "writing, MB of memory above the input", grown
    if len(seconds) > 1:
        yield "different files from the same input", len(digests) - 1


def save(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Draw and write."""
    save_map(draw_map(frame), path)


def timed(seconds: list[float], work: Callable[[], None]) -> None:
    """Do some work and note how long it took."""
    start = time.perf_counter()
    work()
    seconds.append(time.perf_counter() - start)


def peak_above(work: Callable[[], None]) -> float:
    """Do some work and return the megabytes that it took at most (Linux only)."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    before = _memory("VmRSS")
    work()
    return _memory("VmHWM") - before


def _memory(field: str) -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1000


def digest(path: Path) -> str:
    """Return what tells one file from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def browse(path: Path, *, opens: int) -> Figures:
    """Yield milliseconds of opening, searching, brushing and reading, and what they take."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        times = [open_once(browser, path) for _ in range(opens + 1)]
        ready, seen = zip(*times[1:], strict=True)
        yield "ready, ms", median(ready)
        yield "first frame with marks, ms", median(seen)
        page, asked = look(browser, path)
        yield "requests", len(asked)
        yield from search(page)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        yield from use(page, session)
        yield from weigh(browser, session)
        browser.close()


def open_once(browser: Browser, path: Path) -> tuple[float, float]:
    """Return after how many milliseconds the map is ready, and when it is seen."""
    page, _ = look(browser, path)
    ready, seen = page.evaluate("async () => [window.geoReady, await window.geoSeen]")
    page.context.close()
    return ready, seen


def look(browser: Browser, path: Path) -> tuple[Page, list[str]]:
    """Open the map; return its page once it is ready and all that it asks for.

    The page says so itself: to wait for a selector would run Playwright's script in it meanwhile.
    """
    time.sleep(REST)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(WATCH)
    with page.expect_console_message(lambda said: said.text == "ready", timeout=120_000):
        page.goto(path.as_uri(), wait_until="commit")
    return page, [url for url in asked if not url.startswith(("file:", "blob:", "data:"))]


def search(page: Page) -> Figures:
    """Yield how long searches take, the first as soon as the map is ready."""
    answer, seen = page.evaluate(SEARCH, "word")
    yield "first search, ms until it is answered", answer
    yield "first search, ms until the map shows it", seen
    answers, seens = zip(*(page.evaluate(SEARCH, words) for words in WORDS), strict=True)
    yield "next search, ms until it is answered", median(answers)
    yield "next search, ms until the map shows it", median(seens)
    page.locator(".geo-chips .geo-text-button").click()


def use(page: Page, session: CDPSession) -> Figures:
    """Yield the work of steps of the brush, and how long the panel takes to fill."""
    page.wait_for_timeout(500)
    page.click("[aria-label='Later']")
    work = partial(work_of_steps, page, session)
    yield "brush, p95 ms of work on the main thread", percentile(work(BRUSH))
    page.wait_for_timeout(500)
    yield "pan, p95 ms of work on the main thread", percentile(work(PAN))
    yield "zoom, p95 ms of work on the main thread", percentile(work(ZOOM))
    page.click("[aria-label='Play']")
    yield "play, p95 ms of work on the main thread", percentile(work(PLAY))
    page.click("[aria-label='Pause']")
    page.click("text=All time")
    page.locator(".geo-item").first.click()
    page.wait_for_timeout(300)
    yield "panel, p95 ms", percentile([page.evaluate(PANEL) for _ in range(40)])


def work_of_steps(page: Page, session: CDPSession, step: str) -> list[float]:
    """Return for each of many steps the milliseconds that the main thread was busy."""
    spent = []
    for number in range(STEPS):
        before = metrics(session)["TaskDuration"]
        page.evaluate(step, number)
        spent.append(1000 * (metrics(session)["TaskDuration"] - before))
    return spent


def metrics(session: CDPSession) -> dict[str, float]:
    """Return what the browser counts of a page."""
    counted = session.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in counted}


def weigh(browser: Browser, session: CDPSession) -> Figures:
    """Yield the memory that the open map takes."""
    session.send("HeapProfiler.collectGarbage")
    yield "JavaScript heap, MB", metrics(session)["JSHeapUsedSize"] / 1e6
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [one["id"] for one in processes if one["type"] == "renderer"]
    yield "memory of its process, MB", max(_share(number) for number in renderers)


def _share(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def write_folium(frame: gpd.GeoDataFrame, folder: Path) -> Figures:
    """Yield size and seconds of folium's own layers for the same rows."""
    places = np.column_stack([frame.geometry.y, frame.geometry.x]).tolist()
    small = frame[["notes", "geometry"]]
    layers: dict[str, Callable[[], Any]] = {
        "FastMarkerCluster (no text)": partial(FastMarkerCluster, places),
        "GeoJson": lambda: folium.GeoJson(small, tooltip=folium.GeoJsonTooltip(["notes"])),
        "MarkerCluster": partial(MarkerCluster, places, popups=frame["notes"].tolist()),
    }
    for name, make in layers.items():
        path = folder / f"{name}.html"
        process = multiprocessing.get_context("fork").Process(
            target=_write_layer, args=(make, path)
        )
        start = time.perf_counter()
        process.start()
        process.join(PATIENCE)
        process.kill()
        yield f"folium {name}: writing, s", time.perf_counter() - start
        if process.exitcode == 0:
            yield f"folium {name}: file, MB", path.stat().st_size / 1e6


def _write_layer(make: Callable[[], Any], path: Path) -> None:
    page = folium.Map()
    make().add_to(page)
    page.save(path)


def show(figures: Figures) -> None:
    """Print figures as they come."""
    for what, value in figures:
        print(f"| {what} | {value:,.2f} |", flush=True)


def main() -> None:
    """Print a table of everything measured."""
    parser = argparse.ArgumentParser(description="Measure the map.")
    parser.add_argument("rows", nargs="?", type=int, default=MANY)
    parser.add_argument("--no-peers", action="store_true", help="leave out folium's own layers")
    options = parser.parse_args()
    frame = incidents(options.rows)
    told = frame["notes"].str.len().mean()
    print(f"{options.rows:,} incidents, {told:.0f} bytes of text each\n")
    print("| what | measured |\n|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "map.html"
        show(write(frame, path))
        show(browse(path, opens=5 if options.rows <= MANY else 2))
        if options.rows <= MANY and not options.no_peers:
            show(write_folium(frame, Path(name)))


if __name__ == "__main__":
    main()
