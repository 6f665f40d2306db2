"""The map in a real browser, from disk and with the network off: found, clicked, read, filtered."""

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import skip
from draw_frames import border_frame, many
from playwright.sync_api import sync_playwright

from geo.draw import draw_map, save_map

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(autouse=True)
def _small_gazetteer(tiny_gazetteer, monkeypatch):
    monkeypatch.setattr("geo.draw.labels.open_gazetteer", lambda: tiny_gazetteer)


@pytest.fixture(scope="module")
def chromium():
    if not Path(CHROMIUM).exists():
        skip("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def look(chromium, tmp_path):
    """Open maps from disk; fail at the end if one asked for the network or complained."""
    wrong, contexts = [], []

    def open_map(
        frame, *, size=(1440, 900), draw=draw_map, fragment="", strict=True, before="", **options
    ):
        path = save_map(draw(frame), tmp_path / "map.html")
        context = chromium.new_context(
            viewport=dict(zip(("width", "height"), size, strict=True)),
            **{"offline": True} | options,
        )
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(before)
        if strict:
            page.on("console", lambda said: wrong.append(said.text) if is_error(said) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request", lambda request: wrong.append(request.url) if is_remote(request) else None
        )
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html[data-geo=ready]")
        return page

    yield open_map
    for context in contexts:
        context.close()
    assert wrong == []


def is_error(said):
    return said.type == "error"


def is_remote(request):
    return not request.url.startswith(("file:", "blob:", "data:"))


def titles(page):
    return page.locator(".geo-item-summary").all_inner_texts()


def count(page):
    return page.locator(".geo-count").inner_text()


def test_incident_is_found_clicked_and_read(look):
    page = look(border_frame())
    assert count(page) == "6 incidents"
    page.fill(".geo-search-input", "GENCE")
    page.wait_for_function("() => document.querySelectorAll('.geo-item').length === 1")
    page.click(".geo-item")
    panel = page.locator(".geo-panel")
    panel.get_by_text("Who says so").wait_for()
    text = panel.inner_text()
    for words in ("Missile hits Ganja", "17 October 2020", "known to the day", "exact place"):
        assert words in text
    assert "Bahram Batyev claims" in text
    assert panel.locator("mark").inner_text() == "Missile hits Ganja at night"
    assert panel.locator("a.geo-source-title").get_attribute("href") == "https://example.org/river"
    assert "noopener" in panel.locator("a.geo-source-title").get_attribute("rel")


def test_a_pin_is_clicked_on_the_map(look):
    page = look(border_frame())
    point = page.evaluate(
        """() => {
            const map = window[Object.keys(window).find((name) => name.startsWith("map_"))];
            map.setView([40.68, 46.36], 10, { animate: false });
            const { x, y } = map.latLngToContainerPoint([40.68, 46.36]);
            return { x, y };
        }"""
    )
    page.wait_for_timeout(200)
    page.mouse.move(point["x"], point["y"])
    assert "Shelling" in page.locator(".geo-hint").inner_text()
    page.mouse.click(point["x"], point["y"])
    page.locator(".geo-panel-title").get_by_text("Missile hits Ganja").wait_for()


def test_brush_filters_and_fades_but_never_drops_silently(look):
    page = look(border_frame())
    start = page.locator(".geo-handle-start")
    start.focus()
    for _ in range(25):
        page.keyboard.press("PageUp")
    page.wait_for_function("() => document.querySelector('.geo-count').innerText.startsWith('5')")
    asks = page.locator(".geo-item-summary", has_text="The president asks for support")
    asks.wait_for(state="detached")
    assert "The council keeps out of the war" in titles(page)
    page.locator(".geo-undated input").uncheck()
    page.wait_for_function("() => document.querySelector('.geo-count').innerText.startsWith('4')")
    page.click("text=Clear all")
    page.wait_for_function("() => document.querySelector('.geo-count').innerText === '6 incidents'")


# Count what of the map the worker is asked for.
ASKED = """
    const { postMessage } = Worker.prototype;
    window.drawn = { base: 0, marks: 0 };
    Worker.prototype.postMessage = function (data, ...rest) {
        for (const name of Object.keys(data.parts ?? {})) window.drawn[name]++;
        window.asked = performance.now();
        return postMessage.call(this, data, ...rest);
    };
"""


def test_the_base_map_is_drawn_anew_only_where_other_borders_hold(look):
    page = look(border_frame(), before=ASKED)
    page.locator(".geo-handle-start").press("ArrowRight")
    page.wait_for_function("() => performance.now() - window.asked > 1500")
    page.evaluate("() => { window.drawn = { base: 0, marks: 0 }; }")
    page.locator(".geo-handle-start").press("ArrowRight")
    page.wait_for_function("() => window.drawn.marks > 0")
    page.wait_for_function("() => performance.now() - window.asked > 1500")
    assert page.evaluate("window.drawn.base") == 0
    for _ in range(12):
        page.locator(".geo-handle-stop").press("PageDown")
    page.wait_for_function("() => window.drawn.base > 0")


def test_brush_is_dragged(look):
    page = look(border_frame())
    box = page.locator(".geo-track").bounding_box()
    page.mouse.move(box["x"] + 16, box["y"] + 20)
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('.geo-count').innerText !== '6 incidents'")
    assert "All time" not in page.locator(".geo-brush-label").inner_text()


def test_facets_combine_with_live_counts(look):
    page = look(border_frame())
    page.click("[data-tab=filters]")
    page.locator(".geo-facet", has_text="Who").get_by_text("Iran").first.click()
    page.wait_for_function("() => document.querySelector('.geo-count').innerText.startsWith('2')")
    shown = page.locator(".geo-facet", has_text="Status").inner_text()
    assert "Alleged" in shown
    assert "Corroborated" not in shown


def test_list_is_virtual_and_walked_by_keys(look):
    page = look(many(3000))
    assert page.locator(".geo-item").count() < 30
    page.locator(".geo-item").first.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.activeElement.parentElement.ariaPosInSet === '3000'")
    page.keyboard.press("Enter")
    page.locator(".geo-position").get_by_text("3000 of 3000").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.classList.contains('geo-item')")


WORKERS = {
    "allowed": "",
    "refused": "Worker = function () { throw new Error('refused'); };",
    "refused later": "Worker = class extends EventTarget { constructor() { super(); "
    "setTimeout(() => this.dispatchEvent(new Event('error'))); } };",
}


@pytest.mark.parametrize("worker", WORKERS)
def test_search_finds_the_same_with_and_without_workers(look, worker):
    page = look(many(20_000), before=WORKERS[worker])
    for query, found in (("agdam", "6,624"), ("number 123", "140"), ("number 12345", "1")):
        page.fill(".geo-search-input", query)
        page.locator(".geo-count", has_text=re.compile(rf"^{found} ")).wait_for()
    page.locator(".geo-item-summary", has_text="Report number 12345 of the day").wait_for()


def test_previous_and_next_go_through_the_list(look):
    page = look(border_frame())
    page.locator(".geo-item").nth(0).click()
    page.locator(".geo-position").get_by_text("1 of 6").wait_for()
    page.click("[aria-label='Next incident']")
    page.locator(".geo-position").get_by_text("2 of 6").wait_for()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (768, 1024), (1440, 900)])
