"""Take the pictures of ``docs/images/`` from a map of the example articles.

Make the map first (``geo map data/articles``), then run: python tools/picture_maps.py
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "maps" / "incidents.html"
CAUCASUS = "#at=39.95_46.1_7.5"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
WIDE, NARROW = (1440, 900), (390, 844)
SHOTS = {
    "desktop": (WIDE, "light", "", "ballistic missile"),
    "dark": (WIDE, "dark", "", ""),
    "brush": (WIDE, "light", "&time=26690400_26840000", ""),
    "phone": (NARROW, "light", "", ""),
    "phone-panel": (NARROW, "light", "", "ballistic missile"),
}
"""For each picture: size, color scheme, what the address adds, the incident to open."""


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
            page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")
            print(f"docs/images/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
