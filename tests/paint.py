"""Measures how soon an article of the built site is painted, beside the theme as it comes.

Run it from the project's root after a build, as `make bench` does. Each figure is a median; loads
are taken in turn, so that what else runs slows both alike. It says nothing of another machine.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

import yaml
from browser import FLAGS, find_chromium, longest, serve
from playwright.sync_api import Browser, sync_playwright
from project import PYTHON, ROOT, run

LOADS = 30


def main() -> None:
    """Print the milliseconds until the largest paint of the longest article, in both sites."""
    article = longest(ROOT / "docs", "articles/[0-9]*.md")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_bare(ROOT, Path(folder))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        with serve(ROOT / "site", "/") as ours, serve(Path(folder) / "site", "/") as bare:
            loads = [
                (_largest_paint(browser, ours + article), _largest_paint(browser, bare + article))
                for _ in range(LOADS)
            ]
        browser.close()
    one, other = (statistics.median(column) for column in zip(*loads, strict=True))
    print(f"{article}: largest paint after {one:.0f} ms; with the bare theme {other:.0f} ms")


def _largest_paint(browser: Browser, address: str) -> float:
    """Return the milliseconds until the largest paint of a page that is loaded for the first time.

    A load for which the browser tells none, as it may while others compute, is repeated.
    """
    while not (paint := _paint(browser, address)):
        pass
    return paint


def _paint(browser: Browser, address: str) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(
        "window.paint = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.paint = entry.startTime))"
        ".observe({type: 'largest-contentful-paint', buffered: true})"
    )
    page.goto(address)
    page.evaluate("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")
    paint = float(page.evaluate("window.paint"))
    page.close()
    return paint


def build_bare(tree: Path, bare: Path) -> None:
    """Build the articles of a project with the theme as it comes, but for fonts from afar."""
    shutil.copytree(tree / "docs" / "articles", bare / "docs" / "articles")
    shutil.copy(tree / "docs" / "nav.yml", bare)
    names = {"site_name": "Bare", "site_url": "https://example.org/", "INHERIT": "nav.yml"}
    theme = {"name": "material", "font": False}
    extensions = ["attr_list", "footnotes", "md_in_html", "tables"]
    settings = names | {"theme": theme, "markdown_extensions": extensions}
    (bare / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    done = run(PYTHON, "-m", "mkdocs", "build", cwd=bare)
    assert done.returncode == 0, done.stdout


if __name__ == "__main__":
    main()
