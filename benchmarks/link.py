"""Measure how linking grows: seconds and memory for 1,000, 10,000 and 100,000 claims.

Usage: python benchmarks/link.py [COUNT ...]

The claims are made up by a fixed seed: one happening in ten claims, at 400 places over ten
years, a fifth of them in one city; each told for some days after. The time counted is the
processor's, in this one process. The second time is that of adding one article of three claims.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date, timedelta

from geo.link import ClaimLinker
from geo.model import (
    Actor,
    Casualties,
    Claim,
    Count,
    EventType,
    Form,
    Granularity,
    Interval,
    Place,
    Precision,
    Quote,
    Relation,
    Setting,
    Source,
    Span,
)

COUNTS = (1_000, 10_000, 100_000)
FIRST, DAYS = date(2010, 1, 1), 3650
KINDS = ("Attack", "Armed clash", "Air/drone strike", "Shelling/artillery/missile attack")
SIDES = ("Rebels", "Government forces", "Gunmen", "Militia")
WORDS = """
    missile hit houses shells fell near market rebels attacked soldiers night killing civilians
    officials drones struck bridge gunmen opened fire bus convoy checkpoint mosque wounded dawn
""".split()

Happening = tuple[Place, date, str, str, int]


def main() -> None:
    """Print the figures of each count."""
    for count in [int(given) for given in sys.argv[1:]] or COUNTS:
        claims = make_claims(count + 3)
        start = time.process_time()
        incidents = ClaimLinker().link(claims[:count])
        linked = time.process_time()
        ClaimLinker().update(incidents, claims[count:])
        added = time.process_time() - linked
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:8,} claims {len(incidents):8,} incidents {linked - start:7.2f} s,"
            f" one article more {added:6.2f} s, {peak_mb:6,.0f} MB"
        )


def make_claims(count: int) -> list[Claim]:
    """Return so many made-up claims, the same each time."""
    chance = random.Random(count)  # noqa: S311 - nothing secret
    places = [
        Place(f"curated:{n}", f"Place {n}", chance.uniform(20, 60), chance.uniform(0, 50), "P")
        for n in range(400)
    ]
    happenings: list[Happening] = [
        (
            chance.choice(places) if chance.random() > 0.2 else places[0],  # noqa: PLR2004 - a fifth
            FIRST + timedelta(days=chance.randrange(DAYS)),
            chance.choice(KINDS),
            chance.choice(SIDES),
            chance.randrange(1, 40),
        )
        for _ in range(max(count // 10, 1))
    ]
    return [_claim(n, chance.choice(happenings), chance) for n in range(count)]


def _claim(number: int, happening: Happening, chance: random.Random) -> Claim:
    place, day, kind, side, killed = happening
    words = " ".join(chance.choices(WORDS, k=14))
    return Claim(
        claim_id=str(number),
        source=Source(f"article {number // 3}", published=day + timedelta(chance.randrange(5))),
        event_type=EventType(kind, "ASSAULT"),
        summary=words,
        quote=Quote(0, len(words), words),
        trigger=Span(0, 5),
        date=Interval(day, day, Form.EXACT, Granularity.DAY),
        location=Setting(place, 0, Relation.AT, Precision.EXACT, 5.0),
        actors=(Actor(side),),
        casualties=Casualties(killed=Count(killed, killed, killed)),
    )


if __name__ == "__main__":
    main()