def test_nothing_spills_over_the_edge(look, width, height):
    page = look(border_frame(), size=(width, height), has_touch=width < 800)
    page.locator("[data-tab=list]").click()
    page.locator(".geo-item").first.click()
    page.locator(".geo-claims").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    panel = page.locator(".geo-panel").bounding_box()
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= width


def test_it_works_in_a_sandboxed_frame(look):
    page = look(border_frame())
    html = draw_map(border_frame()).get_root().render()
    page.evaluate(
        """(html) => {
            const frame = document.createElement("iframe");
            frame.setAttribute("sandbox", "allow-scripts");
            frame.srcdoc = html;
            document.body.append(frame);
        }""",
        html,
    )
    inner = page.frame_locator("iframe")
    inner.locator(".geo-count").get_by_text("6 incidents").wait_for(state="attached")


def test_the_address_holds_the_whole_state(look):
    page = look(border_frame())
    page.fill(".geo-search-input", "zangilan")
    page.wait_for_function("() => document.querySelectorAll('.geo-item').length === 1")
    page.click(".geo-item")
    page.wait_for_function("() => location.hash.includes('incident=')")
    fragment = page.evaluate("location.hash")
    again = look(border_frame(), fragment=fragment)
    again.locator(".geo-panel-title").get_by_text("They advance towards Zangilan").wait_for()
    assert again.locator(".geo-search-input").input_value() == "zangilan"


def test_filters_asked_for_before_their_columns_are_read(look):
    at_once = "document.querySelector('[data-tab=filters]').click()"
    page = look(many(5000), before=f"addEventListener('geo-ready', () => {at_once})")
    page.locator("[data-key^='actor:']").first.check()
    page.locator(".geo-count", has_text=" of 5,000 ").wait_for()
    page.wait_for_function("() => location.hash.includes('f.actor=')")
    shown, fragment = count(page), page.evaluate("location.hash")
    again = look(many(5000), fragment=fragment)
    assert count(again) == shown
    assert again.locator("[data-key^='actor:']").first.is_checked()


def test_what_is_shown_is_saved(look):
    page = look(border_frame(), accept_downloads=True)
    page.click("[data-tab=key]")
    with page.expect_download() as table:
        page.click("text=Table (CSV)")
    lines = Path(table.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert lines[0].startswith("incident_id,event_type,summary")
    with page.expect_download() as shapes:
        page.click("text=GeoJSON")
    features = json.loads(Path(shapes.value.path()).read_text("utf-8"))["features"]
    assert sum(feature["geometry"] is not None for feature in features) == 3
    with page.expect_download() as picture:
        page.click("text=Picture (PNG)")
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_map_asks_for_nothing(look):
    page = look(border_frame())
    page.fill(".geo-search-input", "village")
    page.wait_for_function("() => document.querySelector('.geo-count').innerText.startsWith('1 ')")
    asked = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert [url for url in asked if not url.startswith(("blob:", "data:"))] == []
