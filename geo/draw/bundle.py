"""Join the ES modules of ``web/`` into the one script of a page.

Only what our modules use is understood: ``import { a, b } from "./x.js";`` on one or more
lines at the top, and ``export`` before a declaration. Modules are joined in the order of
their imports into one function scope, so no two may declare the same top-level name.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from geo.errors import MapError

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|let|class)\b)", re.MULTILINE)
_DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function\*?|const|let|class)\s+([A-Za-z_$][\w$]*)",
    re.MULTILINE,
)
_EXPORTED = re.compile(
    r"^export (?:async function|function|const|let|class)\s+([A-Za-z_$][\w$]*)", re.MULTILINE
)
_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @type [^\n]*?\*/ ?")
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_STRING = re.compile(r"""("(?:\\.|[^"\\])*"|`.*`)""")
_SPACE = re.compile(r" *([{}()\[\];,:<>=!&|?*]) *")
_STYLE_SPACE = re.compile(r" *([{};,]) *|(?<=:) ")
_MARGIN = re.compile(r"^[ \t]+|[ \t]+$|^\n", re.MULTILINE)


def web_file(name: str) -> str:
    """Return the text of a file of ``web/``."""
    return files("geo.draw").joinpath("web", name).read_text("utf-8")


@cache
def script() -> str:
    """Return the script of a page: every module that ``main.js`` needs, in one function."""
    modules: dict[str, str] = {}
    _visit("main", modules, ())
    _check_names(modules)
    body = "".join(tighten(strip(_EXPORT.sub("", source))) for source in modules.values())
    return f'(() => {{\n"use strict";\n{body}}})();\n'


@cache
def style() -> str:
    """Return the style sheet of a page."""
    return _STYLE_SPACE.sub(r"\1", strip(web_file("style.css")))


def strip(source: str) -> str:
    """Return *source* without margins, empty lines, casts and comments on lines of their own.

    Raises
    ------
    MapError
        If a template literal runs over lines: its margins may mean something.
    """
    for number, line in enumerate(source.splitlines(), 1):
        if line.replace(r"\`", "").count("`") % 2:
            raise MapError(f"line {number}", "a template literal runs over lines", "join strings")
    for pattern in (_BLOCK_COMMENT, _CAST, _LINE_COMMENT, _MARGIN):
        source = pattern.sub("", source)
    return source


def tighten(source: str) -> str:
    """Return stripped *source* without spaces, but for those in strings, patterns and sums."""
    return "".join(map(_tight_line, source.splitlines(keepends=True)))


def _tight_line(line: str) -> str:
    # A slash outside of strings may begin a regular expression: such lines stay as they are.
    parts = _STRING.split(line)
    if any("/" in part for part in parts[::2]):
        return line
    parts[::2] = [_SPACE.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts)


def _visit(name: str, modules: dict[str, str], path: tuple[str, ...]) -> None:
    if name in path:
        raise MapError(f"{name}.js", f"imports itself by way of {' and '.join(path)}")
    if name in modules:
        return
    source = web_file(f"{name}.js")
    for names, imported in _IMPORT.findall(source):
        _visit(imported, modules, (*path, name))
        _check_import(name, names, imported)
    body = _IMPORT.sub("", source)
    if re.search(r"^(import|export (default|\{|\*))", body, re.MULTILINE):
        raise MapError(f"{name}.js", "has an import or export of a form that is not joined")
    modules[name] = body


def _check_import(importer: str, names: str, imported: str) -> None:
    offered = set(_EXPORTED.findall(web_file(f"{imported}.js")))
    for wanted in filter(None, (part.strip() for part in names.split(","))):
        if wanted not in offered:
            raise MapError(f"{importer}.js", f"imports {wanted!r}, which {imported}.js lacks")


def _check_names(modules: dict[str, str]) -> None:
    home: dict[str, str] = {}
    for module, source in modules.items():
        for name in filter(None, _DECLARED.findall(source)):
            if name in home:
                raise MapError(f"{module}.js", f"declares {name!r}, as {home[name]}.js does")
            home[name] = module
