"""What a reader corrects in the browser is saved, applied by another run, and shown there."""

import json
from pathlib import Path

import pytest
from draw_frames import border_frame
from test_browser import _small_gazetteer, chromium, look  # noqa: F401 - fixtures
from test_corrections import SHELLING, STRIKE

from geo.corrections import Corrections, read_corrections
from geo.frames import to_frame
from geo.pipeline import find_incidents, make_reader, read_all
from geo.read import read_articles

pytestmark = pytest.mark.browser


def correct(page, words, kind, **fields):
    page.locator(".geo-item", has_text=words).click()
    panel = page.locator(".geo-panel")
    panel.get_by_text("Something wrong here?").click()
    panel.get_by_label("What is wrong").select_option(kind)
    for label, text in fields.items():
        panel.get_by_label(label.capitalize()).fill(text)
    panel.get_by_role("button", name="Keep", exact=True).click()
    panel.get_by_text("Kept in this browser").wait_for()


def save(page):
    page.click("[data-tab=key]")
    with page.expect_download() as saved:
        page.click("text=Save the file")
    return Path(saved.value.path())


@pytest.fixture
def read(tiny_gazetteer, tmp_path):
    def texts(*given):
        for number, text in enumerate(given):
            (tmp_path / f"{number}.txt").write_text(text)
        articles = read_articles(sorted(tmp_path.glob("*.txt")))
        return list(read_all(articles, reader=make_reader(tiny_gazetteer)))

    return texts


def test_corrections_make_the_round_trip(look, read, tiny_gazetteer):  # noqa: F811 - a fixture
    page = look(to_frame(find_incidents(read(SHELLING, STRIKE))), accept_downloads=True)
    correct(page, "Khudaferin", "wrong place", right="39.2, 46.9", note="the other bank")
    correct(page, "Zangilan", "not an incident")
    path = save(page)
    corrections = Corrections(read_corrections(path), lambda: tiny_gazetteer)
    # Another run: other articles come first, so that every number is another.
    readings = corrections.correct(read("Nothing happened here.\n", STRIKE, SHELLING))
    incidents = corrections.join(find_incidents(readings))
    assert corrections.unapplied() == []
    assert [(one.location.place.lon, one.location.place.lat) for one in incidents] == [(46.9, 39.2)]
    again = look(to_frame(incidents))
    assert again.locator(".geo-count").inner_text() == "1 incident"
    again.locator(".geo-item").click()
    again.locator(".geo-corrected").get_by_text("the other bank").wait_for()


def test_a_place_is_picked_on_the_map(look):  # noqa: F811 - a fixture
    page = look(border_frame(), accept_downloads=True)
    page.locator(".geo-item", has_text="Khudaferin").click()
    panel = page.locator(".geo-panel")
    panel.get_by_text("Something wrong here?").click()
    panel.get_by_role("button", name="Pick on the map").click()
    page.mouse.click(700, 300)
    assert "," in panel.get_by_label("Right place").input_value()
    panel.get_by_role("button", name="Keep", exact=True).click()
    [made] = json.loads(save(page).read_text("utf-8"))["corrections"]
    assert made["kind"] == "wrong place"
    assert -90 < made["place"]["lat"] < 90
    assert made["claims"][0]["quote"] == "Forces take the village of Khudaferin"


def test_the_same_incident_is_named_by_its_words_and_taken_back(look):  # noqa: F811 - a fixture
    page = look(border_frame(), accept_downloads=True)
    page.locator(".geo-item", has_text="Khudaferin").click()
    panel = page.locator(".geo-panel")
    panel.get_by_text("Something wrong here?").click()
    panel.get_by_label("What is wrong").select_option("same as")
    panel.get_by_label("The same as").select_option(
        label="They advance towards Zangilan (18 October 2020)"
    )
    panel.get_by_role("button", name="Keep", exact=True).click()
    panel.get_by_text("Kept in this browser").wait_for()
    [made] = json.loads(save(page).read_text("utf-8"))["corrections"]
    assert made["same_as"][0]["quote"] == "They advance towards Zangilan"
    panel.get_by_role("button", name="Take it back").click()
    assert page.locator("text=Save the file").count() == 0
