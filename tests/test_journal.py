"""An interrupted run goes on where it stopped."""

import pytest

from geo.journal import Journal
from geo.model import Article, Reading, Source

ARTICLES = [Article(Source(f"a{number}"), f"text {number}\u2028more") for number in range(4)]


def run(path, *, stop_after=None, fingerprint="1"):
    """Read ARTICLES; return how many had to be read anew."""
    journal = Journal(path, fingerprint)
    fresh = []

    def read(articles):
        for article in articles:
            if isinstance(article, Reading):
                yield article
                continue
            if stop_after is not None and len(fresh) == stop_after:
                raise KeyboardInterrupt
            fresh.append(article)
            yield Reading(article)

    assert len(list(journal.record(read(journal.skip(ARTICLES))))) == len(ARTICLES)
    journal.close()
    return len(fresh)


def interrupted(path, **options):
    with pytest.raises(KeyboardInterrupt):
        run(path, **options)


def test_what_was_read_is_not_read_again(tmp_path):
    interrupted(tmp_path / "x.jsonl", stop_after=1)
    interrupted(tmp_path / "x.jsonl", stop_after=2)
    assert run(tmp_path / "x.jsonl") == 1
    assert list(tmp_path.iterdir()) == []


def test_another_program_or_gazetteer_reads_all_anew(tmp_path):
    interrupted(tmp_path / "x.jsonl", stop_after=3)
    assert run(tmp_path / "x.jsonl", fingerprint="2") == 4


def test_a_line_cut_short_costs_that_article_only(tmp_path):
    interrupted(tmp_path / "x.jsonl", stop_after=3)
    part = tmp_path / "x.jsonl.part"
    part.write_bytes(part.read_bytes()[:-9])
    assert run(tmp_path / "x.jsonl") == 2


def test_what_lay_in_the_journal_comes_out_as_it_was_written(tmp_path):
    interrupted(tmp_path / "x.jsonl", stop_after=2)
    journal = Journal(tmp_path / "x.jsonl", "1")
    assert list(journal.skip(ARTICLES)) == [*map(Reading, ARTICLES[:2]), *ARTICLES[2:]]


def test_no_journal_is_left_where_nothing_was_read(tmp_path):
    journal = Journal(tmp_path / "x.jsonl", "1")
    assert list(journal.record([])) == []
    assert list(tmp_path.iterdir()) == []
