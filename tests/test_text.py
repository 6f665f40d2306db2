"""Spans of a text: sentences and paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text import paragraphs, sentences

TEXTS = st.text(alphabet="Ab .,;!?\n\"'", max_size=300) | st.text(max_size=200)
LONGEST = 2000


def told(text):
    return [text[span.start : span.stop] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell. Two died!", ["Shells fell.", "Two died!"]),
        ("Gen. A. Petrov left the U.S. on Sunday.", ["Gen. A. Petrov left the U.S. on Sunday."]),
        ('"We left." He wept.', ['"We left."', "He wept."]),
        ("Heading\n\nThe town fell.", ["Heading", "The town fell."]),
        (
            "They fled. image copyright AFP image caption Troops came back",
            ["They fled.", "image copyright", "AFP", "image caption", "Troops came back"],
        ),
        ("Ընկավ քաղաքը։ Զոհեր կան։", ["Ընկավ քաղաքը։", "Զոհեր կան։"]),
    ],
)
def test_sentences(text, expected):
    assert told(text) == expected


@given(TEXTS)
def test_sentences_hold_every_letter_once_and_stay_inside_paragraphs(text):
    found = sentences(text)
    assert all(one.stop <= other.start for one, other in pairwise(found))
    assert "".join("".join(told(text)).split()) == "".join(text.split())
    blocks = paragraphs(text)
    assert all(any(b.start <= s.start and s.stop <= b.stop for b in blocks) for s in found)


@pytest.mark.parametrize("words", ["shells fell ", "shells fell, "])
def test_what_never_ends_is_cut_between_words(words):
    parts = told(words * 5000)
    assert max(map(len, parts)) <= LONGEST
    assert " ".join(parts).split() == words.split() * 5000


def test_a_word_without_end_is_cut_too():
    parts = told("x" * 5000)
    assert max(map(len, parts)) <= LONGEST
    assert "".join(parts) == "x" * 5000
