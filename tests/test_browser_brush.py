"""A worker draws the map as brush and map move: what is seen is what the page itself draws."""

from itertools import pairwise

import numpy as np
import pytest
from draw_frames import border_frame, incident, place, setting, when
from test_browser import _small_gazetteer, chromium, count, look  # noqa: F401 - fixtures

from geo.frames import to_frame

pytestmark = pytest.mark.browser

# The map comes to rest when `rest` is called: until then timers of a tenth of a second wait.
HELD = """
    const later = setTimeout, held = [];
    window.setTimeout = (work, wait, ...more) => {
        return wait >= 100 ? held.push(work) : later(work, wait, ...more);
    };
    window.rest = () => held.splice(0).forEach((work) => work());
"""
NO_WORKERS = "window.Worker = class { constructor() { throw new DOMException('forbidden'); } };"
# Count the pictures that are shown, and those that a worker is asked for; once `failing` is true
# it is asked for marks that no painter knows.
WATCHED = """
    window.shown = window.jobs = 0;
    addEventListener("geo-drawn", () => window.shown++);
    const { postMessage } = Worker.prototype ?? {};
    if (postMessage) Worker.prototype.postMessage = function (data, ...rest) {
        if (data.parts) window.jobs++;
        const broken = data.parts && window.failing;
        const sent = broken ? { ...data, parts: { marks: [{ kind: "unknown" }] } } : data;
        return postMessage.call(this, sent, ...rest);
    };
"""
FAILING = "window.failing = true;"
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Keep what is seen of each pane within the map.
KEEP = """(kept) => {
    const frame = document.querySelector(".geo-map").getBoundingClientRect();
    window.kept ??= {};
    for (const name of ["base", "names", "marks"]) {
        const seen = document.querySelector(`.leaflet-geo-${name}-pane canvas`);
        const [wide, high] = [frame.width, frame.height].map((side) => side * devicePixelRatio);
        const pen = new OffscreenCanvas(wide, high).getContext("2d", { willReadFrequently: true });
        pen.scale(devicePixelRatio, devicePixelRatio);
        const { left, top, width, height } = seen.getBoundingClientRect();
        pen.drawImage(seen, left - frame.left, top - frame.top, width, height);
        window.kept[`${kept} ${name}`] = pen.getImageData(0, 0, wide, high).data;
    }
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
    const seen = document.querySelector(".leaflet-geo-marks-pane canvas");
    const {{ x, y }} = {MAP}.latLngToContainerPoint([40, lon]);
    const frame = document.querySelector(".geo-map").getBoundingClientRect();
    const {{ left, top, width, height }} = seen.getBoundingClientRect();
    const pen = new OffscreenCanvas(41, 41).getContext("2d");
    pen.drawImage(seen, left - frame.left - x + 20, top - frame.top - y + 20, width, height);
    const row = pen.getImageData(0, 20, 20, 1).data.filter((_, i) => i % 4 === 3);
    return Math.max(...row.slice(0, 7));
}}"""


def drawn(page, action, *arguments):
    """Do something and wait until the map shows it."""
    before = page.evaluate("window.shown")
    page.evaluate(action, *arguments)
    page.wait_for_function("(before) => window.shown > before", arg=before)


def brush(page, key="ArrowRight", *, part="window"):
    page.locator(f".geo-handle-{part}").press(key)
    page.evaluate(FRAMES)


def differ(page, one, other, names=("base", "names", "marks")):
    """Return by how much most each pane differs in two views of it."""
    pairs = ([f"{kept} {name}" for kept in (one, other)] for name in names)
    return [page.evaluate(COMPARE, pair)[0] for pair in pairs]


@pytest.fixture(params=[("light", 1), ("dark", 1.5)], ids=str)
def still(look, request):  # noqa: F811 - a fixture
    scheme, dots = request.param
    before = HELD + WATCHED
    page = look(border_frame(), before=before, color_scheme=scheme, device_scale_factor=dots)
    page.wait_for_function("() => window.jobs")
    drawn(page, f"{MAP}.fire('resize')")
    page.evaluate(KEEP, "still")
    return page


