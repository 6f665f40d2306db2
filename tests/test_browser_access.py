"""The map for everyone: by keyboard, screen reader, touch, large text, without motion."""

import json
import re
from itertools import pairwise

import pytest
from conftest import ROOT, skip
from draw_frames import border_frame, many
from test_browser import _small_gazetteer, chromium, look  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

AXE = ROOT / "geo" / "draw" / "web" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = [(320, 640), (768, 1024), (1440, 900)]
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def axe():
    if not AXE.exists():
        skip("no axe-core: run npm install in geo/draw/web")
    return AXE.read_text("utf-8")


def open_list(page):
    page.locator("[data-tab=list]").click()


def open_panel(page):
    open_list(page)
    page.locator(".geo-item").first.click()
    page.locator(".geo-claims").wait_for()
    page.get_by_text("Something wrong here?").click()


def open_filters(page):
    page.locator("[data-tab=filters]").click()
    page.locator(".geo-option input").first.check()


def open_key(page):
    page.locator("[data-tab=key]").click()


def narrow(page):
    page.locator(".geo-handle-start").focus()
    page.keyboard.press("PageUp")
    page.locator(".geo-track").scroll_into_view_if_needed()


STATES = [open_list, open_panel, open_filters, open_key, narrow]


@pytest.mark.parametrize("size", WIDTHS[::2], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave(look, axe, scheme, size):  # noqa: F811 - a fixture
    found = []
    # The page's own policy forbids what axe is: an added script.
    page = look(border_frame(), size=size, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(content=axe)
    for state in STATES:
        state(page)
        page.wait_for_timeout(150)
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found += [
            (state.__name__, one["id"], node["html"][:160], node.get("failureSummary", "")[:200])
            for one in result["violations"]
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]
        page.keyboard.press("Escape")
    assert found == []


def focused(page, what="className"):
    return page.evaluate(f"document.activeElement.{what}")


def tab_to(page, selector, limit=60):
    for _ in range(limit):
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {selector}")


def test_every_function_is_reached_by_keyboard(look):  # noqa: F811 - a fixture
    page = look(border_frame(), accept_downloads=True)
    tab_to(page, ".geo-search-input")
    page.keyboard.type("zangilan")
    page.wait_for_function("() => document.querySelectorAll('.geo-item').length === 1")
    tab_to(page, ".geo-chip")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.geo-item').length === 6")
    tab_to(page, "[data-tab=list]")
    page.keyboard.press("ArrowRight")
    assert focused(page, "dataset.tab") == "filters"
    tab_to(page, ".geo-option input")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('.geo-count').innerText !== '6 incidents'")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    assert focused(page, "dataset.tab") == "key"
    for selector in (".geo-select select", ".geo-option input", ".geo-buttons .geo-button"):
        tab_to(page, selector)
    with page.expect_download():
        page.keyboard.press("Enter")


def test_map_and_brush_are_worked_by_keyboard(look):  # noqa: F811 - a fixture
    page = look(border_frame())
    tab_to(page, ".leaflet-container")
    before = page.evaluate("location.hash")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("(before) => location.hash !== before", arg=before)
    for selector in (
        ".leaflet-control-zoom-in",
        ".leaflet-control-zoom-out",
        ".geo-home button",
        ".geo-brush-bar [aria-label='Play']",
        ".geo-speed",
        ".geo-brush-bar [aria-label='Earlier']",
        ".geo-brush-bar [aria-label='Later']",
        ".geo-undated input",
        ".geo-handle-start",
    ):
        tab_to(page, selector)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    for key in ("ArrowRight", "PageUp"):
        now = page.locator(".geo-handle-start").get_attribute("aria-valuenow")
        page.keyboard.press(key)
        assert float(page.locator(".geo-handle-start").get_attribute("aria-valuenow")) > float(now)
    assert page.locator(".geo-handle-start").get_attribute("aria-valuetext")
    page.locator(".geo-brush-bar [aria-label='Play']").focus()
    page.keyboard.press("Enter")
    page.locator(".geo-brush-bar [aria-label='Pause']").wait_for()
    page.keyboard.press("Enter")
    page.locator(".geo-brush-bar [aria-label='Play']").wait_for()


def test_a_screen_reader_hears_list_panel_and_counts(look):  # noqa: F811 - a fixture
    page = look(border_frame())
    assert page.get_by_role("status").filter(has_text="6 incidents").count() == 1
    assert page.get_by_role("tablist").get_by_role("tab").count() == 3
    assert page.get_by_role("tab", selected=True).inner_text() == "Incidents"
    assert page.get_by_role("tabpanel", name="Incidents").count() == 1
    items = page.get_by_role("list").get_by_role("listitem")
    assert items.first.get_attribute("aria-setsize") == "6"
    for name in ("Start of the time shown", "Time shown; arrow keys move it"):
        slider = page.get_by_role("slider", name=name)
        assert slider.get_attribute("aria-valuetext")
    assert page.get_by_role("application", name="Map of incidents").count() == 1
    first = items.first.get_by_role("button")
    first.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Incident", exact=True)
    panel.get_by_role("heading", level=2).wait_for()
    assert page.evaluate("document.querySelector('.geo-panel') === document.activeElement")
    panel.get_by_role("button", name="Next incident").click()
    page.keyboard.press("Escape")
    assert panel.count() == 0
    assert focused(page, "dataset.row") == items.nth(1).get_by_role("button").get_attribute(
        "data-row"
    )


SHOWS_FOCUS = """(plain) => {
    const one = document.activeElement;
    const search = one.closest(".geo-search");
    if (search) return getComputedStyle(search).borderTopColor !== plain;
    return getComputedStyle(one).outlineStyle !== "none";
}"""


def test_each_focus_is_seen(look):  # noqa: F811 - a fixture
    page = look(border_frame())
    plain = page.evaluate("getComputedStyle(document.querySelector('.geo-search')).borderTopColor")
    stops = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page, "tagName") != "BODY":
            stops.add(focused(page, "className"))
            assert page.evaluate(SHOWS_FOCUS, plain), focused(page, "outerHTML")[:200]
    assert len(stops) > 8


OVERLAPS = """() => {
    const cards = [...document.querySelectorAll('.geo-card')].filter((card) => card.offsetWidth);
    const boxes = cards.map((card) => [card.className, card.getBoundingClientRect()]);
    const found = [];
    for (const [a, one] of boxes) for (const [b, other] of boxes) {
        if (a < b && one.left < other.right && other.left < one.right
            && one.top < other.bottom && other.top < one.bottom) found.push([a, b]);
    }
    return found;
}"""
SPILLS = """() => {
    const wide = document.documentElement.clientWidth;
    const inside = (node) => {
        const box = node.getBoundingClientRect();
        return !box.width || (box.left >= -1 && box.right <= wide + 1);
    };
    const all = (names) => [...document.querySelectorAll(names)];
    const out = all('.geo-card, .geo-card :is(button, select, h1, h2)')
        .filter((node) => !inside(node));
    const cut = all('.geo-panel-bar, .geo-brush-bar, .geo-tabs')
        .filter((node) => node.scrollWidth > node.clientWidth + 1);
    return [...out, ...cut].map((node) => node.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("text_size", ["100%", "200%"])
@pytest.mark.parametrize("size", WIDTHS, ids=str)
def test_nothing_overlaps_or_spills(look, size, text_size):  # noqa: F811 - a fixture
    page = look(border_frame(), size=size)
    page.evaluate(f"document.documentElement.style.fontSize = '{text_size}'")
    page.wait_for_timeout(200)
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(SPILLS) == []
    open_list(page)
    assert page.evaluate(SPILLS) == []
    page.locator(".geo-item").first.click()
    page.locator(".geo-claims").wait_for()
    assert page.evaluate(SPILLS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if size[0] > 900:
        assert page.evaluate(OVERLAPS) == []


def test_items_are_as_tall_as_their_letters(look):  # noqa: F811 - a fixture
    page = look(many(200))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(300)
    tops = page.evaluate(
        "[...document.querySelectorAll('.geo-item-row')].map((row) => row.getBoundingClientRect())"
        ".map(({ top, bottom }) => [top, bottom])"
    )
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(tops))


def test_nothing_moves_where_motion_is_unwanted(look):  # noqa: F811 - a fixture
    page = look(border_frame(), reduced_motion="reduce")
    page.click("[aria-label='Show all incidents']")
    page.click(".geo-item")
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0
    before = page.evaluate("document.querySelector('.leaflet-map-pane').style.transform")
    page.wait_for_timeout(400)
    assert page.evaluate("document.querySelector('.leaflet-map-pane').style.transform") == before


@pytest.fixture
def touch():
    clients = {}

    def send(page, kind, *points):
        client = clients.get(page) or page.context.new_cdp_session(page)
        clients[page] = client
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    return send


def zoom_of(page):
    page.wait_for_timeout(500)
    return float(
        page.evaluate("decodeURIComponent(location.hash).match(/at=([^&]+)/)[1]").split("_")[2]
    )


def center_of(page):
    page.wait_for_timeout(500)
    return page.evaluate("decodeURIComponent(location.hash).match(/at=([^&]+)/)[1]").split("_")[:2]


def test_fingers_tap_drag_and_pinch(look, touch):  # noqa: F811 - a fixture
    page = look(border_frame(), size=(390, 844), has_touch=True, is_mobile=True)
    page.touchscreen.tap(195, 400)
    touch(page, "touchStart", (200, 420))
    touch(page, "touchMove", (150, 380))
    touch(page, "touchMove", (90, 330))
    touch(page, "touchEnd")
    moved = center_of(page)
    near = zoom_of(page)
    touch(page, "touchStart", (180, 400), (220, 440))
    for step in (10, 30, 50, 70):
        touch(page, "touchMove", (180 - step, 400 - step), (220 + step, 440 + step))
    touch(page, "touchEnd")
    page.wait_for_function(
        "near => decodeURIComponent(location.hash).match(/at=[^_]+_[^_]+_([^&]+)/)[1] > near",
        arg=near,
    )
    assert moved
    page.locator("[data-tab=list]").tap()
    page.locator(".geo-item").first.tap()
    page.locator(".geo-panel-title").wait_for()
    page.locator("[aria-label='Close']").tap()
    page.locator(".geo-panel").wait_for(state="hidden")


def test_a_finger_brushes_the_time(look, touch):  # noqa: F811 - a fixture
    page = look(border_frame(), size=(390, 844), has_touch=True, is_mobile=True)
    box = page.locator(".geo-track").bounding_box()
    y = box["y"] + 20
    touch(page, "touchStart", (box["x"] + 120, y))
    for x in (150, 200, 260):
        touch(page, "touchMove", (box["x"] + x, y))
    touch(page, "touchEnd")
    page.wait_for_function("() => document.querySelector('.geo-count').innerText !== '6 incidents'")


@pytest.mark.parametrize("offline", [True, False])
def test_it_asks_for_nothing_with_the_network_and_without(look, offline):  # noqa: F811 - a fixture
    page = look(border_frame(), offline=offline)  # look fails on any request
    open_panel(page)
    open_key(page)
    page.wait_for_timeout(300)


def test_it_prints_without_controls(look):  # noqa: F811 - a fixture
    page = look(border_frame())
    page.emulate_media(media="print")
    assert not page.locator(".geo-side").is_visible()
    assert page.locator(".leaflet-control-attribution").is_visible()


WEB = ROOT / "geo" / "draw" / "web"


def code():
    return {path.name: path.read_text("utf-8") for path in sorted(WEB.glob("*.js"))}


def test_every_message_is_used():
    messages = json.loads((WEB / "messages.json").read_text("utf-8"))
    text = "".join(code().values())
    heads = tuple(re.findall(r"`([a-z.]+[.])[$]{", text))
    unused = [name for name in messages if f'"{name}"' not in text and not name.startswith(heads)]
    assert unused == []


SHOWN = re.compile(r"""(?:text|title|placeholder|"aria-label"): (["`])((?:(?!\1).)*)\1""")


def test_no_words_for_the_reader_stand_in_code():
    found = [
        (name, match[2])
        for name, text in code().items()
        for match in SHOWN.finditer(text)
        if re.search("[A-Za-z]{2}", re.sub(r"[$]{[^}]*}", "", match[2]))
    ]
    assert found == []
