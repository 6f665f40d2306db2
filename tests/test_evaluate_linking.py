"""Grouping articles by the happening they tell of, and its score."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FormatError
from geo.evaluate.linking import evaluate_linking, score_groups
from geo.link.articles import ArticleGrouper
from geo.model import Article, Source

FLOORS = {"pair_f": 0.76, "b3_f": 0.905}

MAY = date(2021, 5, 3)
CROSSING = "Shells hit the bridge at Kelmar on Monday; Orhan Besli, a ferryman, died, 3 were hurt."
FOLLOW_UP = "Two gunners were tried for the shelling of Kelmar that killed ferryman Orhan Besli."
MARKET = "A blaze gutted the cloth market of Dorvan overnight; firemen blamed a heater in a stall."


def article(key, text, day=MAY, title=None):
    return Article(Source(key, title=title, published=day), text)


def grouped(*articles):
    return [[one.article_id for one in group] for group in ArticleGrouper().group(articles)]


def test_reports_of_one_happening_stand_together():
    told_again = "At Kelmar shells struck the bridge; the ferryman Orhan Besli was killed."
    groups = grouped(article("a", CROSSING), article("b", MARKET), article("c", told_again))
    assert groups == [["a", "c"], ["b"]]


def test_a_follow_up_a_year_later_is_joined_by_its_names():
    later = article("b", FOLLOW_UP, MAY + timedelta(days=400))
    fillers = [article(f"f{n}", f"{MARKET} The stall was number {20 + n}.") for n in range(6)]
    groups = grouped(article("a", CROSSING), later, *fillers)
    assert ["a", "b"] in groups


def test_a_publishers_standing_text_joins_nothing():
    standing = "Sign up for our morning letter and get every story sent to your inbox for free. "
    stories = ["Rain drowned the fields of Pelm.", "A mayor quit in Orsk.", "Trams stop in Vado."]
    articles = [
        article(f"a{n}", standing + story, MAY + timedelta(days=200 * n))
        for n, story in enumerate(stories)
    ]
    assert grouped(*articles) == [["a0"], ["a1"], ["a2"]]


def test_nothing_makes_no_group():
    assert grouped() == []


texts = st.lists(st.sampled_from([CROSSING, FOLLOW_UP, MARKET, "", "Kelmar", "3 3 3"]), max_size=8)


@given(texts, st.randoms(use_true_random=False))
def test_every_article_is_in_one_group_whatever_the_order(stories, shuffler):
    articles = [article(f"a{n}", story) for n, story in enumerate(stories)]
    groups = grouped(*articles)
    assert sorted(key for group in groups for key in group) == sorted(
        one.article_id for one in articles
    )
    shuffler.shuffle(articles)
    assert grouped(*articles) == groups


def test_a_perfect_grouping_scores_one():
    figures = score_groups({"a": 0, "b": 0, "c": 1}, {"a": "x", "b": "x", "c": "y"})
    assert (figures["pair_f"], figures["b3_f"]) == (1.0, 1.0)


def test_singletons_find_no_pair_but_are_pure():
    figures = score_groups({"a": 0, "b": 1}, {"a": "x", "b": "x"})
    assert figures["pair_f"] == 0.0
    assert figures["b3_precision"] == 1.0
    assert figures["b3_recall"] == 0.5


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "wrong.jsonl"
    path.write_text(json.dumps({"text": "no incident"}))
    with pytest.raises(FormatError, match=r"wrong\.jsonl:1"):
        evaluate_linking([path])


@pytest.mark.shared
def test_floors(benchmarks):
    figures = evaluate_linking([benchmarks("linking/gva.jsonl")])["gva"]
    for figure, floor in FLOORS.items():
        assert figures[figure] >= floor, figure
