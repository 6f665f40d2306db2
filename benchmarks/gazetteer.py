"""Measure what building the gazetteer from GeoNames' files costs, and what it does to accuracy.

::

    python benchmarks/gazetteer.py dense ../shared/reference ../shared/benchmarks/toponyms/*.jsonl
    python benchmarks/gazetteer.py generated
    python benchmarks/gazetteer.py whole

``dense`` writes the places of a folder of ``CC.jsonl.gz`` files (see its README) in GeoNames'
format, builds from them, and reads the labelled corpora with and without. ``generated`` builds
from 100 thousand and from 5 million made-up names, and reads one text with both. ``whole`` writes
zipped files as large as GeoNames' whole dump, builds from them as a user would, and reads a text.
Each build is a process of its own, so that its peak memory is its own; all is done in a temporary
folder.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import contextmanager
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.evaluate.toponyms import evaluate_toponyms
from geo.gazetteer import CompiledGazetteer, open_gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.compile import compile_index
from geo.gazetteer.dump import Dump
from geo.gazetteer.geonames import geonames_layer
from geo.model import Article, Source
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO

FEATURES = {
    "country": "A\tPCLI", "region": "A\tADM1", "county": "A\tADM2", "localadmin": "A\tADM3",
    "locality": "P\tPPL", "neighbourhood": "P\tPPLX",
}  # fmt: skip
OWN_IDS = 20_000_000
"""Ids above those of GeoNames, for places without one."""
FEW, MANY = 100_000, 5_000_000
WHOLE_PLACES, WHOLE_NAMES, WHOLE_DISTINCT = 12_000_000, 16_000_000, 9_000_000
"""Places and alternate names as in GeoNames' whole dump, and how many names the places share."""
KINDS = ("P\tPPL", "P\tPPL", "H\tSTM", "T\tMT", "S\tSCH", "S\tFRM", "H\tLK", "S\tHTL")
COUNTRIES = "US CN MX IN RU NO ID IR PK CA MA AF CO BR TH ZA PE TR ET UA AZ AM GE SY IQ".split()
WORDS = 200_000
FIGURES = (
    *("ceiling", "acc161", "acc161_subnational", "sure_share", "sure_accuracy"),
    *("strict", "recall161", "precision161"),
)


class Cost(NamedTuple):
    """What a process took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def main() -> None:
    """Run the benchmark that the command line names."""
    with tempfile.TemporaryDirectory(prefix="gazetteer-") as folder:
        if sys.argv[1] == "dense":
            corpora = [Path(name) for name in sys.argv[3:]]
            measure_dense(Path(folder), Path(sys.argv[2]), corpora)
        elif sys.argv[1] == "index":
            build_generated(Path(sys.argv[2]), int(sys.argv[3]))
        elif sys.argv[1] == "whole":
            measure_whole(Path(folder))
        else:
            measure_generated(Path(folder))


def measure_dense(folder: Path, reference: Path, corpora: list[Path]) -> None:
    """Print what building costs, and the figures of each corpus before and after."""
    places, alternates = folder / "reference.txt", folder / "alternates.txt"
    convert(reference, places, alternates)
    os.environ["GEO_CACHE"] = str(folder / "cache")
    geo = (sys.executable, "-m", "geo", "gazetteer")
    tell("shipped layers alone", cost_of(*geo, "info"), folder / "cache")
    before = evaluate_toponyms(corpora, open_gazetteer())
    building = (*geo, "build", "--geonames", str(places), "--alternate", str(alternates))
    tell("with the reference", cost_of(*building), folder / "cache")
    after = evaluate_toponyms(corpora, open_gazetteer())
    for corpus, figures in before.items():
        for name in FIGURES:
            values = [_one_number(each[name]) for each in (figures, after[corpus])]
            print(f"{corpus:18}{name:20}{values[0]:8.3f}{values[1]:8.3f}")


def measure_generated(folder: Path) -> None:
    """Print what indexes of few and of many names cost, and how fast a text is read with each."""
    speeds = []
    for names in (FEW, MANY):
        index = folder / str(names)
        index.mkdir()
        tell(
            f"{names:,} names",
            cost_of(sys.executable, __file__, "index", str(index), str(names)),
            index,
        )
        name = next(generated_names())
        start = time.perf_counter()
        gazetteer = CompiledGazetteer(index / "index")
        gazetteer.candidates(name)
        opened = 1000 * (time.perf_counter() - start)
        speeds.append(words_per_second(gazetteer))
        print(f"  opened and first name looked up in {opened:.0f} ms; {speeds[-1]:,.0f} words/s")
    print(f"throughput falls by {speeds[0] / speeds[1]:.2f}")


def measure_whole(folder: Path) -> None:
    """Print what building from files as large as GeoNames' whole dump costs."""
    places, alternates = folder / "allCountries.zip", folder / "alternateNamesV2.zip"
    write_whole(places, alternates)
    sizes = [path.stat().st_size / 1e6 for path in (places, alternates)]
    print(f"zipped files of {sizes[0]:.0f} and {sizes[1]:.0f} MB", flush=True)
    os.environ["GEO_CACHE"] = str(folder / "cache")
    geo = (sys.executable, "-m", "geo", "gazetteer", "build")
    cost = cost_of(*geo, "--geonames", str(places), "--alternate", str(alternates))
    tell("the whole dump", cost, folder / "cache")
    start = time.perf_counter()
    gazetteer = open_gazetteer()
    gazetteer.candidates(next(generated_names()))
    print(f"  opened and first name looked up in {1000 * (time.perf_counter() - start):.0f} ms")
    print(f"  {words_per_second(gazetteer):,.0f} words/s")


