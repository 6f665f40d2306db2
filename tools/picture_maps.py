"""Take the pictures of ``docs/images/`` from a map of the example articles.

Make the map first (``geo map data/articles``), then run: python tools/picture_maps.py
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "maps" / "incidents.html"
CAUCASUS = "#at=39.95_46.1_7.5"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
COLORS = 256
WIDE, NARROW = (1440, 900), (390, 844)
SHOTS = {
    "desktop": (WIDE, "light", "", "ballistic missile"),
    "dark": (WIDE, "dark", "", ""),
    "brush": (WIDE, "light", "&time=26690400_26840000", ""),
    "phone": (NARROW, "light", "", ""),
    "phone-panel": (NARROW, "light", "", "ballistic missile"),
}
"""For each picture: size, color scheme, what the address adds, the incident to open."""


def write_small(picture: bytes, path: Path) -> None:
    """Write a picture with a palette: maps have few colors, and a repository keeps every byte."""
    with Image.open(BytesIO(picture)) as full:
        few = full.convert("RGB").quantize(
            COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
        few.save(path, optimize=True)


def main() -> None:
    """Take every picture."""
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, ((width, height), scheme, address, words) in SHOTS.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                device_scale_factor=2 if width < height else 1,
            )
            page.goto(MAP.as_uri() + CAUCASUS + address + (f"&q={words}" if words else ""))
            page.wait_for_selector("html[data-geo=ready]")
            page.wait_for_timeout(900)
            if words:
                row = page.locator(".geo-item").first.get_attribute("data-row")
                page.evaluate(f"location.hash = '{CAUCASUS}&incident={row}'")
                page.wait_for_timeout(900)
            path = ROOT / "docs" / "images" / f"{name}.png"
            write_small(page.screenshot(), path)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
