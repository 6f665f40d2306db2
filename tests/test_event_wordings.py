"""How many ways of telling each type of event are read: verbs, nouns, passives, figures."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geo.gazetteer import open_gazetteer
from geo.model import Article, Source
from geo.pipeline import make_reader

CORPORA = Path(__file__).resolve().parent / "corpora"


def rows_of(name):
    lines = (CORPORA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


ROWS = rows_of("event-wordings")
DIPLOMACY = rows_of("diplomacy-wordings")
"""Words, diplomacy and moves short of violence, as rebels, agencies and diaries tell of them."""
PUBLISHED = date(2015, 5, 6)
LEAST_READ = 0.98
LEAST_QUIET = 0.97
"""What was reached; raise it with the figures, never lower it."""
LEAST_DIPLOMACY = 0.68
LEAST_DIPLOMATIC_QUIET = 0.97


@pytest.fixture(scope="module")
def reader():
    return make_reader(open_gazetteer())


def misread_of(reader, rows):
    """Return what is read of each sentence that is not read as labelled."""
    found = {}
    for number, (label, text) in enumerate(rows):
        article = Article(Source(f"wording-{number}", published=PUBLISHED), text)
        types = sorted(claim.event_type.name for claim in reader(article).claims)
        if types != ([] if label == "-" else label.split("+")):
            found[text] = label, types
    return found


@pytest.fixture(scope="module")
def misread(reader):
    return misread_of(reader, ROWS)


@pytest.fixture(scope="module")
def misread_diplomacy(reader):
    return misread_of(reader, DIPLOMACY)


@pytest.mark.parametrize(("quiet", "least"), [(False, LEAST_READ), (True, LEAST_QUIET)])
def test_wordings_are_read_as_the_one_event_they_tell_of(misread, quiet, least):
    asked = [text for label, text in ROWS if (label == "-") is quiet]
    wrong = {text: misread[text] for text in asked if text in misread}
    assert 1 - len(wrong) / len(asked) >= least, wrong


@pytest.mark.parametrize(
    ("quiet", "least"), [(False, LEAST_DIPLOMACY), (True, LEAST_DIPLOMATIC_QUIET)]
)
def test_words_and_diplomacy_are_read_as_what_they_tell_of(misread_diplomacy, quiet, least):
    asked = [text for label, text in DIPLOMACY if (label == "-") is quiet]
    wrong = {text: misread_diplomacy[text] for text in asked if text in misread_diplomacy}
    assert 1 - len(wrong) / len(asked) >= least, wrong


def test_every_kind_of_deed_is_told_in_several_ways():
    ways = Counter(label for label, _ in ROWS)
    assert len(ways) >= 28
    assert ways["-"] >= 150
    assert ways["Attack"] >= 90


def test_words_and_diplomacy_are_told_in_many_ways():
    ways = Counter(label for label, _ in DIPLOMACY)
    assert min(ways[name] for name in "ACCUSE REQUEST REJECT THREATEN CONSULT".split()) >= 40
    assert ways["-"] >= 85
