"""The border overlays in a real browser: they follow the time, the viewpoint and the pointer."""

from datetime import UTC, datetime

import geopandas as gpd
import pytest
import shapely
from draw_frames import border_frame, incident, place, setting, when
from test_browser import _small_gazetteer, chromium, look  # noqa: F401 - fixtures

from geo.borders import read_borders
from geo.draw import draw_map
from geo.frames import to_frame

pytestmark = pytest.mark.browser

MAP = 'window[Object.keys(window).find((name) => name.startsWith("map_"))]'
SHOWN = f"{MAP}.geoBorders.shown.map(({{ name, kind }}) => `${{kind}}: ${{name}}`)"
LINE_1994 = "ceasefire line: Line of contact of 1994"
CRIMEA = "disputed territory: Crimea"


def until(day):
    """Return the part of an address for the time up to the end of a day."""
    stop = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) // 60 + 1440
    return f"time=10000000_{stop}"


def caucasus():
    """Return two incidents that stand at the two ends of the conflict's time."""
    town = setting(place("Zangilan", 46.65, 39.09), 1)
    days = ("1991-12-20", "2024-06-01")
    return to_frame([incident(i, "A clash", when(day, day), town) for i, day in enumerate(days)])


def ukraine():
    town = setting(place("Melitopol", 35.37, 46.85, country="UA"), 1)
    days = ("2013-12-20", "2024-06-01")
    return to_frame([incident(i, "A clash", when(day, day), town) for i, day in enumerate(days)])


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        (
            "1992-06-01",
            ["front line: Front of the first Karabakh war", "disputed territory: Lachin"],
            ["disputed territory: Kalbajar", LINE_1994],
        ),
        ("1993-11-15", ["disputed territory: Zangilan", "disputed territory: Agdam"], [LINE_1994]),
        ("2010-01-01", [LINE_1994], ["disputed territory: Zangilan"]),
        ("2020-10-15", ["front line: Front of the second Karabakh war"], [LINE_1994]),
        (
            "2021-06-01",
            ["ceasefire line: Line of contact after 10 November 2020"],
            [LINE_1994],
        ),
        (
            "2023-10-01",
            ["line of control: Edge of Four villages of Gazakh"],
            ["ceasefire line: Line of contact after 10 November 2020", LINE_1994],
        ),
    ],
)
def test_overlays_follow_the_brush_and_say_of_which_day_they_are(look, day, there, gone):  # noqa: F811
    page = look(caucasus(), fragment=f"#at=39.8_46.6_8&{until(day)}")
    shown = page.evaluate(SHOWN)
    assert set(there) <= set(shown)
    assert not set(gone) & set(shown)
    words = datetime.fromisoformat(day).strftime("%-d %B %Y")
    assert page.locator(".geo-borders-day").inner_text() == f"Borders of {words},"


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        ("2014-01-01", [], [CRIMEA]),
        ("2018-01-01", [CRIMEA, "ceasefire line: Contact line in the Donbas"], []),
        ("2023-06-01", [CRIMEA, "front line: Front line in Ukraine"], []),
    ],
)
def test_overlays_of_ukraine_follow_too(look, day, there, gone):  # noqa: F811
    page = look(ukraine(), fragment=f"#at=47_35_6&{until(day)}")
    shown = page.evaluate(SHOWN)
    assert set(there) <= set(shown)
    assert not set(gone) & set(shown)


def test_a_viewpoint_changes_the_lines_and_is_shared(look):  # noqa: F811
    page = look(ukraine(), fragment=f"#at=47_35_6&{until('2023-06-01')}")
    assert CRIMEA in page.evaluate(SHOWN)
    choice = page.locator(".geo-borders select")
    assert {"as held in fact", "as Russia sees them"} <= set(choice.inner_text().split("\n"))
    before = page.screenshot()
    choice.select_option("RUS")
    assert CRIMEA not in page.evaluate(SHOWN)
    page.wait_for_function("() => location.hash.includes('view=RUS')")
    assert page.screenshot() != before
    choice.select_option("law")
    assert not [name for name in page.evaluate(SHOWN) if name.startswith("front line")]


