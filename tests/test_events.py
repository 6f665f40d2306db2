"""The table of event types: complete, and true to the contract's lists."""

import pytest

from geo.events import event_kinds
from geo.model import EventType

PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT"
).split()


def test_every_type_of_both_codebooks_has_one_row():
    kinds = event_kinds()
    assert [name for name, kind in kinds.items() if kind.acled is None] == PLOVER
    assert sum(kind.acled is not None for kind in kinds.values()) == 25


@pytest.mark.parametrize("kind", event_kinds().values(), ids=lambda kind: kind.name)
def test_a_row_is_complete(kind):
    assert kind.name == kind.event_type.name
    assert kind.plover in PLOVER or kind.name == "Other"
    assert kind.ucdp in {"state-based", "non-state", "one-sided", None}
    assert kind.family
    assert kind.symbol
    assert kind.definition.endswith(".")


def test_a_kind_is_found_by_the_name_that_a_claim_carries():
    assert event_kinds()[EventType("Armed clash", "ASSAULT").name].family == "battle"
    assert event_kinds()[EventType(None, "REQUEST").name].family == "diplomacy"
