"""Write ``data/words/given_names.txt`` and ``surnames.txt``: names of people in Latin letters.

The names come from the Python package ``faker`` (MIT licence), from every locale that it knows,
and from ``extra_names.csv`` beside the tables, which is ours. A name is kept in the form that
`geo.text.normalize_name` gives; scripts without vowels are left out, for their transliteration
is not how a newspaper spells a name.

Run: ``pip install faker && python tools/learn_names.py``
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING

from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = Path(__file__).resolve().parent.parent / "data" / "words"
UNSPELLED = ("ar_", "bn_", "fa_", "gu_", "he_", "hi_", "ja_", "ko_", "mr_", "ne_", "or_", "si_",
             "ta_", "th_", "zh_")  # fmt: skip
SHORTEST = 3


def main() -> None:
    """Collect the names of all locales and write the two tables."""
    for role, prefix in (("given", "first_names"), ("surname", "last_names")):
        names = {key for name in _names(prefix) for key in _keys(name)} | set(_extra(role))
        path = WORDS / {"given": "given_names.txt", "surname": "surnames.txt"}[role]
        path.write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(names)} names")


def _names(prefix: str) -> Iterator[str]:
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith(UNSPELLED):
            provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
            for attribute in dir(provider):
                value = getattr(provider, attribute)
                if attribute.startswith(prefix) and not isinstance(value, property):
                    yield from value


def _keys(name: str) -> Iterator[str]:
    key = normalize_name(name.replace("-", ""))
    if len(key) >= SHORTEST and " " not in key and not any(map(str.isdigit, key)):
        yield key


def _extra(role: str) -> Iterator[str]:
    with (WORDS / "extra_names.csv").open(encoding="utf-8", newline="") as file:
        yield from (normalize_name(row["name"]) for row in csv.DictReader(file)
                    if row["role"] == role)  # fmt: skip


if __name__ == "__main__":
    main()
