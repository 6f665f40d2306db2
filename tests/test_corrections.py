"""Corrections name incidents by their words: they outlive numbers, order and other articles."""

import json
from dataclasses import replace

import geopandas as gpd
import pytest
from click.testing import CliRunner
from hostile import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st

from geo.cli import main
from geo.corrections import Corrections, read_corrections
from geo.corrections.made import words_of
from geo.errors import FormatError, GeoError
from geo.pipeline import find_incidents, make_reader, read_all
from geo.read import read_articles
from geo.records import incident_to_record, reading_to_record, record_to_reading

SHELLING = (
    "Azerbaijani forces shelled the village of Khudaferin on 18 October 2020, killing two people, "
    "the mayor said.\n"
)
OFF_THE_GLOBE = json.dumps(
    {
        "schema": 1,
        "corrections": [
            {"kind": "wrong place", "incident_id": "a", "place": {"lon": 200, "lat": 1}}
        ],
    }
)
STRIKE = "Armenian forces attacked the town of Zangilan on 25 October 2020, the ministry said.\n"


@pytest.fixture
def readings(tiny_gazetteer, tmp_path):
    for name, text in (("a.txt", SHELLING), ("b.txt", STRIKE)):
        (tmp_path / name).write_text(text)
    articles = read_articles([tmp_path / "a.txt", tmp_path / "b.txt"])
    return list(read_all(articles, reader=make_reader(tiny_gazetteer)))


@pytest.fixture
def apply(tiny_gazetteer):
    def to_readings(path, readings):
        corrections = Corrections(read_corrections(path), lambda: tiny_gazetteer)
        corrected = list(corrections.correct(readings))
        return corrected, corrections.join(find_incidents(corrected)), corrections.unapplied()

    return to_readings


@pytest.fixture
def write(tmp_path):
    def to_file(*corrections):
        path = tmp_path / "corrections.json"
        path.write_text(json.dumps({"schema": 1, "corrections": corrections}))
        return path

    return to_file


def named(claim, **changed):
    words = words_of(claim)
    names = ("quote", "trigger", "article_id", "url", "title")
    return {name: getattr(words, name) for name in names} | changed


def correct(kind, *readings, **more):
    claims = [named(claim) for reading in readings for claim in reading.claims]
    return {"kind": kind, "claims": claims, **more}


@pytest.mark.parametrize(
    "case",
    [
        ({"name": "Zangilan"}, ("Zangilan", 46.65, 39.09)),
        ({"lon": 46.9, "lat": 39.2}, ("39.2000, 46.9000", 46.9, 39.2)),
        ({"lon": 46.9, "lat": 39.2, "name": "the ford"}, ("the ford", 46.9, 39.2)),
        (None, None),
    ],
)
def test_a_place_is_put_right(readings, write, apply, case):
    place, expected = case
    path = write(correct("wrong place", readings[0], place=place, note="the other bank"))
    corrected, incidents, left = apply(path, readings)
    assert left == []
    assert corrected[1] == readings[1]
    right = next(one for one in incidents if one.corrections)
    found = right.location.place
    assert (found and (found.name, round(found.lon, 2), round(found.lat, 2))) == expected
    assert "not Khudaferin" in right.corrections[0]
    assert "the other bank" in right.corrections[0]


def test_what_was_corrected_stands_in_the_record_and_is_corrected_once(readings, write, apply):
    path = write(correct("wrong place", readings[0], place={"name": "Zangilan"}))
    [first, _], incidents, _ = apply(path, readings)
    record = json.loads(json.dumps(reading_to_record(first)))
    assert record["claims"][0]["corrections"] == ["place: Zangilan, not Khudaferin"]
    assert "corrections" not in reading_to_record(readings[1])["claims"][0]
    assert incident_to_record(incidents[0])["corrections"] == ["place: Zangilan, not Khudaferin"]
    [again, _], _, left = apply(path, [record_to_reading(record), readings[1]])
    assert again.claims[0].location == record_to_reading(record).claims[0].location
    assert again.claims[0].corrections == first.claims[0].corrections
    assert left == []


def test_what_is_no_incident_goes(readings, write, apply):
    path = write(correct("not an incident", readings[0]))
    corrected, incidents, left = apply(path, readings)
    assert corrected[0].claims == ()
    assert len(incidents) == len(find_incidents(readings[1:]))
    assert left == []


def test_the_same_is_joined_and_keeps_both_claims(readings, write, apply):
    other = [named(claim) for claim in readings[1].claims]
    path = write(correct("same as", readings[0], same_as=other))
    _, incidents, left = apply(path, readings)
    assert len(incidents) == 1
    assert len(incidents[0].claims) == sum(len(reading.claims) for reading in readings)
    assert "joined: these are one incident" in incidents[0].corrections
    assert left == []


def test_a_note_is_kept(readings, write, apply):
    path = write(correct("note", readings[1], note="see the police report"))
    _, incidents, _ = apply(path, readings)
    assert incidents[-1].corrections == ("note: see the police report",)


def test_numbers_order_and_neighbours_do_not_count(readings, write, apply, tiny_gazetteer):
    path = write(correct("not an incident", readings[0]))
    text = "An unrelated report: nothing happened.\n"
    article = replace(readings[0].article, text=text + SHELLING)
    moved = read_all([readings[1], article], reader=make_reader(tiny_gazetteer))
    corrected, _, left = apply(path, list(moved))
    assert corrected[1].claims == ()
    assert left == []


