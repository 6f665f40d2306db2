"""Reading: any folder, any encoding; what can't be read is said and the rest goes on."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import EmptyInputError, ReadError
from geo.export import write_readings
from geo.model import Article, Reading, Source
from geo.read import MAX_ARTICLE_BYTES, read_articles
from geo.read.clean import clean, decode

PAGE = """<!doctype html><html lang="fa-IR"><head><title>Shelling at the dam</title>
<link rel="canonical" href="https://example.org/dam">
<meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2020-10-19T08:00:00Z">
<script>alert("no")</script></head><body><nav>Home</nav><article><p>Troops shelled the village on
Sunday, residents said, and two houses near the bridge burned down. Nobody was hurt.</p>
<script>document.write("neither")</script><p>The army denied that it had fired, and said that its
guns had been silent since the ceasefire of the week before.</p></article></body></html>"""


def read_one(path, **options):
    [article] = read_articles([path], **options)
    return article


def failures(*sources):
    errors = []
    articles = list(read_articles(sources, on_error=errors.append))
    return articles, [str(error) for error in errors]


def test_plain_text_with_a_headline(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Shelling at the dam\nTroops shelled the village.\n")
    article = read_one(path)
    assert article.source.title == "Shelling at the dam"
    assert article.text.endswith("shelled the village.")
    assert article.published is None


def test_front_matter_is_read_and_markup_is_not_text(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 'At the dam'\npublished: 2020-10-19\npublisher: example\n---\n"
        "# Shelled\n\nTroops *shelled* the [village](https://x.example/y) <b>at</b> dawn.\n"
    )
    article = read_one(path)
    assert article.source.title == "At the dam"
    assert article.published == date(2020, 10, 19)
    assert article.text == "Shelled\n\nTroops shelled the village at dawn."


def test_a_saved_page_gives_its_text_and_what_it_states(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    article = read_one(path)
    assert "Troops shelled the village" in article.text
    assert "alert" not in article.text
    assert "neither" not in article.text
    assert article.source == Source(
        article.article_id,
        "Shelling at the dam",
        "https://example.org/dam",
        "Example Wire",
        "fa",
        date(2020, 10, 19),
    )


@pytest.mark.parametrize("key", ["article_id", "doc_id", "id"])
def test_json_lines_keep_their_ids_and_offsets(tmp_path, key):
    text = "\u202eTroops\x00 took \ud800Zangilan."
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({key: 7, "dct": "2020-10-19", "text": text}) + "\n")
    article = read_one(path)
    assert article.article_id == "7"
    assert article.published == date(2020, 10, 19)
    assert article.text == " Troops  took  Zangilan."
    assert len(article.text) == len(text)


def test_a_stated_date_wins_over_the_option(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [{"id": "a", "text": "x", "published": "2020-10-19"}, {"id": "b", "text": "y"}]
    path.write_text("\n".join(map(json.dumps, lines)))
    dates = [article.published for article in read_articles([path], published=date(2021, 1, 1))]
    assert dates == [date(2020, 10, 19), date(2021, 1, 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings_are_told_apart(tmp_path, encoding):
    text = "Войска взяли село Зангелан. Жители покинули дома и ушли к реке Аракс." * 4
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read_one(path).text == text


def test_persian_spelling_survives():
    joined = "می‌خواهند"
    assert clean(joined) == joined


@given(st.text())
def test_cleaning_keeps_length_where_offsets_must_fit(text):
    kept = clean(text, keep_length=True)
    assert len(kept) == len(text)
    kept.encode("utf-8")
    assert clean(kept, keep_length=True) == kept


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_clear_error(data):
    try:
        text = decode(data, "x")
    except ReadError as error:
        text = str(error)
    clean(text).encode("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "is a PDF, not text; save the article as text or HTML"),
        ("a.txt", bytes(range(8)) * 500, "is binary data, not text"),
        ("a.txt", b"x" * (MAX_ARTICLE_BYTES + 1), "is longer than 10 MB"),
        ("a.txt", b" \n", "is empty"),
        ("a.md", b"---\ntitle: [\n---\ntext", "has broken front matter"),
        ("a.md", b"---\npublished: 2020-13-45\n---\ntext", "has the publication date '2020-13-45'"),
        ("a.md", b"---\npublished: soon\n---\ntext", "publication date 'soon'; write it as"),
        ("a.jsonl", b'{"text": ', "a.jsonl:1: is not JSON"),
        ("a.jsonl", b'{"body": "x"}', 'has no "text"'),
        ("a.jsonl", b'{"text": "x", "schema": 9, "claims": []}', "not an annotation"),
        ("a.html", b"<html><body><script>x</script></body></html>", "has no article text"),
    ],
    ids=["pdf", "binary", "long", "empty", "yaml", "day", "date", "json", "text", "schema", "html"],
)
def test_a_bad_article_is_said_and_the_rest_is_read(tmp_path, name, content, says):
    (tmp_path / "0.txt").write_text("One\nFirst article.")
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text("Two\nLast article.")
    articles, errors = failures(tmp_path)
    assert [article.source.title for article in articles] == ["One", "Two"]
    assert len(errors) == 1
    assert says in errors[0]


def test_a_line_that_is_too_long_costs_that_line_only(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("w") as lines:
        for text in ("first", "x" * MAX_ARTICLE_BYTES, "last"):
            lines.write(json.dumps({"text": text}) + "\n")
    articles, errors = failures(path)
    assert [article.text for article in articles] == ["first", "last"]
    assert len(errors) == 1
    assert ":2: is longer than" in errors[0]


def test_an_empty_folder_says_so(tmp_path):
    with pytest.raises(EmptyInputError, match="holds no article; name articles or a folder"):
        list(read_articles([tmp_path]))


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(ReadError, match="does not exist"):
        list(read_articles([tmp_path / "none.txt"]))


def test_a_file_that_cannot_be_opened_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    assert "can't be opened" in failures(path)[1][0]


def test_folders_are_read_in_order_and_once(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/2.txt", "c.txt", "a.txt", ".hidden/x.txt", ".y.txt"):
        (tmp_path / name).write_text(f"Title\n{name}")
    texts = [article.text.split()[-1] for article in read_articles([tmp_path, tmp_path / "c.txt"])]
    assert texts == ["a.txt", "c.txt", "b/2.txt"]


def test_what_was_read_before_comes_back_as_a_reading(tmp_path):
    reading = Reading(Article(Source("a"), "text"))
    path = write_readings([reading], tmp_path / "a.jsonl")
    assert read_one(path) == reading


def test_ids_follow_content_not_file_names(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Same\nSame text.")
    first, second = read_articles([tmp_path])
    assert first.article_id == second.article_id


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a"]))
def test_any_bytes_under_any_name_are_read_or_reported(tmp_path_factory, data, name):
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text("Two\nLast article.")
    articles, errors = failures(folder)
    assert articles[-1].source.title == "Two"
    assert len(articles) + len(errors) > 1 or not data.strip()


@given(st.text(alphabet="-:[]{}&*!|>'\"\\n abc019?#%@`", max_size=120))
def test_any_front_matter_is_read_or_reported(tmp_path_factory, head):
    path = tmp_path_factory.mktemp("front") / "a.md"
    path.write_text(f"---\n{head}\n---\nTroops shelled the village.", encoding="utf-8")
    articles, errors = failures(path)
    assert len(articles) + len(errors) == 1
