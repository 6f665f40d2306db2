"""Other people's tables: ACLED, UCDP GED and any with dates and places, as they are."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner
from draw_frames import border_frame, tabulate
from hypothesis import given
from hypothesis import strategies as st

from geo.cli import main
from geo.draw.table import NOWHERE
from geo.errors import FormatError, GeoError, ReadError, UnsupportedFormatError
from geo.tables import adopt, combine, read_table
from geo.tables.days import read_days, widen

TABLES = Path(__file__).parent / "tables"


def days_of(frame):
    ends = zip(frame["earliest"], frame["latest"], strict=True)
    return [(str(first.date()), str(last.date())) for first, last in ends]


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_acled_is_recognized():
    frame = adopt(read_table(TABLES / "acled.csv"))
    assert frame["incident_id"].tolist() == ["AZE9001", "AZE9002", "AZE9003"]
    assert frame["event_type"].tolist() == [
        "Armed clash",
        "Shelling/artillery/missile attack",
        "Peaceful protest",
    ]
    assert days_of(frame) == [
        ("2020-10-18", "2020-10-18"),
        ("2020-10-01", "2020-10-31"),
        ("2020-10-15", "2020-10-27"),
    ]
    assert frame["granularity"].tolist()[1:] == ["month", "week"]
    assert frame["precision"].tolist() == [1, 1, 4]
    assert frame["radius_km"].tolist() == [5, 5, 80]
    assert frame["killed_best"].tolist() == [2, 13, 0]
    assert frame["party1"][0] == "Military Forces of Azerbaijan (2003-)"
    assert frame["party2"].isna().tolist() == [False, False, True]
    assert frame["path"][0] == "Azerbaijan / Zangilan / Zangilan"
    assert frame.geometry.x[0] == 46.95


def test_ucdp_ged_is_recognized():
    frame = adopt(read_table(TABLES / "ged.csv"))
    assert frame["event_type"].tolist() == [
        "State-based violence",
        "One-sided violence",
        "Non-state violence",
    ]
    assert days_of(frame) == [
        ("2020-10-18", "2020-10-18"),
        ("1993-01-01", "1993-12-31"),
        ("2020-10-01", "2020-10-31"),
    ]
    assert frame["granularity"].tolist() == ["day", "year", "month"]
    assert frame["precision"].tolist() == [1, 6, 3]
    counts = frame[["killed_low", "killed_best", "killed_high"]]
    assert counts.iloc[0].tolist() == [1, 2, 3]
    assert frame["summary"][0] == "Fighting at the bridges"


def test_an_event_somewhere_in_a_country_gets_no_pin_but_its_name():
    table = tabulate(adopt(read_table(TABLES / "ged.csv")))
    pinned = dict(zip(table.rows["incident_id"], table.columns["lon"] != NOWHERE, strict=True))
    assert pinned == {"AZE-1993-3-1-2": False, "AZE-2020-1-388-1": True, "AZE-2020-2-1-3": True}
    assert table.columns["other_row"].tolist() == [0]


@pytest.mark.parametrize("name", ["acled.csv", "ged.csv"])
def test_what_was_adopted_is_adopted_as_it_is(name):
    once = adopt(read_table(TABLES / name))
    pd.testing.assert_frame_equal(pd.DataFrame(adopt(once)), pd.DataFrame(once), check_like=True)


def test_tables_and_articles_are_one_map():
    names = ("acled.csv", "ged.csv", "ged.csv")
    frames = [adopt(read_table(TABLES / name)) for name in names]
    assert len(tabulate(combine(frames))) == 9
    table = tabulate(combine([border_frame(), *frames]))
    assert len(table) == 15
    actors = {actor["name"] for cell in table.rows["actors"] for actor in cell}
    assert {"Iran", "Military Forces of Artsakh", "Government of Azerbaijan"} <= actors


@pytest.mark.parametrize(
    ("cell", "earliest", "latest"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-02-03", "2020-02-03", "2020-02-03"),
        ("3 February 2020", "2020-02-03", "2020-02-03"),
        ("2020-02-03 00:00:00.000", "2020-02-03", "2020-02-03"),
        ("20/02/2020", "2020-02-20", "2020-02-20"),
        ("02/20/2020", "2020-02-20", "2020-02-20"),
        ("18.10.2020", "2020-10-18", "2020-10-18"),
        ("3.4.2020 14:00", "2020-04-03", "2020-04-03"),
        ("October 2020", "2020-10-01", "2020-10-31"),
        ("10/2020", "2020-10-01", "2020-10-31"),
        ("44108", "2020-10-04", "2020-10-04"),
        (44108, "2020-10-04", "2020-10-04"),
        ("1601769600", "2020-10-04", "2020-10-04"),
        (1601769600000, "2020-10-04", "2020-10-04"),
        ("Oct-20", "NaT", "NaT"),
        ("31.02.2020", "NaT", "NaT"),
        (2020, "2020-01-01", "2020-12-31"),
        (2020.0, "2020-01-01", "2020-12-31"),
    ],
)
def test_a_day_is_never_invented(cell, earliest, latest):
    assert days_of(read_days(pd.Series([cell]), "date")) == [(earliest, latest)]


def test_days_of_either_month_are_refused_and_others_settle_it():
    with pytest.raises(FormatError, match="'03/04/2020', which may be of two months"):
        read_days(pd.Series(["03/04/2020", "05/05/2020"]), "date")
    settled = read_days(pd.Series(["03/04/2020", "25/04/2020"]), "date")
    assert days_of(settled)[0] == ("2020-04-03", "2020-04-03")


def test_the_order_of_some_days_turns_no_iso_date_round():
    mixed = read_days(pd.Series(["25/10/2020", "2020-10-04", "2020-10-04T10:00:00Z"]), "date")
    assert days_of(mixed)[1:] == [("2020-10-04", "2020-10-04")] * 2


@given(st.dates(min_value=pd.Timestamp("1700-01-01").date()), st.integers(1, 5))
def test_widening_keeps_the_day(day, code):
    days = read_days(pd.Series([day.isoformat()]), "date")
    rules = {2: "around", 3: "week", 4: "month", 5: "year"}
    wide = widen(days, pd.Series([code]), rules)
    [(earliest, latest)] = days_of(wide)
    assert earliest <= day.isoformat() <= latest


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "parquet"])
def test_any_file_of_points_with_a_date_will_do(tmp_path, suffix):
    frame = gpd.GeoDataFrame(
        {"Date": ["2020-10-18", "2020"], "title": ["a", "b"], "type": ["fire", None]},
        geometry=gpd.points_from_xy([46.9, 47], [39.2, 39.3]),
        crs=4326,
    ).to_crs(3857)
    path = tmp_path / f"mine.{suffix}"
    if suffix == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    adopted = adopt(read_table(path))
    assert adopted["summary"].tolist() == ["a", "b"]
    assert days_of(adopted)[1] == ("2020-01-01", "2020-12-31")
    assert adopted.geometry.x.tolist() == pytest.approx([46.9, 47], abs=1e-5)


def test_an_interval_stays_one(tmp_path):
    text = "earliest;latest;lon;lat;title\n2020-01-01;2020-01-05;46;40;a\n2020-02-01;;46;40;b\n"
    adopted = adopt(read_table(write(tmp_path / "x.csv", text)))
    assert days_of(adopted.iloc[:1]) == [("2020-01-01", "2020-01-05")]
    assert adopted["latest"].isna()[1]


def test_rows_off_the_globe_are_reported_and_stay_without_a_pin(tmp_path):
    path = write(tmp_path / "x.csv", "date,lon,lat\n2020-01-01,46,40\n2020-01-01,400,x\n2020,,\n")
    errors = []
    frame = read_table(path, on_error=errors.append)
    assert frame.geometry.notna().tolist() == [True, False, False]
    assert "has 1 row with coordinates off the globe (rows 3)" in str(errors[0])
    with pytest.raises(ReadError, match="off the globe"):
        read_table(path)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.csv", "", "is empty"),
        ("x.csv", "date,title\n2020-01-01,a\n", "has no coordinates; name its columns longitude"),
        ("x.csv", 'a,b\n"1,2\n', "is not a table"),
        ("x.geojson", "{", "can't be read as a table of events"),
        ("x.xls", "", "unknown format"),
    ],
)
def test_what_is_no_table_says_why(tmp_path, name, text, says):
    with pytest.raises((ReadError, FormatError, UnsupportedFormatError)) as caught:
        read_table(write(tmp_path / name, text))
    assert says in str(caught.value)


@given(
    st.lists(
        st.lists(st.text(alphabet="a1,.-/ \"'\n=", max_size=6), min_size=4, max_size=4), max_size=5
    )
)
def test_no_table_breaks_the_reader_but_by_its_own_errors(tmp_path_factory, rows):
    lines = ["date,lon,lat,type", *(",".join(row) for row in rows)]
    path = write(tmp_path_factory.mktemp("t") / "x.csv", "\n".join(lines))
    try:
        tabulate(adopt(read_table(path, on_error=lambda _: None)))
    except GeoError as error:
        assert str(error)  # noqa: PT017 - either outcome is right


def test_tables_that_excel_saves_are_read(tmp_path):
    text = "sep=;\r\nevent_date;latitude;longitude;notes\r\n04.10.2020;40,6828;46,3606;shelling\r\n"
    frame = adopt(read_table(write(tmp_path / "x.csv", text)))
    assert days_of(frame) == [("2020-10-04", "2020-10-04")]
    assert (frame.geometry.x[0], frame.geometry.y[0]) == (46.3606, 40.6828)


def test_what_a_table_lacks_is_told_with_its_name(tmp_path):
    undated = write(tmp_path / "undated.csv", "lon,lat\n46,40\n")
    unread = write(tmp_path / "unread.csv", "date,lon,lat\nsoon,46,40\n2020-10-04,46,40\n,46,40\n")
    out = str(tmp_path / "map.html")
    result = CliRunner().invoke(main, ["map", str(undated), str(unread), "-o", out])
    assert result.exit_code == 1
    assert f"{undated}: has no column with a date" in result.stderr
    assert f"{unread}, column 'date': has 1 row with no day that can be read" in result.stderr
    assert "1 table, 3 incidents" in result.stderr


@pytest.mark.parametrize("name", ["acled.csv", "ged.csv"])
def test_the_command_draws_them(tmp_path, name):
    out = tmp_path / "map.html"
    result = CliRunner().invoke(main, ["map", str(TABLES / name), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "1 table, 3 incidents" in result.stderr
    assert out.stat().st_size > 10_000


def test_a_table_that_is_none_is_left_out_and_one_is_no_article(tmp_path):
    broken = write(tmp_path / "x.csv", "a,b\n1,2\n")
    out = str(tmp_path / "map.html")
    result = CliRunner().invoke(main, ["map", str(broken), str(TABLES / "ged.csv"), "-o", out])
    assert result.exit_code == 1
    assert "x.csv: has no coordinates" in result.stderr
    assert Path(out).exists()
    result = CliRunner().invoke(main, ["read", str(TABLES / "ged.csv")])
    assert result.exit_code == 1
    assert "ged.csv is a table of events, not an article" in result.stderr
