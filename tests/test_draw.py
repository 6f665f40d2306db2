"""The file of a map: same bytes, no address that is fetched, a policy that names every script."""

import base64
import hashlib
import json
import re
import warnings
import zlib

import folium
import geopandas as gpd
import numpy as np
import pytest
from draw_frames import border_frame, many, tabulate
from folium.plugins import MarkerCluster
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely import Point

from geo.draw import IncidentLayer, bundle, draw_map, leaflet, save_map
from geo.draw.table import NOWHERE, UNDATED
from geo.errors import MapError, SchemaError
from geo.tables import adopt


@pytest.fixture(autouse=True)
def _small_gazetteer(tiny_gazetteer, monkeypatch):
    monkeypatch.setattr("geo.draw.labels.open_gazetteer", lambda: tiny_gazetteer)


def unpack(text):
    data = zlib.decompress(base64.b64decode(text))
    length = int.from_bytes(data[:4], "little")
    head = json.loads(data[4 : 4 + length])
    columns, offset = {}, 4 + length
    for name, count, width, how in head["columns"]:
        planes = np.frombuffer(data, np.uint8, count * width, offset).reshape(width, count)
        values = sum(planes[plane].astype(np.int64) << 8 * plane for plane in range(width))
        if how & 2:
            values = (values >> 1) ^ -(values & 1)
        columns[name] = np.cumsum(values) if how & 1 else values
        offset += count * width
    return head["info"], columns


def data(html, name):
    return re.search(rf'<(script|template)[^>]* id="{name}">(.*?)</\1>', html, re.DOTALL)[2]


def section(html, name):
    return unpack(re.search(rf'_{name}">([^<]*)<', html)[1])


def test_same_frame_same_bytes():
    first, second = (draw_map(border_frame()).get_root().render() for _ in range(2))
    assert first == second


@settings(max_examples=15)
@example([(-48.0, 90.0), (178.0, -88.5)])
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=12))
def test_points_anywhere_on_the_globe_are_drawn(places):
    points = [Point(place) for place in places]
    frame = gpd.GeoDataFrame({"date": ["2020-10-18"] * len(points)}, geometry=points, crs=4326)
    boxes = section(draw_map(frame).get_root().render(), "base")[0]["layers"]
    for west, south, east, north in [entry["box"] for entry in boxes if "box" in entry]:
        assert west < east
        assert south < north


def test_order_of_the_rows_changes_nothing():
    frame = border_frame()
    shuffled = frame.sample(frac=1, random_state=3)
    assert draw_map(shuffled).get_root().render() == draw_map(frame).get_root().render()


def test_rendering_twice_changes_nothing():
    page = draw_map(border_frame())
    folium.Marker((40, 46), popup="twice", icon=folium.Icon(color="red")).add_to(page)
    assert page.get_root().render() == page.get_root().render()


def test_policy_names_every_script_and_nothing_else_runs():
    html = draw_map(border_frame()).get_root().render()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 1, "all others are data until this one has put them in"
    packed, own = (data(html, name) for name in ("geo-scripts", "geo-page"))
    scripts += [*json.loads(zlib.decompress(base64.b64decode(packed))), own]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts}
    assert hashes == set(re.findall(r"'sha256-([^']*)'", policy))
    assert "default-src 'none'" in policy
    assert "script-src 'unsafe-inline'" not in policy
    assert not re.search(r"<(?:script|img|link|iframe)[^>]*\b(?:src|href)=", html)


def test_a_small_map_is_a_small_file(tmp_path):
    path = save_map(draw_map(border_frame()), tmp_path / "maps" / "small.html")
    assert path.stat().st_size < 230_000


def test_what_needs_the_network_is_left_out_and_named():
    page = draw_map(border_frame())
    MarkerCluster(name="many").add_to(page)
    folium.TileLayer("OpenStreetMap").add_to(page)
    with pytest.warns(UserWarning, match="is left out") as caught:
        html = page.get_root().render()
    told = " ".join(str(warning.message) for warning in caught)
    assert "MarkerCluster" in told
    assert "openstreetmap" in told
    assert "tileLayer(" not in html.split("geoIncidents(")[-1]


def test_an_online_map_keeps_them_and_lets_their_hosts_in():
    page = draw_map(border_frame(), online=True)
    folium.TileLayer("OpenStreetMap").add_to(page)
    html = page.get_root().render()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert "https://tile.openstreetmap.org" in policy
    assert "L.tileLayer(" in html.split("geoIncidents(")[-1]


def test_layers_that_work_offline_are_kept():
    page = draw_map(border_frame())
    group = folium.FeatureGroup("mine").add_to(page)
    folium.Marker((40, 46), popup="hello").add_to(group)
    folium.LayerControl().add_to(page)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        html = page.get_root().render()
    assert "L.marker(" in html
    assert "L.control.layers(" in html


