"""The gazetteer: names in, places out; scanning; compiling; what it covers."""

import gzip
import json
import math
import pickle
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.borders import country_at
from geo.errors import FormatError, GazetteerError, ReadError, UnsupportedFormatError
from geo.gazetteer import CompiledGazetteer, add_layer, open_gazetteer
from geo.gazetteer.compile import compile_index
from geo.gazetteer.curated import raise_error
from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer
from geo.gazetteer.keys import name_key
from geo.gazetteer.regions import regions
from geo.gazetteer.spelling import parts, slips, transliterations
from geo.gazetteer.user import user_layer
from geo.gazetteer.words import _table
from geo.shipped import shipped

NEAR_KM = 161


@pytest.fixture(scope="session")
def full():
    return open_gazetteer()


def compiled(folder, entries, layer="test"):
    source = SourceLayer(Layer(layer, "tests", "1", "CC0-1.0"), lambda: entries, len(entries))
    compile_index(folder, [source], lambda *_: None)
    return CompiledGazetteer(folder)


def town(number, name, *names, **more):
    namings = tuple(Naming(other, Kind.ALTERNATE) for other in names)
    return Entry(f"geonames:{number}", name, 10.0, 20.0, "P", "PPL", namings=namings, **more)


def found(gazetteer, text):
    return [text[span.start : span.stop] for span in gazetteer.scan(text)]


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    entries = [
        town(1, "Baku", "Bakı", "Баку", "باکو", "巴库", "Բաքու"),
        town(2, "St. John's"),
        town(3, "Al-Bab", "الباب"),
        town(4, "Rio de Janeiro"),
        town(5, "Rio"),
        town(6, "N'Djamena"),
        town(7, "Nice"),
        town(8, "Fort Worth"),
        Entry("geonames:9", "Indiana", -86, 40, "A", "ADM1", namings=(
            Naming("IN", Kind.ABBREVIATION), Naming("Ind.", Kind.ABBREVIATION))),
        Entry("geonames:10", "United States", -98, 39, "A", "PCLI",
              namings=(Naming("U.S.", Kind.NAME), Naming("American", Kind.DEMONYM))),
    ]  # fmt: skip
    return compiled(tmp_path_factory.mktemp("small"), entries)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops left Baku's center", ["Baku"]),
        ("from St. John's to ST JOHNS", ["St. John's", "ST JOHNS"]),
        ("in al-Bab and Al Bab", ["al-Bab", "Al Bab"]),
        ("Rio de Janeiro, not Rio or rio", ["Rio de Janeiro", "Rio"]),
        ("the N’Djamena talks", ["N’Djamena"]),
        ("a nice day", []),
        ("BAKU SAID", ["BAKU"]),
        ("Baku-based and Moscow-Baku", ["Baku", "Baku"]),
        ("Ft. Worth", ["Ft. Worth"]),
        ("In Gary, IN, and in Ind. too", ["IN", "Ind"]),
        ("U.S. forces", ["U.S."]),
        ("в Баку и բաքու", ["Баку"]),
        ("در باکو", ["باکو"]),
        ("位于巴库的", ["巴库"]),
        ("Rio. Baku", ["Rio", "Baku"]),
        ("IN BAKU", ["BAKU"]),
    ],
)
def test_scan_finds_the_longest_names(small, text, names):
    assert found(small, text) == names


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("Bakurio ST.John's-’\n巴库باкБаку_IN0"), max_size=60))
def test_scanned_spans_are_ordered_disjoint_and_known(small, text):
    spans = small.scan(text)
    assert all(a.stop <= b.start for a, b in pairwise(spans))
    assert all(small.candidates(text[span.start : span.stop]) for span in spans)


def test_scanning_is_linear_in_a_text_without_spaces(small):
    def seconds(text):
        start = time.process_time()
        small.scan(text)
        return time.process_time() - start

    assert seconds("库" * 40_000) < 40 * max(seconds("库" * 4_000), 0.005)


def test_case_diacritics_and_script_do_not_count(small):
    keys = [
        small.candidates(name)[0].place.id for name in ("BAKU", "Bakı", "Баку", "باكو", "Բաքու")
    ]
    assert keys == ["geonames:1"] * 5


def test_a_gazetteer_pickles_as_its_path(small):
    copy = pickle.loads(pickle.dumps(small))
    assert copy.candidates("Baku") == small.candidates("Baku")
    assert len(pickle.dumps(small)) < 1000


def test_the_first_layer_wins_an_id_and_takes_the_names_of_the_second(tmp_path):
    layers = [
        SourceLayer(Layer(name, "tests", "1", "CC0-1.0"), lambda name=name: [town(1, name)], 1)
        for name in ("First", "Second")
    ]
    compile_index(tmp_path, layers, lambda *_: None)
    gazetteer = CompiledGazetteer(tmp_path)
    assert gazetteer.place("geonames:1").name == "First"
    assert [c.place.name for c in gazetteer.candidates("Second")] == ["First"]


