"""The path of an article: recognize, resolve, date, extract; then link across articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.dates import find_dates
from geo.engine import InProcess
from geo.errors import ReadError
from geo.extract import RuleExtractor
from geo.gazetteer import open_gazetteer
from geo.model import Reading
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.model import Article, Incident
    from geo.protocols import Engine, Extractor, Gazetteer, Linker, Recognizer, Resolver


@dataclass(frozen=True, slots=True)
class ArticleReader:
    """Turn one article into all that can be read from it.

    A value rather than a closure, so that it pickles: this call is the unit of
    work that an engine distributes.
    """

    recognizer: Recognizer
    resolver: Resolver
    extractor: Extractor

    def __call__(self, article: Article | Reading) -> Reading:
        """Return the reading of *article*; what was read before is kept as it is."""
        if isinstance(article, Reading):
            return article
        toponyms = self.recognizer.recognize(article)
        locations = self.resolver.resolve(article, toponyms)
        times = find_dates(article)
        claims = self.extractor.extract(article, locations, times)
        return Reading(article, tuple(locations), tuple(times), tuple(claims))


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A reader that returns what went wrong, so that one article can't stop the rest."""

    reader: ArticleReader

    def __call__(self, article: Article | Reading) -> Reading | ReadError:
        try:
            return self.reader(article)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other articles go on
            named = article.article_id if not isinstance(article, Reading) else "annotation"
            hint = "please report it with the article"
            return ReadError(f"article {named}", f"could not be understood: {error!r}", hint)


def make_reader(gazetteer: Gazetteer | None = None) -> ArticleReader:
    """Return the reader that the ``geo`` command uses, over the shipped gazetteer by default."""
    gazetteer = gazetteer or open_gazetteer()
    return ArticleReader(
        GazetteerRecognizer(gazetteer), ContextResolver(gazetteer), RuleExtractor()
    )


def read_all(
    articles: Iterable[Article | Reading],
    *,
    reader: ArticleReader | None = None,
    engine: Engine | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Reading]:
    """Yield the reading of each article, in order.

    Parameters
    ----------
    articles : iterable of Article or Reading
        As `geo.read_articles` yields them.
    reader : ArticleReader, optional
        By default that of `make_reader`.
    engine : Engine, optional
        Where the work runs; by default here, lazily.
    on_error : callable, optional
        Called with the error of each article that defeats the reader, which is
        then left out. By default the error is raised.

    Raises
    ------
    ReadError
        If an article defeats the reader and there is no *on_error*.
    """
    guarded = _Guarded(reader or make_reader())
    for result in (engine or InProcess()).map(guarded, articles):
        if isinstance(result, Reading):
            yield result
        elif on_error:
            on_error(result)
        else:
            raise result


def find_incidents(readings: Iterable[Reading], *, linker: Linker | None = None) -> list[Incident]:
    """Return the incidents that the claims of *readings* tell of."""
    from geo.link import ClaimLinker  # noqa: PLC0415 - loads shapely, which reading does without

    claims = (claim for reading in readings for claim in reading.claims)
    return (linker or ClaimLinker()).link(claims)
