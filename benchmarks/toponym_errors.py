"""Count the kinds of error on labelled articles: ``python benchmarks/toponym_errors.py FILE ...``.

Each error counts once. The first kinds are of resolution, given the labelled spans; the others
of recognition.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from geo.evaluate.toponyms import HIT_KM, gold_toponyms, read_labelled, rule_of
from geo.gazetteer import open_gazetteer
from geo.model import Use
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.evaluate.toponyms import Gold
    from geo.model import Article, Location, Toponym
    from geo.protocols import Gazetteer

AREAS = ("A", "L", "COUNTRY", "CONTINENT", "REGION")


def resolution_error(label: Gold, location: Location, gazetteer: Gazetteer) -> str | None:
    """Return the kind of error of one answer to a labelled span, or None."""
    if location.place and label.error_km(location.place) <= HIT_KM:
        return None
    known = gazetteer.candidates(location.toponym.name)
    if not known:
        return "place: the name is in no layer"
    if not any(label.error_km(each.place) <= HIT_KM for each in known):
        if label.national or known[0].place.feature_code in ("PCLI", "CONT", "RGN"):
            return "place: a country's or continent's point lies farther off than 161 km"
        return "place: the name is known, the labelled place is not"
    if location.place is None:
        return "place: none given, the right one was known"
    right = next(each.place for each in known if label.error_km(each.place) <= HIT_KM)
    near = right.country == location.place.country
    return f"place: a namesake in {'the same' if near else 'another'} country"


def missed(label: Gold, found: Sequence[Toponym], article: Article, gazetteer: Gazetteer) -> str:
    """Return why a labelled span is not among those *found*."""
    if any(each.start < label.stop and label.start < each.stop for each in found):
        return "span: found with other ends"
    if not gazetteer.candidates(article.text[label.start : label.stop]):
        return "missed: the name is in no layer"
    return "missed: the context did not speak for it"


def spurious(toponym: Toponym) -> str:
    """Return what was taken for a toponym."""
    if toponym.use is Use.LITERAL:
        return "invented: not labelled, taken for a place"
    return f"invented: not labelled, {toponym.use.value}"


def count_errors(path: Path, gazetteer: Gazetteer) -> Counter[str]:
    """Return how many errors of each kind the articles of *path* show."""
    recognizer, resolver = GazetteerRecognizer(gazetteer), ContextResolver(gazetteer)
    counts: Counter[str] = Counter()
    for corpus, article, gold in read_labelled(path):
        given = gold_toponyms(article, gold, recognizer, rule_of(corpus))
        for label, location in zip(gold, resolver.resolve(article, given), strict=True):
            kind = label.placed and resolution_error(label, location, gazetteer)
            counts.update([kind] if kind else [])
        found = recognizer.recognize(article)
        spans = {(each.start, each.stop) for each in found}
        counts.update(
            missed(label, found, article, gazetteer)
            for label in gold
            if (label.start, label.stop) not in spans
        )
        counts.update(
            spurious(each)
            for each in found
            if each.use in rule_of(corpus).uses
            and not any(x.start < each.stop and each.start < x.stop for x in gold)
        )
    return counts


def main() -> None:
    """Print the ten commonest kinds of each file."""
    gazetteer = open_gazetteer()
    for name in sys.argv[1:]:
        print(Path(name).stem)
        for kind, count in count_errors(Path(name), gazetteer).most_common(10):
            print(f"{count:6d}  {kind}")


if __name__ == "__main__":
    main()