def test_sorting_in_runs_gives_the_same_index(tmp_path, monkeypatch):
    entries = [town(n, f"Town {n % 50}", f"Ort {n}", population=n) for n in range(300)]
    whole = compiled(tmp_path / "whole", entries)
    monkeypatch.setattr("geo.gazetteer.names._RUN", 37)
    in_runs = compiled(tmp_path / "runs", entries)
    for name in ("Town 7", "Ort 299"):
        assert whole.candidates(name) == in_runs.candidates(name)
    assert len(whole.candidates("Town 7")) == 6


def test_a_folder_that_is_no_index_is_refused(tmp_path):
    with pytest.raises(GazetteerError, match="delete the folder"):
        CompiledGazetteer(tmp_path)


def test_users_layer_wins(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("name,lon,lat,names,admin\nBaku,1.5,2.5,Bakuchik;Бакучик,Nowhere;Inner\n")
    entries = [*user_layer(path, raise_error).entries(), town(1, "Baku", population=2_000_000)]
    gazetteer = compiled(tmp_path / "index", entries)
    first = gazetteer.candidates("Baku")[0].place
    assert (first.id, first.lon, first.path) == ("mine:2", 1.5, ("Nowhere", "Inner"))
    assert gazetteer.candidates("Бакучик")[0].place == first


def test_adding_a_layer_keeps_a_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("GEO_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "mine.geojson"
    feature = {
        "type": "Feature",
        "properties": {"id": "ford", "name": "The Ford", "country": "AZ"},
        "geometry": {"type": "Point", "coordinates": [46.9, 39.1]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert add_layer(path) == 1
    assert (tmp_path / "cache" / "layers" / "mine.geojson").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "case",
    [
        ("a.csv", "name,lat\nBaku,1\n", FormatError),
        ("a.csv", "name,lon,lat\nBaku,200,1\n", FormatError),
        ("a.csv", "name,lon,lat\nBaku,x,1\n", FormatError),
        ("a.csv", "name,lon,lat\n", FormatError),
        ("a.geojson", "{}", FormatError),
        ("a.geojson", '{"features": [{"properties": {}}]}', FormatError),
        ("a.xlsx", "", UnsupportedFormatError),
        ("missing.csv", None, ReadError),
    ],
)
def test_a_file_without_places_is_refused(tmp_path, monkeypatch, case):
    name, content, error = case
    monkeypatch.setenv("GEO_CACHE", str(tmp_path / "cache"))
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(error):
        add_layer(path)
    assert not list((tmp_path / "cache").rglob("*.*"))


def test_prominent_places_are_the_most_populous_within_bounds(tmp_path):
    entries = [
        Entry(
            f"geonames:{n}", f"T{n}", float(n), 0.0, "P", "PPLH" if n == 3 else "PPL", population=n
        )
        for n in range(1, 8)
    ]
    gazetteer = compiled(tmp_path, entries)
    names = [place.name for place in gazetteer.prominent((1.5, -1, 6.5, 1), limit=3)]
    assert names == ["T6", "T5", "T4"]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), st.data())
def test_slips_reach_every_name_one_letter_away(key, data):
    at = data.draw(st.integers(0, len(key) - 1))
    assert key in set(slips(key[:at] + key[at + 1 :])) or len(key) < 5
    assert key in set(slips(key[:at] + "z" + key[at:]))


def test_transliterations_reach_other_romanizations():
    assert "xudaferin" in transliterations("khudaferin")
    assert "gandja" in transliterations("gandzha")


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("university of sussex", "sussex"),
        ("da nang international airport", "da nang"),
        ("qandil mountains border area", "qandil"),
    ],
)
def test_a_longer_name_holds_the_name_of_where_it_lies(key, part):
    assert part in parts(key)


def test_every_word_for_people_belongs_to_a_known_place(full):
    codes = {region.iso for region in regions()} | {c.country for c in regions()}
    countries = {place for place in _table() if len(place) == 2}
    unknown = {
        place
        for place in _table()
        if place not in codes and place not in countries and full.place(place) is None
    }
    assert not unknown
    assert all(full.candidates(namings[0].text) for namings in _table().values())