def test_what_the_worker_draws_is_what_the_page_draws(still):
    jobs = still.evaluate("window.jobs")
    still.evaluate(FAILING)
    drawn(still, f"{MAP}.fire('resize')")
    drawn(still, f"{MAP}.fire('resize')")
    assert still.evaluate("window.jobs") == jobs + 1  # the page draws after a failure
    still.evaluate(KEEP, "page")
    assert max(differ(still, "still", "page")) <= ROUNDED


def test_names_keep_their_places_while_the_brush_moves(still):
    for _ in range(30):
        brush(still, "PageDown", part="stop")
    still.wait_for_timeout(300)
    still.evaluate(KEEP, "moving")
    drawn(still, "window.rest()")
    still.evaluate(KEEP, "rest")
    for pair in (["moving base", "rest base"], ["moving marks", "rest marks"]):
        far, differing, size = still.evaluate(COMPARE, pair)
        assert (far <= ROUNDED, differing <= size * SELDOM) == (True, True), (pair, far, differing)
    assert differ(still, "still", "moving", ["names"]) == [0]
    # Borders of another day, and fewer marks: the comparison above is not of a map that stays.
    assert min(differ(still, "still", "rest", ["base", "marks"])) > 200


def test_the_map_takes_its_pictures_along_and_draws_where_it_rests(still):
    jobs = still.evaluate("window.jobs")
    still.evaluate(f"{MAP}.panBy([40, 0], {{ animate: false }})")
    still.evaluate(FRAMES)
    still.evaluate(KEEP, "panned")
    assert still.evaluate("window.jobs") == jobs
    assert min(differ(still, "still", "panned", ["base", "marks"])) > 100
    drawn(still, "window.rest()")
    still.evaluate(KEEP, "rest")
    for pair in (["panned base", "rest base"], ["panned marks", "rest marks"]):
        far, differing, size = still.evaluate(COMPARE, pair)
        assert differing <= size * SELDOM, (pair, far, differing)


def test_the_map_draws_at_once_what_its_pictures_do_not_show(still):
    drawn(still, f"{MAP}.panBy([900, 0], {{ animate: false }})")
    still.evaluate(KEEP, "panned")
    still.evaluate("window.rest()")
    still.evaluate(FRAMES)
    still.evaluate(KEEP, "rest")
    assert differ(still, "panned", "rest") == [0, 0, 0]
    drawn(still, f"{MAP}.setZoom({MAP}.getZoom() + 1, {{ animate: false }})")
    still.evaluate(KEEP, "near")
    assert min(differ(still, "rest", "near", ["base", "marks"])) > 100


@pytest.mark.parametrize("lack", [NO_WORKERS, FAILING], ids=["worker", "job"])
def test_the_page_draws_what_no_worker_can(look, lack):  # noqa: F811 - a fixture
    page = look(border_frame(), before=HELD + lack + WATCHED, strict=False)
    page.wait_for_function("() => window.shown")
    page.evaluate(KEEP, "still")
    for _ in range(30):
        brush(page, "PageDown", part="stop")
    page.wait_for_timeout(500)
    page.evaluate(KEEP, "moved")
    assert min(differ(page, "still", "moved", ["base", "marks"])) > 200
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
    page = look(edge_frame(), fragment=fragment, before=HELD + WATCHED)
    page.wait_for_function("() => window.shown")
    strengths = [[page.evaluate(STRENGTH, lon) for lon in (44, 45, 46)]]
    for _ in range(29):
        before = page.evaluate("window.shown")
        brush(page, part="start")
        page.wait_for_function("before => window.shown > before", arg=before)
        strengths.append([page.evaluate(STRENGTH, lon) for lon in (44, 45, 46)])
    days, months, undated = zip(*strengths, strict=True)
    assert min(days[0], months[0], undated[0]) > 100
    assert undated == undated[:1] * 30
    assert days == days[:1] * 15 + (0,) * 15
    assert all(one > other for one, other in pairwise(months))
    assert months[-1] > months[0] / 4