@pytest.mark.parametrize(
    "case",
    [
        ({"article_id": "x", "url": None, "title": None}, "not among those that were read"),
        ({"quote": "Nobody said this."}, "no longer says so"),
        ({"trigger": "bombed"}, "no longer says so"),
    ],
)
def test_what_no_longer_fits_is_listed(readings, write, apply, case):
    change, why = case
    path = write({"kind": "note", "claims": [named(readings[0].claims[0], **change)]})
    corrected, _, [left] = apply(path, readings)
    assert corrected == readings
    assert why in left
    assert left.startswith("note: “")


def test_an_unknown_place_changes_nothing_and_is_listed(readings, write, apply):
    path = write(correct("wrong place", readings[0], place={"name": "Nowhereville"}))
    corrected, _, left = apply(path, readings)
    assert corrected == readings
    assert "no gazetteer holds the place 'Nowhereville'" in left[0]


def test_rows_of_a_table_are_corrected_by_their_id(write, tiny_gazetteer):
    frame = gpd.GeoDataFrame(
        {"incident_id": ["A1", "A2", "A3"], "place": "Ganja", "precision": 1},
        geometry=gpd.points_from_xy([46, 46, 46], [40, 40, 40]),
        crs=4326,
    )
    path = write(
        {"kind": "not an incident", "incident_id": "A1"},
        {"kind": "wrong place", "incident_id": "A2", "place": {"lon": 47, "lat": 41}},
        {"kind": "note", "incident_id": "A9"},
    )
    corrections = Corrections(read_corrections(path), lambda: tiny_gazetteer)
    corrected = corrections.correct_table(frame)
    assert corrected["incident_id"].tolist() == ["A2", "A3"]
    assert corrected.geometry.x.tolist() == [47, 46]
    assert corrections.unapplied() == ["note: “row A9” — no row has this id"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not JSON"),
        ("[1]", 'no list of "corrections"'),
        ('{"corrections": []}', "has schema None, not 1"),
        ('{"schema": 1, "corrections": [7]}', "correction 1: is not an object"),
        ('{"schema": 1, "corrections": [{"kind": "rm -rf"}]}', "is of kind 'rm -rf', not one of"),
        ('{"schema": 1, "corrections": [{"kind": "note"}]}', "names neither claims nor"),
        (
            '{"schema": 1, "corrections": [{"kind": "note", "claims": {"quote": 1}}]}',
            "'claims' is not a list of claims",
        ),
        (
            '{"schema": 1, "corrections": [{"kind": "same as", "incident_id": "a"}]}',
            'does not say "same_as" what',
        ),
        (OFF_THE_GLOBE, "is not on the globe"),
    ],
)
def test_a_malformed_file_says_what_is_wrong(tmp_path, text, says):
    path = tmp_path / "corrections.json"
    path.write_text(text)
    with pytest.raises(FormatError, match=path.name) as caught:
        read_corrections(path)
    assert says in str(caught.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "claims", "place", "lon", "lat", "id", "quote", "note"]), inner
        )
    ),
    max_leaves=8,
)


@given(record=json_values)
def test_no_file_breaks_the_reader_but_by_its_own_error(record, tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "corrections.json"
    path.write_text(
        json.dumps({"schema": 1, "corrections": [record, {"kind": "note"} | _as(record)]})
    )
    try:
        read_corrections(path)
    except GeoError as error:
        assert path.name in str(error)  # noqa: PT017 - either outcome is right


def _as(record):
    return record if isinstance(record, dict) else {"incident_id": record}


def test_hostile_corrections_are_text(readings, write, apply):
    made = [
        correct("wrong place", readings[0], note=text, place={"lon": 1, "lat": 2, "name": text})
        for text in PAYLOADS
    ]
    _, incidents, left = apply(write(*made), readings)
    assert left == []
    assert "\x1b" not in "".join(incidents[0].corrections)


def test_the_commands_apply_them_and_list_the_rest(tmp_path, readings, write):
    gone = correct("not an incident", readings[0])
    stale = {"kind": "note", "claims": [named(readings[0].claims[0], quote="Gone.")]}
    path = write(gone, stale)
    out = tmp_path / "out.jsonl"
    args = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--corrections", str(path)]
    for command in ("read", "incidents"):
        result = CliRunner().invoke(main, [command, *args, "-o", str(out)])
        assert result.exit_code == 0, result.output
        assert "1 of 2 corrections applied" in result.stderr
        assert "not applied: note: “Gone.” — its article no longer says so" in result.stderr
        assert "shelled" not in json.dumps(
            [json.loads(line)["claims"] for line in out.read_text().splitlines()]
        )


def test_a_malformed_file_is_an_error_of_the_command(tmp_path, write):
    path = write({"kind": "note"})
    (tmp_path / "a.txt").write_text(SHELLING)
    out = tmp_path / "x.html"
    args = ["map", str(tmp_path / "a.txt"), "--corrections", str(path), "-o", str(out)]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 1
    assert "correction 1: names neither claims nor an incident_id" in result.stderr
    assert not out.exists()