@pytest.mark.parametrize(
    ("name", "place", "kind"),
    [
        ("Tehran", "geonames:112931", "name"),
        ("Gəncə", "geonames:586523", "alternate"),
        ("Azerbaijani", "geonames:587116", "demonym"),
        ("Emirati", "geonames:290557", "demonym"),
        ("Kremlin", "geonames:2017370", "metonym"),
        ("White House", "geonames:6252001", "metonym"),
        ("Burma", "geonames:1327865", "name"),
        ("Zaire", "geonames:203312", "historical"),
        ("UAE", "geonames:290557", "name"),
        ("Texas", "geonames:4736286", "name"),
        ("Travis County", "geonames:4737316", "name"),
        ("Scottish", "geonames:2638360", "demonym"),
        ("Грузия", "geonames:614540", "alternate"),
        ("Ankara", "geonames:323786", "name"),
        ("Sloviansk", "geonames:693468", "alternate"),
        ("San Salvador", "geonames:3583361", "name"),
        ("Nineveh", "geonames:92877", "name"),
    ],
)
def test_the_likeliest_place_of_a_well_known_name(full, name, place, kind):
    best = full.candidates(name)[0]
    assert (best.place.id, best.kind) == (place, kind)


def test_congolese_are_of_two_states_and_capitals_stand_for_governments(full):
    assert {c.place.country for c in full.candidates("Congolese")} == {"CD", "CG"}
    assert any(c.kind == "metonym" and c.place.country == "IR" for c in full.candidates("Tehran"))


def test_places_know_where_they_lie(full):
    goris = full.candidates("Goris")[0].place
    assert goris.path[:2] == ("Armenia", "Syunik")
    assert full.place("geonames:4671654").path == ("United States", "Texas", "Travis County")
    assert full.place("geonames:0") is None
    assert full.place("nonsense") is None


def test_similar_names_are_proposed_for_unknown_ones_only_when_near(full):
    assert "Stepanakert" in full.similar("Stepanakerrt")
    assert full.similar("Qzxwvjkp") == ()


@pytest.mark.parametrize(
    ("spellings", "place"),
    [
        ("Khudaferin; Xudaferin; Khudafarin; Худаферин", 147755),
        ("Jabrayil; Cebrayil; Cəbrayıl; Dzhebrail; Djebrail; Джебраил", 148141),
        ("Qubadli; Qubadlı; Gubadly; Kubatly; Gubadli; Кубатлы", 147305),
        ("Zangilan; Zəngilan; Zangelan; Zengilan; Зангелан; زنگلان", 146901),
        ("Ganja; Gəncə; Gence; Gandzha; Гянджа; Գանձակ; گنجه", 586523),
        ("Fuzuli; Fizuli; Füzuli; Физули", 148106),
        ("Tskhinvali; Tskhinval; Цхинвали; ცხინვალი", 611403),
        ("Sukhumi; Sukhum; Сухуми; სოხუმი", 611847),
        ("Yerevan; Erevan; Ереван; Երևան; ایروان; Երեվան", 616052),
        ("Raqqa; Ar Raqqah; ar-Raqqah; الرقة", 172955),
        ("Deir ez-Zor; Dayr az-Zawr; دير الزور", 170794),
        ("Hodeidah; Al Hudaydah; al-Hudaydah; Hodeida; الحديدة", 79415),
        ("Tabriz; Täbriz; تبریز; تبريز; Тебриз", 113646),
        ("Jerusalem; ירושלים; القدس; Иерусалим", 281184),
        ("Gaza; غزة; עזה", 281133),
        ("Donetsk oblast; Donetsk Oblast; Oblast of Donetsk; Донецкая область", 709716),
        ("Zangilan rayon; Zangilan raion; Zangilan District; District of Zangilan", 146900),
        ("Bakhmut; Artemivsk; Бахмут; Артемівськ", 713174),
    ],
)
def test_spellings_and_scripts_of_one_place_meet(full, spellings, place):
    found = {name: [c.place.id for c in full.candidates(name)] for name in spellings.split("; ")}
    assert not {name: ids for name, ids in found.items() if f"geonames:{place}" not in ids}


@pytest.mark.parametrize(
    ("names", "feature"),
    [
        ("Mount Ararat; Mt. Ararat; Mt Ararat; Ararat Mountain; Ararat Mount", "T"),
        ("Lake Van; Van Lake", "H"),
        ("Lake Sevan; Sevan Lake", "H"),
        ("Black Sea; the Black Sea", "H"),
        ("Aras River; River Aras", "H"),
    ],
)
def test_the_word_for_the_kind_may_stand_on_either_side(full, names, feature):
    best = {name: full.candidates(name)[:1] for name in names.split("; ")}
    assert {c.place.feature_class for found in best.values() for c in found} == {feature}
    assert all(best.values())


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Ghubadli", "Qubadli"), ("Zhebrail", "Jabrayil"), ("Stepanakerrt", "Khankendi")],
)
def test_near_spellings_are_marked_as_such(full, name, meant):
    found = full.near(name)
    assert meant in {candidate.place.name for candidate in found}
    assert {candidate.kind for candidate in found} == {"near"}
    assert full.candidates(name) == ()


