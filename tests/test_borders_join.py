"""Whose ground the points of a frame were: every row once, ambiguity kept."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from geo.borders import HOLDER_COLUMNS, add_holders, holders
from geo.errors import SchemaError

ZANGILAN, SEVASTOPOL, SRINAGAR = (46.651, 39.088), (33.53, 44.6), (74.8, 34.08)


def frame(*rows):
    points = [Point(place) if place else None for place, _, _ in rows]
    days = {
        name: pd.to_datetime([row[number] for row in rows]).astype("datetime64[s]")
        for number, name in ((1, "earliest"), (2, "latest"))
    }
    return gpd.GeoDataFrame(days, geometry=points, crs=4326)


def told(*rows):
    found = add_holders(frame(*rows))
    return list(found[list(HOLDER_COLUMNS)].itertuples(index=False, name=None))


def test_law_and_fact_are_told_apart_and_parties_kept():
    assert told(
        (ZANGILAN, "1993-11-15", "1993-11-15"),
        (SEVASTOPOL, "2015-01-01", "2015-01-01"),
        (SRINAGAR, "2000-01-01", "2000-01-01"),
    ) == [
        ("AZE", "x-artsakh", False),
        ("UKR", "RUS", False),
        ("IND PAK", "IND", False),
    ]


def test_a_change_between_two_days_is_told_as_both_and_uncertain():
    assert told((ZANGILAN, "1993-01-01", "1993-12-31")) == [("AZE", "AZE x-artsakh", True)]


def test_a_frame_without_days_is_refused_with_the_columns_it_lacks():
    with pytest.raises(SchemaError, match="earliest or latest"):
        add_holders(frame((ZANGILAN, None, None)).drop(columns=["earliest", "latest"]))


def test_an_open_date_is_taken_at_the_end_that_is_known():
    open_ends = told((SEVASTOPOL, "2015-01-01", None), (SEVASTOPOL, None, "2010-01-01"))
    assert open_ends == [("UKR", "RUS", False), ("UKR", "UKR", False)]


def test_rows_without_a_point_or_a_day_say_nothing():
    assert told((None, "2015-01-01", "2015-01-01"), (ZANGILAN, None, None)) == [(None,) * 3] * 2


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=8))
@settings(max_examples=20)
def test_every_row_stays_once_and_is_answered_as_alone(places):
    rows = [(place, "2000-01-01", "2000-01-01") for place in places]
    if not rows:
        return
    before = frame(*rows)
    found = add_holders(before)
    assert found.index.equals(before.index)
    for place, law in zip(places, found.holder_de_jure, strict=True):
        assert law == " ".join(sorted(holders(*place, "2000-01-01").de_jure))


def test_repeated_places_do_not_multiply():
    rows = [(ZANGILAN, "1993-11-15", "1993-11-15")] * 500
    found = add_holders(frame(*rows))
    assert len(found) == 500
    assert np.unique(found.holder_de_facto.to_numpy(dtype=str)).tolist() == ["x-artsakh"]
