"""Take the pictures of ``docs/images/`` from a map of the example articles.

Make the map first (``geo map data/articles``), then run: python tools/picture_maps.py
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "maps" / "incidents.html"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
COLORS, REFINED = 256, 2
"""Colors of a picture, and rounds in which they move to what they stand for: else land is pink."""
WIDE, NARROW = (1440, 900), (390, 844)
MISSILE = "Scud missile"


class Shot(NamedTuple):
    """A picture to take."""

    size: tuple[int, int]
    at: str
    """Latitude, longitude and zoom, as in the address of a map."""
    open: str = ""
    """Words of the disputed incident to open: it has most to show."""
    scheme: Literal["light", "dark"] = "light"
    times: tuple[str, ...] = ()
    """The time that the brush shows and the one that is chosen in it, as in the address."""


SHOTS = {
    "desktop": Shot(WIDE, "39.95_46.1_7.75", MISSILE),
    "dark": Shot(WIDE, "39.75_46.1_7.75", scheme="dark"),
    "brush": Shot(WIDE, "39.5_45.75_8.25", times=("26297280_26823000", "26686080_26749440")),
    "phone": Shot(NARROW, "39.75_46.35_7.5"),
    "phone-panel": Shot(NARROW, "39.95_46.1_7.5", MISSILE),
}


def write_small(picture: bytes, path: Path) -> None:
    """Write a picture with a palette: maps have few colors, and a repository keeps every byte."""
    with Image.open(BytesIO(picture)) as full:
        few = full.convert("RGB").quantize(
            COLORS, Image.Quantize.MAXCOVERAGE, kmeans=REFINED, dither=Image.Dither.NONE
        )
        few.save(path, optimize=True)


def open_map(browser: Browser, shot: Shot) -> Page:
    """Open the map as a picture wants it."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,
        device_scale_factor=2 if width < height else 1,
    )
    address = f"#at={shot.at}" + "".join(f"&time={time}" for time in shot.times[:1])
    page.goto(MAP.as_uri() + address + (f"&q={shot.open}" if shot.open else ""))
    page.wait_for_selector("html[data-geo=ready]")
    page.wait_for_timeout(900)
    if shot.open:
        row = page.locator(".geo-item", has_text="Disputed").first.get_attribute("data-row")
        page.evaluate(f"location.hash = '{address}&incident={row}'")
    if shot.times:
        page.get_by_role("button", name="Zoom to the time shown").click()
        page.evaluate(f"location.hash = '#at={shot.at}&time={shot.times[-1]}'")
        page.mouse.move(width / 8, height / 15)
    page.wait_for_timeout(900)
    return page


def main() -> None:
    """Take every picture."""
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, shot in SHOTS.items():
            path = ROOT / "docs" / "images" / f"{name}.png"
            write_small(open_map(browser, shot).screenshot(), path)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