def test_info_names_every_layer_with_its_licence(full):
    layers = {layer.name: layer for layer in full.info()}
    assert {"curated", "countries", "regions", "features", "towns", "localities"} <= set(layers)
    assert layers["towns"].places > 230_000
    assert layers["localities"].places > 25_000
    assert all(layer.licence and layer.source for layer in layers.values())
    assert "GeoNames" in layers["towns"].attribution


@pytest.mark.usefixtures("full")
def test_opening_again_is_quick():
    start = time.perf_counter()
    open_gazetteer()
    assert time.perf_counter() - start < 1


@pytest.mark.shared
@pytest.mark.parametrize(
    ("corpus", "floor"), [("lgl", 0.96), ("geovirus", 0.915), ("tudloc", 0.845)]
)
def test_the_right_place_is_among_the_candidates(full, benchmarks, corpus, floor):
    lines = benchmarks(f"toponyms/{corpus}.jsonl").read_bytes().splitlines()
    gold = [t for line in lines for t in json.loads(line)["toponyms"] if t["lat"] is not None]
    hits = sum(any(_is(c.place, t) for c in full.candidates(t["surface"])) for t in gold)
    assert hits / len(gold) >= floor


def _is(place, gold):
    same_id = gold.get("geonameid") and place.id == f"geonames:{gold['geonameid']}"
    return same_id or _km(place.lon, place.lat, gold["lon"], gold["lat"]) <= NEAR_KM


def _km(lon, lat, other_lon, other_lat):
    lon, lat, other_lon, other_lat = map(math.radians, (lon, lat, other_lon, other_lat))
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(min(1, half)))


def test_keys_meet_where_spellings_do():
    assert name_key("Saint-Étienne") == name_key("St. Etienne")
    assert name_key("Xudafərin") != name_key("Khudaferin")


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Al Udeid Air Base", "airports:otbh"),
        ("Heathrow Airport", "airports:egll"),
        ("Damascus International Airport", "airports:osdi"),
        ("Damascus Airport", "airports:osdi"),
        ("Bushehr nuclear plant", "curated:bushehr-nuclear-power-plant"),
        ("Zaatari camp", "curated:zaatari-camp"),
        ("USSR", "curated:soviet-union"),
        ("Kharg Island", "curated:kharg"),
    ],
)
def test_a_facility_goes_by_its_full_name(full, name, place_id):
    assert [each.place.id for each in full.candidates(name)] == [place_id]


@pytest.mark.parametrize("name", ["Paris Airport", "Paris airport", "London airport"])
def test_an_airport_never_takes_the_name_of_a_greater_town_elsewhere(full, name):
    best = full.candidates(name)[0]
    assert best.place.feature_class == "P"
    assert best.place.country in {"FR", "GB"}


@pytest.mark.parametrize("name", ["Heathrow", "Al Udeid", "City Airport", "Mountain Hut"])
def test_an_airport_is_not_found_without_its_kind_nor_by_its_kind_alone(full, name):
    found = full.candidates(name)
    assert not any(each.place.id.startswith("airports:") for each in found)
    assert not any(each.place.name in {"Airport", "Hut", "City"} for each in found)


def test_a_country_lies_on_its_land(full):
    for name in ("Fiji", "Somalia"):
        place = full.candidates(name)[0].place
        assert country_at(place.lon, place.lat) == {"FJ": "FJI", "SO": "SOM"}[place.country]


def test_islamic_republic_may_be_more_than_iran(full):
    countries = {each.place.country for each in full.candidates("Islamic Republic")}
    assert countries == {"IR", "AF"}


@pytest.mark.parametrize(
    ("name", "place_id", "path"),
    [
        ("East Otis", "zip:01029", ("United States", "Massachusetts")),
        ("Elfrida", "census:0422080", ("United States", "Arizona")),
    ],
)
def test_a_village_that_no_list_of_towns_has_is_a_locality(full, name, place_id, path):
    best = full.candidates(name)[0].place
    assert (best.id, best.feature_code, best.path[:2]) == (place_id, "PPLL", path)


@pytest.mark.parametrize("name", ["Border", "Military", "Eastern", "Indian", "Londoner"])
def test_no_locality_goes_by_a_common_word_or_a_word_for_people(full, name):
    assert "PPLL" not in {each.place.feature_code for each in full.candidates(name)}


def test_a_locality_is_nowhere_near_a_town_of_its_name(full):
    rows = gzip.decompress(shipped("localities.tsv.gz").read_bytes()).decode().splitlines()
    for row in rows[1::500]:
        place_id, name, _, lon, lat = row.split("\t")
        for found in full.candidates(name):
            if found.place.id.startswith("geonames:") and found.kind in {"name", "alternate"}:
                away = _km(found.place.lon, found.place.lat, float(lon), float(lat))
                assert away > 24, (place_id, found.place.id)
