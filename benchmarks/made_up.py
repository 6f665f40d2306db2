"""Made-up incidents in the columns of ACLED, with text as varied as news.

Words are joined from syllables and drawn by Zipf and Mandelbrot's law, each without regard to
the one before, so that nothing repeats but by chance: text that deflates to 0.46 of its size,
where news deflates to 0.33 to 0.42.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Objects = NDArray[np.object_]

WORDS, NAMES, PLACES, BLOCK = 40_000, 6_000, 3_000, 50_000
SHORT = (
    "the of and in to a on that for by with was said at from were as he had is has it be who been "
    "an their after have which they two not his but three or when this had into no more its us "
    "all one near also where during while over than up out against under between about before"
).split()
ONSETS = [*"bcdfghjklmnprstvwz", "br", "ch", "dr", "gr", "kh", "pr", "sh", "st", "tr", *[""] * 5]
VOWELS = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ee", "ou"]
CODAS = [*[""] * 7, "n", "r", "s", "t", "l", "d", "m", "ng", "nt", "st", "v", "ck"]
TYPES = (
    "Armed clash|Attack|Shelling/artillery/missile attack|Air/drone strike|Peaceful protest|"
    "Protest with intervention|Mob violence|Looting/property destruction|Arrests|"
    "Abduction/forced disappearance|Remote explosive/landmine/IED|Non-violent transfer of territory"
).split("|")


def incidents(rows: int, *, seed: int = 7) -> gpd.GeoDataFrame:
    """Return *rows* made-up incidents of fifteen years around the South Caucasus."""
    chance = np.random.default_rng(seed)
    words = vocabulary(chance)
    names = np.array([word for word in words if word[0].isupper()], dtype=object)
    where = chance.integers(0, PLACES, rows)
    days = np.datetime64("2010-01-01") + chance.integers(0, 5400, rows)
    frame = pd.DataFrame(
        {
            "event_id_cnty": [f"AZE{number}" for number in range(rows)],
            "event_date": days.astype("datetime64[s]"),
            "sub_event_type": np.array(TYPES, dtype=object)[ranked(chance, len(TYPES), rows)],
            "actor1": names[ranked(chance, 400, rows)],
            "actor2": names[400 + ranked(chance, 400, rows)],
            "country": np.array(["AZ", "AM", "GE", "IR"], dtype=object)[where % 4],
            "admin1": names[1000 + where % 40],
            "location": names[2000 + where],
            "geo_precision": chance.integers(1, 4, rows),
            "source": names[900 + ranked(chance, 90, rows)],
            "notes": notes(chance, words, rows),
            "fatalities": ranked(chance, 30, rows),
        }
    )
    lon, lat = chance.normal(46, 1.5, PLACES)[where], chance.normal(40, 1, PLACES)[where]
    stray = chance.random((2, rows)) * 0.1 * chance.integers(0, 2, rows)
    return gpd.GeoDataFrame(frame, geometry=points(lon + stray[0], lat + stray[1]), crs=4326)


def vocabulary(chance: np.random.Generator) -> Objects:
    """Return the words, the most used first: short ones before long ones, names among them."""
    made: set[str] = set()
    while len(made) < WORDS:
        syllables = [
            np.char.add(
                np.char.add(chance.choice(ONSETS, WORDS), chance.choice(VOWELS, WORDS)), end
            )
            for end in (chance.choice(CODAS, WORDS) for _ in range(5))
        ]
        count = np.minimum(chance.geometric(0.45, WORDS), len(syllables))
        parts = np.column_stack(syllables)
        made |= {"".join(row[:stop]) for row, stop in zip(parts, count, strict=True)}
    words = np.array(sorted(made - set(SHORT), key=lambda word: (len(word), word)), dtype=object)
    words = words[np.argsort(np.arange(len(words)) + chance.normal(0, 22_000, len(words)))]
    named = chance.choice(len(words), NAMES, replace=False)
    words[named] = [word.capitalize() for word in words[named]]
    return np.concatenate([np.array(SHORT, dtype=object), words])


def ranked(chance: np.random.Generator, kinds: int, count: int) -> NDArray[np.intp]:
    """Return *count* ranks below *kinds* by the law of Zipf and Mandelbrot."""
    share = np.cumsum(1 / (np.arange(kinds) + 2.7) ** 1.15)
    ranks: NDArray[np.intp] = np.searchsorted(share, chance.random(count) * share[-1])
    return ranks


def notes(chance: np.random.Generator, words: Objects, rows: int) -> list[str]:
    """Return text of two sentences for each of *rows*."""
    found: list[str] = []
    for start in range(0, rows, BLOCK):
        found += _block(chance, words, min(BLOCK, rows - start))
    return found


def _block(chance: np.random.Generator, words: Objects, rows: int) -> list[str]:
    lengths = chance.integers(13, 28, 2 * rows)
    ends = np.cumsum(lengths)
    said: Any = words[ranked(chance, len(words), int(ends[-1]))]
    starts = ends - lengths
    said[starts] = [word[0].upper() + word[1:] for word in said[starts]]
    commas = starts + lengths // 2
    said[commas] += ","
    numbers = starts + 3
    said[numbers] = chance.integers(2, 900, len(numbers)).astype(str).astype(object)
    said[ends - 1] += "."
    return [" ".join(said[start:stop]) for start, stop in pairwise([0, *ends[1::2]])]
