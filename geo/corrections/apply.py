"""Apply corrections to readings, incidents and tables, and say what no longer applies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.corrections.made import Kind, words_of
from geo.extract.spots import precision_of
from geo.link import join_incidents
from geo.model import Precision, Relation, Setting
from geo.resolve import radius_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import geopandas as gpd

    from geo.corrections.made import Correction, Words
    from geo.model import Claim, Incident, Place, Reading
    from geo.protocols import Gazetteer

ClaimKey = tuple[str, str]
"""Article id and claim id: what names a claim within one run."""

_UNREAD = "its article is not among those that were read"
_UNSAID = "its article no longer says so"
_UNLINKED = "it applies where incidents are linked: give the file to geo map or geo incidents"
_NO_ROW = "no row has this id"


class Corrections:
    """Corrections to apply, which remembers what each of them met.

    Parameters
    ----------
    made : sequence of Correction
        As `read_corrections` gives them.
    open_gazetteer : callable
        Returns the gazetteer that right places are looked up in; called when there is one.
    """

    def __init__(self, made: Sequence[Correction], open_gazetteer: Callable[[], Gazetteer]) -> None:
        self._made = list(made)
        self._open_gazetteer = open_gazetteer
        self._why = dict.fromkeys(range(len(self._made)), _UNREAD)
        self._same: dict[int, tuple[set[ClaimKey], set[ClaimKey]]] = defaultdict(
            lambda: (set(), set())
        )
        self._by_article: dict[str, list[tuple[int, Words, bool]]] = defaultdict(list)
        for number, correction in enumerate(self._made):
            for other, claims in enumerate((correction.claims, correction.same_as)):
                for words in claims:
                    for name in words.names:
                        self._by_article[name].append((number, words, bool(other)))

    def __len__(self) -> int:
        """Return how many corrections there are."""
        return len(self._made)

    def correct(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield *readings*, their claims corrected; what is no incident is left out."""
        for reading in readings:
            yield self._corrected(reading) if self._named(reading) else reading

    def join(self, incidents: Sequence[Incident]) -> list[Incident]:
        """Return *incidents* with those joined that a reader said are the same."""
        groups = []
        known = {(claim.article_id, claim.claim_id) for one in incidents for claim in one.claims}
        for number, sides in self._same.items():
            if all(side & known for side in sides):
                self._why.pop(number, None)
                groups.append(sides[0] | sides[1])
        return join_incidents(incidents, groups) if groups else list(incidents)

    def correct_table(self, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return the frame of a table (see `geo.tables`) without what is wrong in it."""
        if "incident_id" not in frame.columns:
            return frame
        frame = frame.copy()
        rows_of = frame.groupby(frame["incident_id"].astype(str)).groups
        for number, correction in enumerate(self._made):
            if correction.claims:
                continue
            rows = [row for row in rows_of.get(correction.incident_id, ()) if row in frame.index]
            if rows:
                self._why.pop(number, None)
                frame = self._correct_rows(number, frame, rows)
            else:
                self._why[number] = _NO_ROW
        return frame.reset_index(drop=True)

    def unapplied(self) -> list[str]:
        """Return what was not applied so far, each with the reason."""
        return [f"{self._made[number]} — {why}" for number, why in self._why.items()]

    def _named(self, reading: Reading) -> list[tuple[int, Words, bool]]:
        source = reading.article.source
        names = dict.fromkeys(filter(None, (source.url, source.article_id, source.title)))
        found = (item for name in names for item in self._by_article.get(name, ()))
        return list(dict.fromkeys(found))

    def _corrected(self, reading: Reading) -> Reading:
        claims: list[Claim] = []
        for claim in reading.claims:
            kept = self._corrected_claim(claim, self._named(reading))
            if kept is not None:
                claims.append(kept)
        return replace(reading, claims=tuple(claims))

    def _corrected_claim(
        self, claim: Claim, named: Sequence[tuple[int, Words, bool]]
    ) -> Claim | None:
        own = words_of(claim)
        corrected: Claim | None = claim
        for number, words, is_other in named:
            if self._why.get(number) == _UNREAD:
                self._why[number] = _UNSAID
            if corrected is None or not words.fit(own):
                continue
            if self._made[number].kind is Kind.SAME:
                self._same[number][is_other].add((claim.article_id, claim.claim_id))
                self._why[number] = _UNLINKED
            else:
                corrected = self._apply(number, corrected)
        return corrected

    def _apply(self, number: int, claim: Claim) -> Claim | None:
        correction = self._made[number]
        self._why.pop(number, None)
        if correction.kind is Kind.NOT_INCIDENT:
            return None
        if correction.kind is Kind.NOTE:
            return _told(claim, f"note: {correction.note}")
        wrong = claim.location.place
        said = f"place: {correction.place or 'unknown'}, not "
        if any(earlier.startswith(said) for earlier in claim.corrections):
            return claim
        right = self._right_place(number, correction, wrong)
        if correction.place and right is None:
            return claim
        told = _told(claim, said + (wrong.name if wrong else "unknown"), correction.note)
        return replace(told, location=_setting(right) if right else Setting())

    def _correct_rows(
        self, number: int, frame: gpd.GeoDataFrame, rows: list[Any]
    ) -> gpd.GeoDataFrame:
        correction = self._made[number]
        if correction.kind is Kind.NOT_INCIDENT:
            return frame.drop(index=rows)
        if correction.kind is Kind.PLACE:
            place = self._right_place(number, correction, None)
            if place is None and correction.place:
                return frame
            frame.loc[rows, "geometry"] = _point(place)
            frame.loc[rows, "place"] = place.name if place else None
            frame.loc[rows, "precision"] = int(precision_of(place)) if place else None
        elif correction.kind is Kind.SAME:
            self._why[number] = "rows of a table are not linked"
        return frame

    def _right_place(
        self, number: int, correction: Correction, wrong: Place | None
    ) -> Place | None:
        if correction.place is None:
            return None
        place = correction.place.find(self._open_gazetteer(), wrong)
        if place is None:
            self._why[number] = f"no gazetteer holds the place {str(correction.place)!r}"
        return place


def _told(claim: Claim, *said: str) -> Claim:
    """Return *claim* with what was corrected, said once."""
    sentence = "; ".join(filter(None, said))
    if sentence in claim.corrections:
        return claim
    return replace(claim, corrections=(*claim.corrections, sentence))


def _point(place: Place | None) -> Any:
    from shapely import Point  # noqa: PLC0415 - heavy

    return Point(place.lon, place.lat) if place else None


def _setting(place: Place) -> Setting:
    precision = precision_of(place)
    relation = Relation.AT if precision <= Precision.NEAR else Relation.IN
    return Setting(place, None, relation, precision, radius_of(place), place.path)