def write_whole(places: Path, alternates: Path) -> None:
    """Write made-up places and names in GeoNames' format and number, zipped."""
    chance = _chance(4)
    pool = list(islice(generated_names(), WHOLE_DISTINCT))
    with zipped(places) as file:
        for number in range(1, WHOLE_PLACES + 1):
            name = pool[number - 1] if number <= FEW else chance.choice(pool)
            lon, lat = chance.uniform(-180, 180), chance.uniform(-60, 70)
            columns = [
                OWN_IDS + number, name, name, "", f"{lat:.5f}", f"{lon:.5f}", chance.choice(KINDS),
                chance.choice(COUNTRIES), "", number % 60, number % 900, "", "", 0, "", 0,
                "Asia/Baku", "2026-01-01",
            ]  # fmt: skip
            file.write("\t".join(map(str, columns)) + "\n")
    with zipped(alternates) as file:
        for number in range(WHOLE_NAMES):
            place = OWN_IDS + chance.randint(1, WHOLE_PLACES)
            file.write(f"{number}\t{place}\ten\t{chance.choice(pool)}" + "\t" * 6 + "\n")


@contextmanager
def zipped(path: Path) -> Iterator[TextIO]:
    """Yield a table to write to, alone in the archive *path*."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(f"{path.stem}.txt", "w", force_zip64=True) as member,
        io.TextIOWrapper(member, encoding="utf-8") as file,
    ):
        yield file


def convert(reference: Path, places: Path, alternates: Path) -> None:
    """Write the places of *reference* as GeoNames does."""
    with (
        places.open("w", encoding="utf-8") as lines,
        alternates.open("w", encoding="utf-8") as names,
    ):
        for path in sorted(reference.glob("*.jsonl.gz")):
            country = path.name[:2].upper()
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for place in map(json.loads, file):
                    if (
                        place["type"] in FEATURES
                        and place.get("name")
                        and {"lon", "lat"} <= place.keys()
                    ):
                        number = place.get("geonames") or OWN_IDS + place["id"] % OWN_IDS
                        lines.write(place_line(place, number, country))
                        names.writelines(name_lines(place, number))


def place_line(place: Mapping[str, Any], number: int, country: str) -> str:
    """Return a place as a line of ``allCountries.txt``, its regions' ids as their codes."""
    areas = [str(place.get(key, "")) for key in ("region", "county")]
    columns = [
        number, place["name"], "", "", place["lat"], place["lon"], FEATURES[place["type"]],
        country, "", *areas, "", "", place.get("population") or 0, "", 0, "", "2026-01-01",
    ]  # fmt: skip
    return "\t".join(map(str, columns)) + "\n"


