"""One function a format: what a file holds, as fields of an article.

Each takes the decoded file and returns the text with what the file itself says
of title, address, publisher, language and date. Nothing is guessed: a date in
the running text is not a publication date.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import yaml

from geo.errors import ReadError
from geo.read.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement
    from markdown_it.token import Token

_TITLE_LENGTH = 160
_PUBLISHED_XPATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='DC.date' or @name='dc.date' or @name='pubdate']/@content",
    "//meta[@name='dcterms.date' or @name='DC.date.issued' or @name='publish-date']/@content",
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a file says of one article."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: date | None = None
    article_id: str | None = None


def read_text(content: str, where: str) -> Fields:
    """Read plain text; a first line that reads like a headline is also the title."""
    del where
    text = clean(content).strip()
    first, _, rest = text.partition("\n")
    first = first.strip()
    headline = rest.strip() and 0 < len(first) <= _TITLE_LENGTH and first[-1] not in ".:;,"
    return Fields(text, title=first if headline else None)


def read_markdown(content: str, where: str) -> Fields:
    """Read Markdown, with or without YAML front matter."""
    head, body = _split_front_matter(clean(content))
    try:
        # Everything stays text: a loader that makes dates trips over days that are none.
        front = yaml.load(head, yaml.BaseLoader) if head else {}  # noqa: S506 - it makes no objects
    except (yaml.YAMLError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise ReadError(where, f"has broken front matter: {problem}", "mend the YAML") from error
    if not isinstance(front, dict):
        raise ReadError(where, "has front matter that is not keys and values", "mend the YAML")
    return _fields(front, _markdown_text(body), where)


def read_html(content: str, where: str) -> Fields:
    """Read a saved web page: its main text, and what its metadata state."""
    import trafilatura  # noqa: PLC0415 - heavy

    tree = trafilatura.load_html(content)
    if tree is None:
        raise ReadError(where, "is not a web page that can be read")
    stated = _stated_metadata(tree)
    text = trafilatura.extract(content, include_comments=False, include_tables=False)
    if not text:
        raise ReadError(where, "has no article text", "save the page as text")
    return _fields(stated, clean(text), where)


def read_json_lines(line: str, where: str) -> tuple[Fields, Mapping[str, Any]]:
    """Read one line of JSON Lines; the text keeps its code-point length.

    Returns
    -------
    Fields
        What the line says of its article.
    Mapping
        The line itself, which may also hold annotations.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(where, f"is not JSON: {error}", "write one object a line") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError(where, 'has no "text"', "write one object with a text a line")
    return _fields(record, clean(record["text"], keep_length=True), where), record


def _fields(stated: Mapping[str, Any], text: str, where: str) -> Fields:
    identifier = next(
        (stated[key] for key in ("article_id", "doc_id", "id") if stated.get(key) is not None), None
    )
    published = stated.get("published") or stated.get("dct")
    return Fields(
        text,
        title=_line(stated.get("title")),
        url=_line(stated.get("url")),
        publisher=_line(stated.get("publisher")),
        language=_line(stated.get("language")),
        published=to_date(published, where) if published else None,
        article_id=_line(identifier),
    )


def to_date(value: object, where: str) -> date:
    """Return the day that a stated publication date names.

    Raises
    ------
    ReadError
        If it does not start with a day in ISO form.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        hint = "write it as YYYY-MM-DD"
        raise ReadError(where, f"has the publication date {str(value)[:40]!r}", hint) from error


def _line(value: object) -> str | None:
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    return " ".join(clean(str(value)).split()) or None


def _split_front_matter(content: str) -> tuple[str, str]:
    if not content.startswith("---\n"):
        return "", content
    head, mark, body = content[4:].partition("\n---")
    if not mark:
        return "", content
    return head, body.partition("\n")[2]


def _markdown_text(body: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - heavy

    inlines = (token for token in MarkdownIt().parse(body) if token.type == "inline")
    blocks = ("".join(_inline_text(token)).strip() for token in inlines)
    return "\n\n".join(block for block in blocks if block)


def _inline_text(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type in {"text", "code_inline", "image"}:
            yield child.content


def _stated_metadata(tree: HtmlElement) -> dict[str, Any]:
    first = _first_of(tree)
    published = next((value for path in _PUBLISHED_XPATHS if (value := first(path))), None)
    return {
        "title": first("//meta[@property='og:title']/@content") or first("//title/text()"),
        "url": first("//link[@rel='canonical']/@href")
        or first("//meta[@property='og:url']/@content"),
        "publisher": first("//meta[@property='og:site_name']/@content"),
        "language": (first("/html/@lang") or "").partition("-")[0] or None,
        "published": published if _starts_with_day(published) else None,
    }


def _first_of(tree: HtmlElement) -> Any:
    def first(path: str) -> str | None:
        return next((str(value) for value in tree.xpath(path) if str(value).strip()), None)

    return first


def _starts_with_day(value: str | None) -> bool:
    try:
        date.fromisoformat((value or "").strip()[:10])
    except ValueError:
        return False
    return True
