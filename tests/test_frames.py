"""Frames: one row an incident, a point only where a point is honest."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from strategies import incidents, readings

from geo.errors import SchemaError
from geo.frames import INCIDENT_COLUMNS, check_frame, from_frame, places_frame, to_frame
from geo.model import (
    Casualties,
    Count,
    EventType,
    Incident,
    Interval,
    Place,
    Precision,
    Relation,
    Setting,
)

quickly = hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
TOWN = Place("geonames:1", "Town", 46.5, 39.5, "P", "PPL", "AZ")
COUNTRY = Place("geonames:2", "Iran", 53.0, 32.0, "A", "PCLI", "IR")


def incident_at(place, precision):
    where = Setting(place, 0, Relation.AT, precision, 5.0, ("Azerbaijan", "Town"))
    counts = Casualties(Count(1, 2, 3))
    return Incident("i", EventType("Attack"), "Attack", Interval(), where, casualties=counts)


@quickly
@given(st.lists(incidents, max_size=3))
def test_incidents_survive_their_frame(found):
    frame = to_frame(found)
    check_frame(frame)
    assert list(frame.columns) == [*INCIDENT_COLUMNS, "geometry"]
    assert from_frame(frame) == found


@pytest.mark.parametrize(
    ("place", "precision", "drawn"),
    [
        (TOWN, Precision.EXACT, True),
        (TOWN, Precision.AREA, True),
        (COUNTRY, Precision.COUNTRY, False),
        (None, Precision.INTERNATIONAL, False),
        (None, None, False),
    ],
    ids=["town", "area", "country", "abroad", "unknown"],
)
def test_only_what_is_finer_than_a_country_has_a_point(place, precision, drawn):
    frame = to_frame([incident_at(place, precision)])
    assert frame.geometry.notna().tolist() == [drawn]


def test_longitude_comes_first():
    point = to_frame([incident_at(TOWN, Precision.EXACT)]).geometry.iloc[0]
    assert (point.x, point.y) == (46.5, 39.5)


def test_numbers_stay_whole_and_unknown_stays_unknown():
    frame = to_frame([incident_at(TOWN, Precision.EXACT)])
    assert frame.killed_best.tolist() == [2]
    assert frame.wounded_best.isna().all()
    assert frame.earliest.isna().all()
    assert pd.api.types.is_datetime64_any_dtype(frame.earliest)


def test_an_empty_frame_has_all_columns_and_its_crs():
    check_frame(to_frame([]))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda frame: frame.drop(columns="status"), "lacks the column.* status; make it with"),
        (lambda frame: frame.to_crs(3857), "not EPSG:4326"),
    ],
    ids=["column", "crs"],
)
def test_a_spoiled_frame_is_refused(spoil, says):
    with pytest.raises(SchemaError, match=says):
        check_frame(spoil(to_frame([incident_at(TOWN, Precision.EXACT)])))


@quickly
@given(st.lists(readings(), max_size=4))
def test_places_are_counted_once_each(found):
    frame = places_frame(found)
    located = [place for reading in found for place in reading.locations if place.place]
    assert frame["count"].sum() == len(located)
    assert frame.place_id.is_unique
    assert frame["count"].is_monotonic_decreasing
