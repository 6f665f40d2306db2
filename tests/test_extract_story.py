"""The whole path on one story told in three ways: the same claims, whatever the words."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from geo.model import Article, Form, Granularity, Modality, Precision, Relation, Source, Stance, Use
from geo.pipeline import make_reader
from geo.read import read_articles

REWORDED = """\
Diaries say Azerbaijan's leader offered a union with Iran

Haydar Aliyev, then the president of Azerbaijan, proposed to his Iranian counterpart in 1993 that \
the two countries be joined, according to the son of Akbar Hashemi-Rafsanjani.

Writing in the daily Shargh, Mohsen Hashemi-Rafsanjani recalled that in 1993, when the first \
Nagorno-Karabakh War was at its worst, Aliyev asked Iran to stand by Azerbaijan against Armenia \
while both presidents toured Central Asia. The plea was later discussed in Iran's Supreme National \
Security Council, which endorsed the decision to keep out of the war, the son wrote.

In an entry of 23 October, the diary recounts that Aliyev begged Iran for assistance on the \
telephone.

A commentator in Azerbaijan, Bahram Batyev, now claims that on 18 October 2020 Azerbaijani troops \
seized Khudaferin village and moved on towards Zangilan. According to Batyev, the Iranian army \
then crossed into Azerbaijan and put up concrete blocks as barriers, saying that it was there to \
guard the Khudaferin Dam. Azerbaijan lodged a protest with Tehran and threatened to go public, \
Batyev said. A day later the Iranian troops withdrew, he said. He also alleged that Iran passed \
intelligence about Azerbaijani movements to the Armenians.

