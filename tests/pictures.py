"""Takes a picture of a page of each kind, light and dark, wide and on a phone, and one printed.

Run it from the project's root after a build: `make pictures`. They are to be looked at, not kept.
"""

from __future__ import annotations

from pathlib import Path

from browser import FLAGS, find_chromium, kinds_of_pages, serve
from playwright.sync_api import sync_playwright

SITE, PICTURES = Path("site"), Path("pictures")
SIZES = {"wide": (1280, 800), "phone": (360, 740)}


def main() -> None:
    """Write the pictures into `pictures/`, named after page, width and scheme."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, serve(SITE, "/") as address:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page = browser.new_page()
        for path in kinds_of_pages(Path("docs")):
            name = path.strip("/").replace("/", "-") or "overview"
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    page.goto(address + path)
                    page.screenshot(path=PICTURES / f"{name}-{size}-{scheme}.png", full_page=True)
            page.emulate_media(media="print", color_scheme="light")
            page.pdf(path=PICTURES / f"{name}-print.pdf")
            page.emulate_media(media="screen")
        browser.close()
    print(f"The pictures lie in {PICTURES}/.")


if __name__ == "__main__":
    main()
