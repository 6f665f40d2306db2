"""What a denial is of: the deed told just before it, which it names in a looser word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.extract.retelling import BLASTS, GENERIC, places_agree, summarized
from geo.model import Form, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Claim, Interval

_LOOSE = BLASTS | GENERIC
_OPEN = frozenset((Form.ON_OR_AFTER, Form.ON_OR_BEFORE, Form.UNKNOWN))


def with_denials(claims: Iterable[Claim]) -> list[Claim]:
    """Return *claims*, each denial with the type and the date of what it denies.

    "A missile hit Ganja on Sunday. Armenia denied attacking Ganja": what is denied is the
    missile attack of Sunday.
    """
    done: list[Claim] = []
    for claim in claims:
        denied = _denied_by(claim, done)
        done.append(_of(denied, claim) if denied is not None else claim)
    return done


def _denied_by(denial: Claim, earlier: Sequence[Claim]) -> Claim | None:
    if denial.stance is not Stance.DENIED or denial.event_type.name not in _LOOSE:
        return None
    for claim in reversed(earlier):
        told = claim.stance is not Stance.DENIED and claim.event_type.name in _LOOSE
        if told and places_agree(claim.location, denial.location):
            return claim
    return None


def _of(claim: Claim, denial: Claim) -> Claim:
    event_type = denial.event_type
    if event_type.name in GENERIC or claim.event_type.name in BLASTS:
        event_type = claim.event_type
    date = claim if _is_open(denial.date) else denial
    same = replace(
        denial,
        event_type=event_type,
        date=date.date,
        date_span=date.date_span,
        date_inferred=date.date_inferred,
    )
    return summarized(same)


def _is_open(date: Interval) -> bool:
    return date.form in _OPEN