def name_lines(place: Mapping[str, Any], number: int) -> Iterator[str]:
    """Yield the names of a place as lines of ``alternateNamesV2.txt``."""
    for language, names in place.get("names", {}).items():
        for name in names:
            yield f"0\t{number}\t{language}\t{' '.join(name.split())}" + "\t" * 6 + "\n"


def generated_names() -> Iterator[str]:
    """Yield made-up names, the same ones each time, none twice."""
    starts = (
        "Ab Bel Car Dun El Far Gor Hal Is Kar Lem Mor Nar Or Pel Rud Sar Tem Ur Var Zan".split()
    )
    middles = "a ab an ar e en er i il ir o ol on u ur".split()
    ends = "abad by dara ek gan hat iya kend lu mar nia ovo pur rud sk tan vka wan zor".split()
    parts = list(product(starts, middles, middles, ends))
    _chance(1).shuffle(parts)
    for second in ("", *(f" {''.join(part).title()}" for part in product(starts, ends))):
        for part in parts:
            yield "".join(part) + second


def build_generated(folder: Path, count: int) -> None:
    """Compile *count* generated names of half as many places, through a file as GeoNames' are."""
    names, path = generated_names(), folder / "generated.txt"
    chance = _chance(2)
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, count // 2 + 1):
            lon, lat = chance.uniform(-180, 180), chance.uniform(-60, 70)
            columns = [
                number, next(names), "", next(names), f"{lat:.5f}", f"{lon:.5f}", "P\tPPL",
                "AZ", "", number % 60, "", "", "", number % 5000, "", 0, "", "2026-01-01",
            ]  # fmt: skip
            file.write("\t".join(map(str, columns)) + "\n")
    layer = geonames_layer(Dump((path,)), Areas({"AZ": "Azerbaijan"}), print)
    compile_index(folder / "index", [layer], lambda *_: None)
    path.unlink()


def words_per_second(gazetteer: CompiledGazetteer) -> float:
    """Return how fast a text is read in which every eighth word is one of the first names."""
    recognizer, resolver = GazetteerRecognizer(gazetteer), ContextResolver(gazetteer)
    first = [name for name, _ in zip(generated_names(), range(FEW), strict=False)]
    chance = _chance(3)
    sentences = [
        f"Shelling was heard near {chance.choice(first)} and in {chance.choice(first)} until the"
        f" guns fell silent, said a man who had walked from there to {chance.choice(first)}."
        for _ in range(WORDS // 24)
    ]
    articles = [
        Article(Source("benchmark"), " ".join(sentences[at : at + 20]))
        for at in range(0, len(sentences), 20)
    ]
    start = time.process_time()
    for article in articles:
        resolver.resolve(article, recognizer.recognize(article))
    return sum(len(article.text.split()) for article in articles) / (time.process_time() - start)


def _one_number(figure: Any) -> float:
    return float(figure["f1"] if isinstance(figure, dict) else figure or 0.0)


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up names are no secrets


def cost_of(*command: str) -> Cost:
    """Return what a process takes that runs *command*."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} left with {process.returncode}")
    seconds = time.perf_counter() - start
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def tell(what: str, cost: Cost, folder: Path) -> None:
    """Print what a build took, and the size of the newest index in *folder*."""
    info = max(folder.rglob("info.json"), key=lambda path: path.stat().st_mtime)
    size = sum(path.stat().st_size for path in info.parent.iterdir()) / 1e6
    held = json.loads(info.read_bytes())
    names = sum(layer["names"] for layer in held["layers"])
    print(
        f"{what}: {held['places']:,} places, {names:,} names; {cost.seconds:.0f} s,"
        f" {cost.cpu_seconds:.1f} CPU-seconds, peak {cost.peak_mb:.0f} MB, index {size:.0f} MB"
    )


if __name__ == "__main__":
    main()
