"""The place of publication: what tells it, and that it decides where nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Article, Source
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver
from geo.resolve.publisher import home_of


def countries(gazetteer, *, publisher=None, url=None):
    home = home_of(Source("a", publisher=publisher, url=url), gazetteer)
    return {each.place.country for each in home.shortlist.candidates} if home else set()


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [
        (None, "https://example.az/politics/1", "AZ"),
        (None, "https://www.example.co.uk:8443/a", "GB"),
        (None, "http://example.com.lb", "LB"),
        ("example.com.lb", None, "LB"),
        ("TASS", None, "RU"),
        ("tass", "https://example.com", "RU"),
        ("The Beirut Observer", None, "LB"),
        (None, "https://thebeirutobserver.com/1", "LB"),
        (None, "https://news.beirut-times.example.com/1", "LB"),
        (None, "https://saintpetersburgpost.com", None),
        (None, "https://example.tv", None),
        (None, "https://example.com", None),
        ("The Daily Mercury", None, None),
        ("", "", None),
        (None, None, None),
    ],
)
def test_name_and_address_tell_the_country_of_a_publisher(tiny_gazetteer, publisher, url, country):
    found = countries(tiny_gazetteer, publisher=publisher, url=url)
    assert found == ({country} if country else set())


def test_the_country_of_an_address_chooses_among_namesakes(tiny_gazetteer):
    assert {"FR", "US"} <= countries(tiny_gazetteer, publisher="Paris News")
    assert countries(tiny_gazetteer, url="https://parisnews.fr") == {"FR"}


@given(publisher=st.text(), url=st.text())
def test_no_publisher_is_too_odd(tiny_gazetteer, publisher, url):
    for address in (url, f"https://{url}", f"https://[{url}"):
        home_of(Source("a", publisher=publisher, url=address), tiny_gazetteer)


def resolved(gazetteer, text, **source):
    article = Article(Source("a", **source), text)
    return ContextResolver(gazetteer).resolve(
        article, GazetteerRecognizer(gazetteer).recognize(article)
    )


def test_an_unclear_name_means_the_place_near_the_publisher(tiny_gazetteer):
    text = "Judges from Springfield resigned."
    (local,) = resolved(tiny_gazetteer, text, publisher="Columbus Dispatch")
    assert local.place.admin1 == "Ohio"
    assert "the publisher" in local.why
    (plain,) = resolved(tiny_gazetteer, text)
    assert "the publisher" not in plain.why
    assert plain.score < local.score


def test_what_the_text_says_outweighs_the_publisher(tiny_gazetteer):
    text = "Judges from Springfield, Ohio, resigned."
    found = resolved(tiny_gazetteer, text, publisher="Reyhanli Post", url="https://example.com.tr")
    assert found[0].place.admin1 == "Ohio"


def test_the_publisher_is_no_location_of_its_article(tiny_gazetteer):
    found = resolved(tiny_gazetteer, "A fair opened in Paris.", publisher="The Beirut Observer")
    assert [each.toponym.name for each in found] == ["Paris"]