def test_a_view_that_nobody_has_is_the_usual_one(look):  # noqa: F811
    page = look(ukraine(), fragment=f"#at=47_35_6&view=x-nobody&{until('2023-06-01')}")
    assert CRIMEA in page.evaluate(SHOWN)


def test_a_line_under_the_pointer_says_what_it_is(look):  # noqa: F811
    page = look(caucasus(), fragment=f"#at=39.8_46.9_9&{until('2010-01-01')}")
    spot = page.evaluate(
        f"""() => {{
            const [map, name] = [{MAP}, "Line of contact of 1994"];
            const line = map.geoBorders.shown.find((shown) => shown.name === name);
            const longest = (a, b) => (a.points.length > b.points.length ? a : b);
            const {{ points }} = line.arcs.reduce(longest);
            const at = 2 * Math.floor(points.length / 4);
            const {{ x, y }} = map.geoBorders.middle;
            const up = Math.PI * (1 - 2 * (points[at + 1] + y));
            const place = [Math.atan(Math.sinh(up)) * 180 / Math.PI, (points[at] + x - 0.5) * 360];
            map.setView(place, 10, {{ animate: false }});
            const point = map.latLngToContainerPoint(place);
            return {{ x: point.x, y: point.y }};
        }}"""
    )
    page.mouse.move(spot["x"], spot["y"])
    hint = page.locator(".geo-hint").inner_text()
    for words in ("Line of contact of 1994", "ceasefire line", "12 May 1994", "± 2.5 km"):
        assert words in hint
    assert "Bishkek protocol" in hint


def test_lines_are_listed_and_reached_by_keyboard(look):  # noqa: F811
    page = look(caucasus(), fragment=f"#at=39.8_46.6_8&tab=key&{until('2010-01-01')}")
    entry = page.locator(".geo-overlay", has_text="ceasefire line · 12 May 1994").first
    before = page.screenshot(clip={"x": 400, "y": 0, "width": 1000, "height": 600})
    entry.focus()
    assert page.evaluate(f"{MAP}.geoBorders.lit.name") == "Line of contact of 1994"
    page.wait_for_timeout(200)
    assert page.screenshot(clip={"x": 400, "y": 0, "width": 1000, "height": 600}) != before
    text = entry.inner_text()
    assert "ceasefire line" in text
    assert "approximate" in text
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    assert page.evaluate(f"{MAP}.getZoom()") >= 8


def test_kinds_differ_by_more_than_color(look):  # noqa: F811
    page = look(caucasus(), fragment=f"#tab=key&{until('1992-06-01')}")
    dashes = page.evaluate(
        f"""Object.fromEntries({MAP}.geoBorders.all.filter(({{ line }}) => line)
            .map(({{ kind, dash }}) => [kind, dash.join(" ")]))"""
    )
    assert len(set(dashes.values())) == len(dashes) > 3


def test_own_borders_are_a_layer_with_name_source_and_licence(look, tmp_path):  # noqa: F811
    hostile = "<img src=x onerror=alert(1)>"
    frame = gpd.GeoDataFrame(
        {
            "cntry_name": [hostile, "Later"],
            "gwcode": [1, 2],
            "gwsdate": ["1990-01-01", "2015-01-01"],
            "gwedate": ["2014-12-31", "2019-12-31"],
        },
        geometry=[shapely.box(45, 38, 47, 40)] * 2,
        crs=4326,
    )
    frame.to_file(path := tmp_path / "<b>own.geojson", driver="GeoJSON")
    own = {path.name: read_borders(path)}
    page = look(
        caucasus(),
        draw=lambda incidents: draw_map(incidents, borders=own),
        fragment=f"#at=39.8_46.6_8&tab=key&{until('2010-01-01')}",
    )
    shown = page.evaluate(SHOWN)
    assert f"state: {hostile}" in shown
    assert "state: Later" not in shown
    key = page.locator(".geo-key").inner_text()
    for words in (f"Borders of {path.name}", hostile, "CShapes", "CC BY-NC-SA 4.0"):
        assert words in key
    page.locator(".geo-option", has_text="Borders of").locator("input").uncheck()
    assert page.locator("img").count() == 0


def test_a_map_without_borders_says_nothing_of_them(look):  # noqa: F811
    page = look(border_frame(), draw=lambda frame: draw_map(frame, borders=False))
    assert page.locator(".geo-borders").count() == 0