def test_script_end_in_a_popup_does_not_end_the_script():
    page = draw_map(border_frame())
    folium.Marker((40, 46), popup="</script><script>alert(1)</script>").add_to(page)
    html = page.get_root().render()
    assert "</script><script>alert(1)" not in html


def test_the_layer_goes_on_any_folium_map():
    page = folium.Map()
    IncidentLayer(border_frame()).add_to(page)
    html = page.get_root().render()
    assert "geoIncidents(" in html
    assert html.count("incident_layer_") >= 3


def test_a_notebook_shows_the_same_page():
    page = draw_map(border_frame(), title="Inline")
    assert page._repr_html_().startswith("<iframe srcdoc=")


def test_undated_rows_stand_last_and_the_rest_by_date():
    table = tabulate(border_frame())
    assert table.columns["bound"].tolist().index(UNDATED) == len(table) - 1
    dated = table.columns["from"][:-1]
    assert (np.diff(dated) >= 0).all()


def test_no_pin_for_countries_and_exchanges():
    table = tabulate(border_frame())
    pinned = table.columns["lon"] != NOWHERE
    assert pinned.tolist() == [False, False, True, True, True, False]
    assert sorted(np.bincount(table.columns["other_row"])) == [1, 2]


def test_a_table_of_somebody_else_is_understood():
    frame = adopt(many(10))
    assert frame["earliest"].notna().all()
    assert frame["summary"].str.startswith("Report").all()
    assert frame["party1"].iloc[0] == many(10)["actor1"].iloc[0]
    table = tabulate(many(10))
    assert set(table.vocabularies["event_type"]) <= {"Armed clash", "Peaceful protest", "Attack"}


def test_a_frame_without_a_date_is_refused():
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)], crs=4326)
    with pytest.raises(SchemaError, match="no column with a date; name one of its columns"):
        draw_map(frame)


def test_an_empty_frame_makes_a_map():
    frame = border_frame().iloc[:0]
    info, _ = section(draw_map(frame).get_root().render(), "index")
    assert info["rows"] == 0


def test_other_coordinates_are_brought_to_degrees():
    far = gpd.GeoDataFrame({"date": ["2020-01-01"]}, geometry=[Point(46, 40)], crs=4326)
    table = tabulate(far.to_crs(3857))
    assert table.columns["lon"].tolist() == [4_600_000]


def test_only_a_map_of_ours_is_saved(tmp_path):
    with pytest.raises(MapError, match="takes a map that draw_map made"):
        save_map(folium.Map(), tmp_path / "x.html")


def test_altered_leaflet_is_refused(monkeypatch):
    monkeypatch.setitem(leaflet.SHA256, "leaflet.js", "0" * 64)
    with pytest.raises(MapError, match="install XStatic-Leaflet"):
        leaflet._read("leaflet.js")


def test_bundle_refuses_two_of_one_name(monkeypatch):
    files = {
        "main.js": 'import { a } from "./x.js";\nconst b = a;\n',
        "x.js": "export const a = 1;\nconst b = 2;\n",
    }
    monkeypatch.setattr(bundle, "web_file", files.__getitem__)
    with pytest.raises(MapError, match=r"declares 'b', as x\.js does"):
        bundle.script.__wrapped__()


def test_bundle_refuses_a_name_that_is_not_there(monkeypatch):
    files = {"main.js": 'import { c } from "./x.js";\n', "x.js": "export const a = 1;\n"}
    monkeypatch.setattr(bundle, "web_file", files.__getitem__)
    with pytest.raises(MapError, match=r"imports 'c', which x.js lacks"):
        bundle.script.__wrapped__()


def test_comments_and_margins_are_left_out_but_not_code_between_comments():
    source = "/** one */\n  /** @type {any} */ (a).b();\n// two\n\n  c(); // three\n"
    assert bundle.strip(source) == "(a).b();\nc(); // three\n"


@pytest.mark.parametrize(
    ("source", "tight"),
    [
        ("if (a === b) { c(d, [e]); }\n", "if(a===b){c(d,[e]);}\n"),
        ('say("a, b = c", `d ? ${e} : f`);\n', 'say("a, b = c",`d ? ${e} : f`);\n'),
        ("a = b - -c + +d;\n", "a=b - -c + +d;\n"),
        ("x.replace(/a , b/g, c);\n", "x.replace(/a , b/g, c);\n"),
        ('say("a \\" , b");\n', 'say("a \\" , b");\n'),
        ("for (const a of b) return a;\n", "for(const a of b)return a;\n"),
    ],
)
def test_only_spaces_that_mean_nothing_are_left_out(source, tight):
    assert bundle.tighten(source) == tight
