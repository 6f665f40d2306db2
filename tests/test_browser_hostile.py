"""Nothing that an article, a name or a file holds is ever run, and no map breaks on it."""

import folium
import geopandas as gpd
import pytest
from draw_frames import border_incidents, place, setting, tabulate, when
from draw_frames import incident as make
from hostile import PAYLOADS
from shapely import Point
from test_browser import _small_gazetteer, chromium, look  # noqa: F401 - fixtures
from test_pack import told

from geo.draw import draw_map
from geo.frames import to_frame

pytestmark = pytest.mark.browser


def hostile_frame():
    day = when("2020-10-18", "2020-10-18")
    incidents = []
    for number, text in enumerate(PAYLOADS):
        where = setting(place(text, 46 + number / 50, 40), 1)
        given = {"status": "disputed", "disagreements": [text], "actor": text, "others": []}
        record = make(100 + number, text, day, where, **given)
        incidents.append(record)
    return to_frame([*border_incidents(), *incidents])


def hostile_claims(frame):
    """Put a payload into every text of every claim."""
    for number, claims in enumerate(frame["claims"]):
        text = PAYLOADS[number % len(PAYLOADS)]
        for claim in claims:
            for name in ("title", "publisher", "words", "before", "after", "summary", "article_id"):
                claim[name] = text
            claim["url"] = text
            claim["claimant"] = {"name": text, "span": None}
    return frame


def named(frame):
    frame = frame.copy()
    for name in ("event_type", "status", "stance", "modality", "casualties_text"):
        frame[name] = [PAYLOADS[number % len(PAYLOADS)] for number in range(len(frame))]
    return frame


def corrected(frame):
    """Put payloads into what a file of corrections brings to a frame."""
    frame = frame.copy()
    frame["corrections"] = [[PAYLOADS[row % len(PAYLOADS)]] for row in range(len(frame))]
    return frame


def tabled(_):
    """Return somebody's table with a payload in every cell that is text."""
    texts = ("event_id_cnty", "sub_event_type", "actor1", "actor2", "location", "country", "admin1")
    columns = dict.fromkeys((*texts, "notes", "text", "source", "url", "status"), PAYLOADS)
    points = [Point(46 + row / 50, 40) for row in range(len(PAYLOADS))]
    return gpd.GeoDataFrame(
        {**columns, "event_date": "2020-10-18", "geo_precision": 1}, geometry=points, crs=4326
    )


def draw_hostile(frame):
    places = gpd.GeoDataFrame(
        {"place": PAYLOADS, "count": 1, "uses": "literal"},
        geometry=[Point(45 + number / 40, 41) for number in range(len(PAYLOADS))],
        crs=4326,
    )
    page = draw_map(frame, places=places, title=" ".join(PAYLOADS))
    for text in PAYLOADS[:12]:
        folium.FeatureGroup(name=text).add_to(page)
    folium.LayerControl(collapsed=False).add_to(page)
    return page


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("dress", [hostile_claims, named, corrected, tabled])
def test_no_payload_runs_anywhere(look, dress):  # noqa: F811 - a fixture
    page = look(dress(hostile_frame()), draw=draw_hostile, strict=False)
    for tab in ("filters", "key", "list"):
        page.click(f"[data-tab={tab}]")
    page.locator(".geo-item").first.click()
    for _ in range(len(PAYLOADS)):
        page.locator(".geo-panel-title").wait_for()
        page.click("[aria-label='Next incident']")
    page.fill(".geo-search-input", "<script>")
    page.wait_for_timeout(400)
    assert page.evaluate("window.hostile") is None
    assert (
        page.locator(".geo-app script, .geo-app iframe, .geo-side img, .geo-panel img").count() == 0
    )
    links = page.evaluate(
        "[...document.querySelectorAll('.geo-app a')].map((link) => link.protocol)"
    )
    assert set(links) <= {"http:", "https:", ""} | {"file:"}


def test_payloads_reach_the_reader_as_they_are():
    rows = tabulate(hostile_claims(hostile_frame())).rows
    [(lines, details)] = told(rows)
    assert len(lines) == len(details["columns"]["claims"]) == len(rows)
