"""The rules of the design, executed: who may import whom, and how large a part may grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import geo

ROOT = Path(geo.__file__).parent
CHECKOUT = ROOT.parent
LEVELS = [
    {"errors"},
    {"model"},
    {"protocols", "shipped", "atomic"},
    {"text", "events", "engine"},
    {"records", "dates"},
    {"frames"},
    {"gazetteer", "borders", "read"},
    {"tables"},
    {"recognize", "geocode", "resolve", "extract", "link", "store", "export"},
    {"corrections", "journal", "pipeline", "draw"},
    {"evaluate"},
    {"cli"},
    {"__main__"},
]
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}
ONLY_HERE = {
    "folium": "draw/",
    "branca": "draw/",
    "xstatic": "draw/",
    "geopy": "geocode",
    "click": "cli/",
    "trafilatura": "read/",
    "marisa_trie": "gazetteer/",
}
MODULES = sorted(ROOT.rglob("*.py"))
SCRIPTS = sorted(
    path
    for folder in ("geo", "tools", "benchmarks")
    for path in (CHECKOUT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".mjs"} and "node_modules" not in path.parts
)


def names_of(path):
    return path.relative_to(ROOT).as_posix()


def part_of(path):
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=names_of)
def test_imports_point_down_only(path):
    part = part_of(path)
    if part == "__init__":
        return
    assert part in LEVEL, f"{part} has no level yet"
    upward = [
        name
        for name in imports(path)
        if name.startswith("geo.")
        and (other := name.split(".")[1]) != part
        and LEVEL[other] >= LEVEL[part]
    ]
    assert not upward


@pytest.mark.parametrize("path", MODULES, ids=names_of)
def test_third_party_libraries_stay_in_their_modules(path):
    used = {name.split(".")[0] for name in imports(path)} & set(ONLY_HERE)
    assert not [name for name in used if not names_of(path).startswith(ONLY_HERE[name])]


@pytest.mark.parametrize("path", MODULES, ids=names_of)
def test_only_the_command_prints(path):
    if part_of(path) == "cli":
        return
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    printed = [
        node.lineno
        for node in calls
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not printed


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_no_file_outgrows_its_shape(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize(
    "path",
    [path for path in SCRIPTS if path.suffix == ".py"],
    ids=lambda path: path.relative_to(CHECKOUT).as_posix(),
)
def test_no_function_outgrows_its_shape(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        (node.name, length)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (length := body_length(node)) > 40
    ]
    assert not long


def body_length(function):
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_importing_the_package_and_the_command_loads_nothing_heavy():
    code = (
        "import sys, geo, geo.cli; "
        "heavy = {'pandas', 'geopandas', 'numpy', 'folium', 'shapely', 'trafilatura', 'geopy'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_public_names_are_all_there():
    assert geo.__all__ == sorted(geo.__all__)
    assert [name for name in geo.__all__ if not hasattr(geo, name)] == []
