"""Resolution: which place each name means, with what radius and why."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import open_gazetteer
from geo.model import Article, Source, Toponym, Use
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver


@pytest.fixture(scope="module")
def resolve(tiny_gazetteer):
    def run(text):
        article = Article(Source("a"), text)
        toponyms = GazetteerRecognizer(tiny_gazetteer).recognize(article)
        return ContextResolver(tiny_gazetteer).resolve(article, toponyms)

    return run


def places(locations):
    return {location.toponym.name: location.place and location.place.path for location in locations}


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("A fair opened in Paris.", "Paris", ("France", "Île-de-France")),
        ("A fair opened in Paris, Texas.", "Paris", ("United States", "Texas", "Lamar County")),
        ("He lives in London, Ontario.", "London", ("Canada", "Ontario")),
        (
            "A man from Alexandria was held. Deputies of Rapides Parish found him in Pineville.",
            "Alexandria",
            ("United States", "Louisiana", "Rapides Parish"),
        ),
        ("Fighting in Tripoli spread to Beirut.", "Tripoli", ("Lebanon", "North Governorate")),
        ("Nobody in Tripoli, the port in northern Lebanon, fled.", "Tripoli",
         ("Lebanon", "North Governorate")),
        ("It burned in Alexandria, Rapides Parish, Louisiana, United States.", "Alexandria",
         ("United States", "Louisiana", "Rapides Parish")),
        ("Libyan forces left Tripoli.", "Tripoli", ("Libya", "Tripoli")),
        ("SPRINGFIELD, Ohio (AP) - A bank closed.", "SPRINGFIELD",
         ("United States", "Ohio", "Clark County")),
        ("The Turkish town of Reyhanli was hit.", "Reyhanli", ("Turkey", "Hatay")),
    ],
)  # fmt: skip
def test_context_chooses_among_namesakes(resolve, text, name, path):
    assert places(resolve(text))[name] == path


def test_a_qualified_name_may_stand_beside_its_namesake(resolve):
    text = "Two lives. She was born in Paris and loves France. He was born in Paris, Texas."
    first, second = (
        location.place for location in resolve(text) if location.toponym.name == "Paris"
    )
    assert (first.country, second.country) == ("FR", "US")


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Tehran insisted that it was neutral.", "Tehran", "geonames:130758"),
        ("Azerbaijani forces advanced.", "Azerbaijani", "geonames:587116"),
        ("Shells fell near Khankendi.", "Khankendi", "geonames:586523"),
        ("Shells fell on Artemivsk in Ukraine.", "Artemivsk", "geonames:709932"),
    ],
)
def test_governments_peoples_and_other_names_lead_to_their_place(resolve, text, name, place_id):
    found = {location.toponym.name: location.place for location in resolve(text)}
    assert found[name].id == place_id


def test_a_name_in_parentheses_is_the_same_place(resolve):
    found = resolve("They took the village of Khudaferin (Khoda Afarin in Persian) at dawn.")
    assert len({location.place.id for location in found}) == 1
    assert [location.toponym.name for location in found] == ["Khudaferin", "Khoda Afarin"]


def test_a_facility_without_an_entry_is_placed_at_the_part_that_has_one(resolve):
    (dam,) = resolve("Soldiers guarded the Khudaferin Dam.")
    assert dam.place.name == "Khudaferin"
    assert dam.radius_km >= 25
    assert "no entry of its own" in dam.why


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Shells hit the Sunrise Hotel in Tripoli.", "Sunrise Hotel",
         "Tripoli, which it is said to lie in"),
        ("They met in Beirut. Crowds closed Tamarind Bridge.", "Tamarind Bridge",
         "Beirut, the nearest that the text names"),
        ("The office (Lilac Street 9, 10625 Beirut) was shut.", "10625",
         "Beirut, the nearest that the text names"),
        ("They fled to Oldvale, Texas.", "Oldvale", "Texas, which it is said to lie in"),
    ],
)  # fmt: skip
def test_a_thing_without_an_entry_is_placed_at_its_host(tiny_gazetteer, text, name, why):
    article = Article(Source("a"), text)
    start = text.index(name)
    thing = Toponym(name, start, start + len(name))
    others = GazetteerRecognizer(tiny_gazetteer).recognize(article)
    others = [each for each in others if each.name != name]
    toponyms = sorted([thing, *others], key=lambda each: each.start)
    located = ContextResolver(tiny_gazetteer).resolve(article, toponyms)
    found = located[toponyms.index(thing)]
    assert found.why == f"no entry of its own, so placed at {why}"
    assert found.why.startswith(f"no entry of its own, so placed at {found.place.name}")
    assert found.radius_km >= 25
    assert found.score < 0.9


def test_an_unknown_village_gets_no_place_from_its_neighbors(tiny_gazetteer):
    text = "Shells fell on Oldvale. A fair opened in Beirut."
    article = Article(Source("a"), text)
    toponyms = [Toponym("Oldvale", 15, 22), Toponym("Beirut", 41, 47)]
    unknown, _ = ContextResolver(tiny_gazetteer).resolve(article, toponyms)
    assert unknown.place is None


def test_a_name_that_no_gazetteer_holds_has_no_place(tiny_gazetteer):
    toponym = Toponym("Nowhereville", 8, 20)
    (found,) = ContextResolver(tiny_gazetteer).resolve(
        Article(Source("a"), "He left Nowhereville."), [toponym]
    )
    assert (found.place, found.score, found.candidates) == (None, 0.0, 0)
    assert found.why == "in no gazetteer"


def test_radius_grows_with_what_is_named(resolve):
    radius = {
        location.toponym.name: location.radius_km
        for location in resolve("He left Zangilan for Baku and crossed Azerbaijan.")
    }
    assert radius["Zangilan"] < radius["Baku"] < radius["Azerbaijan"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shells hit the village of Zanghilan in Azerbaijan.", "Zangilan"),
        ("Shells hit the village of Zanghilan in Iran.", None),
        ("Shells hit the village of Qwertzilan in Azerbaijan.", None),
        ("Shells hit Zanghilan in Azerbaijan.", "absent"),
        ("Zanghilan in Azerbaijan was shelled.", "absent"),
    ],
)
def test_a_near_spelling_is_read_only_where_all_else_speaks_for_it(resolve, text, place):
    found = {each.toponym.name: each for each in resolve(text)}
    near = [each for name, each in found.items() if name not in ("Azerbaijan", "Iran")]
    assert [each.place and each.place.name for each in near] == (
        [] if place == "absent" else [place]
    )
    for each in near:
        assert "in no gazetteer" in each.why
        assert each.score <= 0.5


def test_a_reason_is_given_in_words(resolve):
    paris = resolve("A fair opened in Paris, Texas.")[0]
    assert "lies in the area named after it" in paris.why
    assert paris.candidates > 1


@given(st.text(alphabet="ParisTexBku, .()'-\n", max_size=80), st.sampled_from(list(Use)))
def test_each_toponym_has_one_location_with_a_chance_for_a_score(tiny_gazetteer, text, use):
    article = Article(Source("a"), text)
    toponyms = [
        Toponym(text[start : start + 5], start, start + 5, use)
        for start in range(0, max(len(text) - 5, 0), 6)
    ]
    found = ContextResolver(tiny_gazetteer).resolve(article, toponyms)
    assert [location.toponym for location in found] == toponyms
    assert all(0 <= location.score <= 1 for location in found)


def test_a_resolver_pickles(tiny_gazetteer):
    article, toponym = Article(Source("a"), "He left Baku."), Toponym("Baku", 8, 12)
    resolver = ContextResolver(tiny_gazetteer)
    again = pickle.loads(pickle.dumps(resolver))
    assert again.resolve(article, [toponym]) == resolver.resolve(article, [toponym])


@pytest.mark.parametrize(
    ("text", "place", "radius_km"),
    [
        ("A bomb hit the Ostrelka neighborhood of Tripoli.", "Tripoli", 25.0),
        ("They left Beirut. Shells hit the village of Ostrelka.", "Beirut", 50.0),
        ("Shells hit the village of Ostrelka in Lebanon.", None, None),
        ("Shells hit the village of Ostrelka.", None, None),
    ],
)
def test_an_unlisted_name_is_placed_no_closer_than_its_host_tells(resolve, text, place, radius_km):
    found = next(each for each in resolve(text) if each.toponym.name == "Ostrelka")
    assert (found.place and found.place.name, found.radius_km) == (place, radius_km)
    assert found.hosted is (place is not None)


@pytest.fixture(scope="module")
def resolve_shipped():
    gazetteer = open_gazetteer()

    def run(text):
        article = Article(Source("a"), text)
        toponyms = GazetteerRecognizer(gazetteer).recognize(article)
        found = ContextResolver(gazetteer).resolve(article, toponyms)
        return [(each.toponym.name, each.place and each.place.feature_code) for each in found]

    return run


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Shells fell in Kharkiv, Donetsk and Luhansk regions.", ["ADM1"] * 3),
        ("Attacks went on in Kunar and Nuristan provinces.", ["ADM1"] * 2),
        ("It rained on the villages of Talish and Hadrut.", ["PPL"] * 2),
        ("Missiles hit Kharkiv at dawn. In Kharkiv region two died.", ["PPLA", "ADM1"]),
        ("Cases came up in Santa Catarina, Tocantins and Minas Gerais.", ["ADM1"] * 3),
        ("They crossed Iraq, Iran, and Syria.", ["PCLI"] * 3),
        ("They live in Paris, Texas, and in Rome, Georgia.", ["PPLA2", "ADM1"] * 2),
        ("Envoys flew from Cairo to Tehran, Damascus and Washington.", ["PPLC"] * 4),
        ("War spread in the Middle East. In Baltimore, Maryland, some marched.",
         ["RGN", "PPLA2", "ADM1"]),
    ],
)  # fmt: skip
def test_a_place_is_of_the_kind_that_its_words_and_its_list_tell(resolve_shipped, text, kinds):
    assert [kind for _, kind in resolve_shipped(text)] == kinds
