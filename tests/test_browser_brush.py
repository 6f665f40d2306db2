"""While the brush moves a worker draws the map: what is seen then is what the page itself draws."""

from itertools import pairwise

import numpy as np
import pytest
from draw_frames import border_frame, incident, place, setting, when
from test_browser import _small_gazetteer, chromium, count, look  # noqa: F401 - fixtures

from geo.frames import to_frame

pytestmark = pytest.mark.browser

# The brush comes to rest when `rest` is called: until then timers of a tenth of a second wait.
HELD = """
    const later = setTimeout, held = [];
    window.setTimeout = (work, wait, ...more) => {
        return wait >= 100 ? held.push(work) : later(work, wait, ...more);
    };
    window.rest = () => held.splice(0).forEach((work) => work());
"""
NO_SHEETS = "delete HTMLCanvasElement.prototype.transferControlToOffscreen;"
NO_WORKERS = "window.Worker = class { constructor() { throw new DOMException('forbidden'); } };"
# Marks that no painter knows: the worker fails at the first of them.
FAILING = """
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (data, ...rest) {
        const broken = data.marks ? { ...data, marks: [{ kind: "unknown" }] } : data;
        return postMessage.call(this, broken, ...rest);
    };
"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Keep what is seen of each pane within the map: true where the worker drew it.
KEEP = """(kept) => {
    const frame = document.querySelector(".geo-map").getBoundingClientRect();
    window.kept ??= {};
    return Object.fromEntries(["base", "names", "marks"].map((name) => {
        const all = [...document.querySelectorAll(`.leaflet-geo-${name}-pane canvas`)];
        const seen = all.find((canvas) => canvas.style.visibility !== "hidden");
        const [wide, high] = [frame.width, frame.height].map((side) => side * devicePixelRatio);
        const pen = new OffscreenCanvas(wide, high).getContext("2d", { willReadFrequently: true });
        pen.scale(devicePixelRatio, devicePixelRatio);
        const { left, top, width, height } = seen.getBoundingClientRect();
        pen.drawImage(seen, left - frame.left, top - frame.top, width, height);
        window.kept[kept + name] = pen.getImageData(0, 0, wide, high).data;
        return [name, seen !== all[0]];
    }));
}"""
# Return by how much most what was kept differs, and how many bytes do.
COMPARE = """([one, other]) => {
    const [a, b] = [window.kept[one], window.kept[other]];
    const far = a.map((byte, i) => Math.abs(byte - b[i]));
    return [far.reduce((most, one) => Math.max(most, one)), far.filter(Boolean).length, far.length];
}"""
# The edges of long lines are rounded otherwise on a sheet of another size.
ROUNDED, SELDOM = 24, 0.003
MAP = 'window[Object.keys(window).find((name) => name.startsWith("map_"))]'
# Return how opaque a mark's halo is at its tip, where it is drawn once.
STRENGTH = f"""(lon) => {{
    const all = [...document.querySelectorAll(".leaflet-geo-marks-pane canvas")];
    const seen = all.find((canvas) => canvas.style.visibility !== "hidden");
    const {{ x, y }} = {MAP}.latLngToContainerPoint([40, lon]);
    const frame = document.querySelector(".geo-map").getBoundingClientRect();
    const {{ left, top, width, height }} = seen.getBoundingClientRect();
    const pen = new OffscreenCanvas(41, 41).getContext("2d");
    pen.drawImage(seen, left - frame.left - x + 20, top - frame.top - y + 20, width, height);
    const row = pen.getImageData(0, 20, 20, 1).data.filter((_, i) => i % 4 === 3);
    return Math.max(...row.slice(0, 7));
}}"""
DRAWN = "() => document.querySelector('.leaflet-geo-{}-pane canvas').style.visibility === 'hidden'"


def brush(page, key="ArrowRight", *, part="window"):
    page.locator(f".geo-handle-{part}").press(key)
    page.evaluate(FRAMES)


@pytest.fixture(params=[("light", 1), ("dark", 1.5)], ids=str)
def brushing(look, request):  # noqa: F811 - a fixture
    scheme, dots = request.param
    page = look(border_frame(), before=HELD, color_scheme=scheme, device_scale_factor=dots)
    page.locator(".geo-handle-stop").focus()
    page.wait_for_function("() => document.querySelectorAll('.leaflet-pane canvas').length === 6")
    page.evaluate(FRAMES)
    page.evaluate(KEEP, "still ")
    for _ in range(30):
        brush(page, "PageDown", part="stop")
    for name in ("base", "names", "marks"):
        page.wait_for_function(DRAWN.format(name))
    page.wait_for_timeout(300)
    return page


def test_what_the_worker_draws_is_what_the_page_draws(brushing):
    assert brushing.evaluate(KEEP, "moving ") == {"base": True, "names": True, "marks": True}
    brushing.evaluate("window.rest()")
    assert brushing.evaluate(KEEP, "rest ") == {"base": False, "names": False, "marks": False}
    for pair in (["moving base", "rest base"], ["moving marks", "rest marks"]):
        far, differing, size = brushing.evaluate(COMPARE, pair)
        assert (far <= ROUNDED, differing <= size * SELDOM) == (True, True), (pair, far, differing)
    # Names keep their places while the brush moves.
    assert brushing.evaluate(COMPARE, ["still names", "moving names"])[0] == 0
    # Borders of another day, and fewer marks: the comparison above is not of a map that stays.
    for pair in (["still base", "rest base"], ["still marks", "rest marks"]):
        assert brushing.evaluate(COMPARE, pair)[0] > 200


def test_the_map_draws_itself_where_it_moves(brushing):
    brushing.evaluate(f"{MAP}.panBy([40, 0], {{ animate: false }})")
    brushing.evaluate(FRAMES)
    assert brushing.evaluate(KEEP, "panned ") == {"base": False, "names": False, "marks": False}


@pytest.mark.parametrize("lack", [NO_SHEETS, NO_WORKERS, FAILING], ids=["sheets", "worker", "job"])
def test_the_page_draws_what_no_worker_can(look, lack):  # noqa: F811 - a fixture
    page = look(border_frame(), before=HELD + lack, strict=False)
    page.evaluate(KEEP, "still ")
    for _ in range(30):
        brush(page, "PageDown", part="stop")
    page.wait_for_timeout(500)
    assert page.evaluate(KEEP, "moved ") == {"base": False, "names": False, "marks": False}
    assert page.evaluate(COMPARE, ["still base", "moved base"])[0] > 200
    assert page.evaluate(COMPARE, ["still marks", "moved marks"])[0] > 200
    assert count(page).startswith("3 of 6")


def edge_frame():
    """Return incidents of one day, of an unknown day of June, without a date, and of two ends."""
    dates = {
        "day": when("2021-06-15", "2021-06-15"),
        "month": when("2021-06-01", "2021-06-30", granularity="month"),
        "undated": when(None, None, "unknown", None),
        "first": when("2021-05-01", "2021-05-01"),
        "last": when("2021-07-31", "2021-07-31"),
    }
    spots = [(name, 44 + number, 40.0) for number, name in enumerate(dates)]
    return to_frame(
        incident(number, f"About {name}", dates[name], setting(place(name, lon, lat), 1))
        for number, (name, lon, lat) in enumerate(spots)
    )


def minutes(day):
    return int(np.datetime64(f"2021-{day}", "m").astype(int))


@pytest.mark.parametrize(
    ("start", "stop", "shown"),
    [
        ("05-02", "06-01", 0),  # ends where June begins
        ("05-02", "06-02", 1),
        ("06-01", "07-01", 2),
        ("06-14", "06-15", 1),  # ends where the day begins
        ("06-15", "06-16", 2),
        ("06-16", "07-01", 1),  # begins where the day ends
        ("06-30", "07-31", 1),
        ("07-01", "07-31", 0),  # begins where June ends
    ],
)
def test_only_what_may_lie_in_the_time_is_counted(look, start, stop, shown):  # noqa: F811
    page = look(edge_frame(), fragment=f"#time={minutes(start)}_{minutes(stop)}")
    assert count(page).startswith(f"{shown + 1} of 5")  # what has no date stays
    page.locator(".geo-undated input").uncheck()
    page.wait_for_function(f"() => document.querySelector('.geo-count').innerText[0] === '{shown}'")


def test_a_mark_fades_as_the_brush_leaves_its_time(look):  # noqa: F811
    fragment = f"#time={minutes('06-01')}_{minutes('07-01')}"
    page = look(edge_frame(), fragment=fragment, before=HELD)
    page.locator(".geo-handle-start").focus()
    page.wait_for_function("() => document.querySelectorAll('.leaflet-pane canvas').length === 6")
    strengths = [[page.evaluate(STRENGTH, lon) for lon in (44, 45, 46)]]
    for _ in range(29):
        brush(page, part="start")
        page.wait_for_timeout(100)
        strengths.append([page.evaluate(STRENGTH, lon) for lon in (44, 45, 46)])
    days, months, undated = zip(*strengths, strict=True)
    assert min(days[0], months[0], undated[0]) > 100
    assert undated == undated[:1] * 30
    assert days == days[:1] * 15 + (0,) * 15
    assert all(one > other for one, other in pairwise(months))
    assert months[-1] > months[0] / 4
