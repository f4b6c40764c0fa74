"""Takes a picture of a page of each kind, light and dark, wide and on a phone, and one printed.

Run it from the project's root after a build: `make pictures`. They are to be looked at, not kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from browser import FLAGS, find_chromium, kinds_of_pages, serve
from playwright.sync_api import Page, sync_playwright

SITE, PICTURES = Path("site"), Path("pictures")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = {"wide": (1280, 800), "phone": (360, 740)}
TALLEST = 8_000
"""Pixels of a page that are shown: the list of sources has a hundred times as many."""


def main() -> None:
    """Write the pictures into `pictures/`, named after page, width and scheme."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, serve(SITE, "/") as address:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for path in kinds_of_pages(Path("docs")):
            name = path.strip("/").replace("/", "-") or "overview"
            for size, (width, height) in SIZES.items():
                for scheme in SCHEMES:
                    page = browser.new_page(
                        viewport={"width": width, "height": height},
                        color_scheme=scheme,
                        reduced_motion="reduce",
                    )
                    page.goto(address + path)
                    _take(page, width, PICTURES / f"{name}-{size}-{scheme}.png")
                    page.close()
            page = browser.new_page()
            page.goto(address + path)
            page.pdf(path=PICTURES / f"{name}-print.pdf")
            page.close()
        browser.close()
    print(f"The pictures lie in {PICTURES}/.")


def _take(page: Page, width: int, path: Path) -> None:
    """Take a picture of the whole page, or of its upper part, with the notes laid out."""
    tall = page.evaluate(
        "document.querySelectorAll('.footnote').forEach(e => e.style.contentVisibility = 'visible')"
        ", document.documentElement.scrollHeight"
    )
    page.screenshot(
        path=path,
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)},
    )


if __name__ == "__main__":
    main()