Last week Iran's supreme leader Ali Khamenei warned Azerbaijan over the presence of Israel.
"""
PUBLISHED = date(2021, 10, 10)
STANDOFF, DAY_AFTER = date(2020, 10, 18), date(2020, 10, 19)


@dataclass(frozen=True)
class Row:
    """What one line of the story must come out as."""

    types: str
    states: tuple[str, ...]
    earliest: date | None
    forms: tuple[Form, ...]
    stances: tuple[Stance, ...]
    claimant: str | None
    place: str | None = None
    relation: Relation | None = None


SAYS_WHEN, LATER = (Form.EXACT, Form.ON_OR_AFTER), (Form.ON_OR_AFTER,)
SAID = (Stance.CLAIMED, Stance.ALLEGED)
ROWS = {
    "asks for support": Row(
        "REQUEST", ("AZ", "IR"), date(1993, 1, 1), SAYS_WHEN, (Stance.CLAIMED,), "Mohsen"
    ),
    "keeps out of the war": Row("REJECT", ("IR",), date(1993, 1, 1), LATER, SAID, "Mohsen", "Iran"),
    "pleads for help": Row(
        "REQUEST CONSULT", ("AZ", "IR"), date(1993, 10, 23), SAYS_WHEN, (Stance.CLAIMED,), None
    ),
    "takes the village": Row(
        "Government regains territory",
        ("AZ",),
        STANDOFF,
        SAYS_WHEN,
        (Stance.CLAIMED,),
        "Batyev",
        "Khudaferin",
        Relation.AT,
    ),
    "advances": Row(
        "Armed clash|MOBILIZE",
        ("AZ",),
        STANDOFF,
        SAYS_WHEN,
        (Stance.CLAIMED,),
        "Batyev",
        "Zangilan",
        Relation.TOWARD,
    ),
    "enters": Row(
        "MOBILIZE|COERCE", ("IR",), STANDOFF, SAYS_WHEN, (Stance.ALLEGED,), "Batyev", "Khudaferin"
    ),
    "puts up barriers": Row(
        "COERCE", ("IR",), STANDOFF, SAYS_WHEN, (Stance.ALLEGED,), "Batyev", "Khudaferin"
    ),
    "protests": Row("REJECT", ("AZ", "IR"), STANDOFF, LATER, SAID, "Batyev"),
    "threatens": Row("THREATEN", ("AZ", "IR"), STANDOFF, LATER, SAID, "Batyev"),
    "withdraws": Row("RETREAT", ("IR",), DAY_AFTER, SAYS_WHEN, SAID, "Batyev", "Khudaferin"),
    "passes movements on": Row(
        "AID", ("IR", "AM"), date(2020, 1, 1), SAYS_WHEN, (Stance.ALLEGED,), "Batyev"
    ),
}


@pytest.fixture(scope="module")
def reader():
    return make_reader()


@pytest.fixture(scope="module")
def example(reader):
    (article,) = read_articles(["data/articles/2021-10-10-memoir-and-standoff.md"])
    return reader(article)


@pytest.fixture(scope="module")
def reworded(reader, tmp_path_factory):
    path = tmp_path_factory.mktemp("story") / "story.txt"
    path.write_text(REWORDED, encoding="utf-8")
    (article,) = read_articles([path])
    return reader(article)


def story(reader, path, published):
    (article,) = read_articles([path])
    return reader(replace(article, source=replace(article.source, published=published)))


def states_of(claim):
    return {setting.place.country for setting in claim.other_locations if setting.place} | {
        actor.country for actor in claim.actors if actor.country
    }


TOLD_PLAINLY = {"keeps out of the war", "enters", "puts up barriers"}
"""What the other wordings leave to the reader to attribute."""


def fits(claim, row):
    names = (
        row.types.split("|") if "|" in row.types or row.types[1].islower() else row.types.split()
    )
    place = claim.location.place
    started = claim.date.earliest is not None and row.earliest is not None
    return (
        claim.event_type.name in names
        and set(row.states) <= states_of(claim)
        and claim.date.form in row.forms
        and started
        and row.earliest <= claim.date.earliest <= max(row.earliest, DAY_AFTER)
        and claim.stance in row.stances
        and (row.claimant is None or row.claimant in getattr(claim.claimant, "name", ""))
        and (place.name if place else None) == row.place
        and (row.relation is None or claim.location.relation is row.relation)
    )


def loosely(name):
    row = ROWS[name]
    later = {**vars(row), "forms": (*row.forms, Form.ON_OR_AFTER)}
    if name in TOLD_PLAINLY:
        later |= {"stances": tuple(Stance), "claimant": None}
    return Row(**later)


def check(reading, name, row=None):
    row = row or ROWS[name]
    found = [claim for claim in reading.claims if fits(claim, row)]
    assert found, [claim.summary for claim in reading.claims if claim.event_type.name in row.types]


@pytest.mark.shared
@pytest.mark.parametrize("published", [None, PUBLISHED], ids=["undated", "dated"])
@pytest.mark.parametrize("name", ROWS)
def test_the_article_says_it(reader, shared, name, published):
    check(story(reader, shared("articles/iran-azerbaijan.txt"), published), name)


@pytest.mark.parametrize("name", ROWS)
def test_an_article_in_other_words_says_it(reworded, name):
    check(reworded, name, loosely(name))


@pytest.mark.parametrize("name", ROWS)
def test_the_example_article_says_it(example, name):
    check(example, name, loosely(name))


@pytest.mark.shared
@pytest.mark.parametrize("published", [None, PUBLISHED], ids=["undated", "dated"])
def test_the_warning_hangs_on_the_publication_date(reader, shared, published):
    reading = story(reader, shared("articles/iran-azerbaijan.txt"), published)
    warning = next(
        claim
        for claim in reading.claims
        if "Khamenei" in str(claim.actors) and claim.event_type.name == "THREATEN"
    )
    assert {"IR", "AZ"} <= states_of(warning)
    assert warning.stance is Stance.FACT
    assert warning.location.place is None
    if published is None:
        assert (warning.date.earliest, warning.date.form) == (None, Form.UNKNOWN)
    else:
        assert warning.date.earliest.isocalendar()[:2] == (2021, 39)
        assert warning.date.granularity is Granularity.WEEK


@pytest.mark.shared
@pytest.mark.parametrize("published", [None, PUBLISHED], ids=["undated", "dated"])
def test_nothing_is_pinned_to_a_government(reader, shared, published):
    check_pins(story(reader, shared("articles/iran-azerbaijan.txt"), published))


def test_nothing_in_other_words_is_pinned_to_a_government(reworded, example):
    check_pins(reworded)
    check_pins(example)


def check_pins(reading):
    for claim in reading.claims:
        place = claim.location.place
        if place is None:
            continue
        assert place.name not in {"Baku", "Tehran", "Tehrān", "Yerevan"}
        if (place.feature_code or "").startswith("PCL"):
            assert claim.location.precision is Precision.COUNTRY
        if claim.location.toponym is not None:
            assert reading.locations[claim.location.toponym].toponym.use is not Use.EMBEDDED


def test_a_request_is_a_request_and_the_inferred_year_is_said_to_be(example):
    call = next(claim for claim in example.claims if claim.date.earliest == date(1993, 10, 23))
    assert call.modality is Modality.REQUESTED
    assert call.date_inferred == ("year",)


def test_the_village_is_known_within_ten_kilometres(example):
    taken = next(claim for claim in example.claims if "territory" in claim.event_type.name)
    assert taken.location.radius_km <= 10
    assert taken.location.path[0] == "Azerbaijan"


def test_what_is_told_again_far_below_stays_one_claim(reader):
    towns = "Ganja", "Aleppo", "Mosul", "Kharkiv", "Goma"
    told = [
        f"Shelling killed {10 + day} people in {town} on {day} May 2015."
        for day, town in enumerate(towns * 4, 1)
    ]
    once, twice = (
        reader(Article(Source("t", published=PUBLISHED), " ".join(sentences))).claims
        for sentences in (told, told + told[::-1])
    )
    assert len(twice) == len(once) == len(told)
    assert [claim.casualties.killed.best for claim in twice] == list(range(11, 31))
