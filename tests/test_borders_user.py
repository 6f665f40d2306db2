"""A user's own dated borders: read, mended, and refused with a reason."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.borders import add_own, borders_on, read_borders
from geo.borders.overlay import COLUMNS
from geo.borders.user import _day
from geo.errors import FormatError, ReadError

SQUARE, BOW_TIE = (
    shapely.box(44, 38, 47, 40),
    shapely.Polygon([(44, 38), (46, 40), (46, 38), (44, 40)]),
)


def frame(columns, shapes=(SQUARE,), crs="EPSG:4326"):
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def test_cshapes_is_known_by_its_columns(tmp_path):
    columns = {"gwcode": [373], "cntry_name": ["Azerbaijan"], "gwsdate": ["1991-10-18"]}
    frame({**columns, "gwedate": ["2019-12-31"]}).to_file(path := tmp_path / "shapes.shp")
    found = read_borders(path).iloc[0]
    assert (found["name"], found.valid_from, found.valid_to) == (
        "Azerbaijan", "1991-10-18", "2020-01-01",
    )  # fmt: skip
    assert "CShapes" in found.source
    assert found.licence == "CC BY-NC-SA 4.0"


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "shp"])
def test_formats_and_coordinate_systems_do_not_matter(tmp_path, suffix):
    crs = "EPSG:4326" if suffix == "geojson" else "EPSG:32638"
    columns = {"name": ["Line"], "valid_from": ["1994-05-12"], "valid_to": ["2020-09-27"]}
    frame(columns).to_crs(crs).to_file(path := tmp_path / f"own.{suffix}")
    found = read_borders(path)
    assert tuple(found.columns) == tuple(COLUMNS)
    assert found.crs == "EPSG:4326"
    assert found.source.tolist() == [path.name]
    assert shapely.hausdorff_distance(found.geometry[0], SQUARE) < 0.01


def test_invalid_shapes_are_mended_and_points_left_out_with_a_word(tmp_path):
    columns = {"start": [1990, 1990, 1990], "end": [2000, 2000, 2000]}
    shapes = (BOW_TIE, shapely.Point(1, 1), SQUARE)
    frame(columns, shapes).to_file(path := tmp_path / "own.gpkg")
    told = []
    found = read_borders(path, on_problem=told.append)
    assert found.is_valid.all()
    assert len(found) == 2
    assert any("mended" in text for text in told)
    assert any("left out" in text for text in told)


def test_years_stand_for_their_days(tmp_path):
    frame({"start": [1990], "end": [2000]}).to_file(path := tmp_path / "own.geojson")
    found = read_borders(path).iloc[0]
    assert (found.valid_from, found.valid_to) == ("1990-01-01", "2000-01-01")


def test_shapes_off_the_globe_are_refused(tmp_path):
    drawn = frame({"valid_from": ["1990"]}, [shapely.box(4e5, 4e6, 5e5, 5e6)])
    drawn.to_file(path := tmp_path / "own.geojson")
    with pytest.raises(FormatError, match="CRS"):
        read_borders(path)


def test_a_file_without_days_is_refused(tmp_path):
    frame({"name": ["x"]}).to_file(path := tmp_path / "plain.geojson")
    with pytest.raises(FormatError, match="has no days"):
        read_borders(path)


def test_a_file_that_is_no_map_is_refused(tmp_path):
    (path := tmp_path / "broken.geojson").write_text("not a map")
    with pytest.raises(ReadError, match="broken"):
        read_borders(path)


def test_own_borders_join_those_of_their_days(tmp_path):
    columns = {"name": ["Mine"], "valid_from": ["1990-01-01"], "valid_to": ["1994-01-01"]}
    frame(columns).to_file(path := tmp_path / "own.geojson")
    own, box = read_borders(path), (45.0, 38.0, 48.0, 41.0)
    for day, there in (("1993-10-23", True), ("1994-01-01", False), ("1989-12-31", False)):
        found = add_own(borders_on(day, box), [own], day, box)
        assert tuple(found.columns) == tuple(COLUMNS)
        assert ("Mine" in set(found.name)) is there
    mine = add_own(borders_on("1993-10-23", box), [own], "1993-10-23", box)
    assert mine[mine.name == "Mine"].total_bounds[0] == pytest.approx(45)


@given(st.text() | st.integers() | st.floats() | st.none() | st.dates() | st.datetimes())
def test_no_value_of_a_column_of_days_is_too_odd(value):
    day = _day(None if pd.isna(value) else value, end=True)
    assert day is None or 1 <= day.year <= 9999
