"""Export: every format holds every incident, bytes repeat, and nothing half-written is left."""

import json
import pickle

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atomic import replacing, write_text
from geo.errors import ReadError, UnsupportedFormatError
from geo.export import guard_formula, write_incidents
from geo.model import (
    Claim,
    EventType,
    Incident,
    Interval,
    Place,
    Precision,
    Quote,
    Relation,
    Setting,
    Source,
    Span,
)

SUFFIXES = [".geojson", ".gpkg", ".csv", ".jsonl", ".parquet"]
PLACE = Place("geonames:1", "Town", -46.5, 39.5, "P", "PPL", "AZ")
CLAIM = Claim(
    "c", Source("a", "=1+1"), EventType("Attack"), "Attack", Quote(0, 4, "They"), Span(0, 4)
)
INCIDENTS = [
    Incident(
        "one",
        EventType("Attack"),
        "@SUM(A1)",
        Interval(),
        Setting(PLACE, 0, Relation.AT, Precision.EXACT, 5.0),
        claims=(CLAIM,),
    ),
    Incident("two", EventType(None, "REQUEST"), "Zəngilan, Զանգելան", Interval(), Setting()),
]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_incidents_give_the_same_bytes(tmp_path, suffix):
    first = write_incidents(INCIDENTS, tmp_path / f"first{suffix}").read_bytes()
    assert write_incidents(INCIDENTS, tmp_path / f"again{suffix}").read_bytes() == first


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_incident_at_all_is_a_file_too(tmp_path, suffix):
    assert write_incidents([], tmp_path / f"none{suffix}").exists()


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg"])
def test_a_reader_of_maps_finds_points_and_text(tmp_path, suffix):
    frame = gpd.read_file(write_incidents(INCIDENTS, tmp_path / f"x{suffix}"))
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.notna().tolist() == [True, False]
    assert (frame.geometry.iloc[0].x, frame.geometry.iloc[0].y) == (-46.5, 39.5)
    assert "Զանգելան" in frame.summary.tolist()[1]


def test_a_spreadsheet_runs_nothing(tmp_path):
    table = pd.read_csv(write_incidents(INCIDENTS, tmp_path / "x.csv"))
    assert table.summary.tolist()[0] == "'@SUM(A1)"
    assert table.lon.tolist()[0] == -46.5


@given(st.text())
def test_no_cell_starts_a_formula(text):
    assert not guard_formula(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_lines_hold_the_whole_record(tmp_path):
    lines = write_incidents(INCIDENTS, tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["incident_id"] for line in lines] == ["one", "two"]


def test_an_unknown_suffix_says_which_are_known(tmp_path):
    with pytest.raises(UnsupportedFormatError, match=r"\.xls: unknown format.*\.geojson, \.gpkg"):
        write_incidents(INCIDENTS, tmp_path / "x.xls")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_writer_leaves_the_old_file_and_nothing_else(tmp_path):
    target = write_text(tmp_path / "x.txt", "old")

    def interrupted():
        with replacing(target) as new:
            new.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]
    assert target.read_text() == "old"


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    write_text(tmp_path / "file", "")
    with pytest.raises(ReadError, match="can't be written"):
        write_text(tmp_path / "file" / "x.txt", "")


def test_errors_survive_pickling():
    for error in (ReadError("a.txt", "is binary", "save it"), UnsupportedFormatError("x", (".y",))):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
