"""A real browser for the tests: found on the machine, or installed, never skipped."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.kinds import PLAIN_PAGES
from generator.pages.tables import LISTS

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


def find_chromium() -> str:
    """Return the path of a Chromium or Chrome that runs, installing one if there is none.

    Raises RuntimeError, with what was tried, if none can be had.
    """
    return _on_this_machine() or _from_debian() or _from_playwright() or _give_up()


def _on_this_machine() -> str | None:
    names = [os.environ.get("CHROMIUM", ""), *_NAMES]
    return next((path for name in names if (path := shutil.which(name)) and _runs(path)), None)


def _runs(path: str) -> bool:
    """Tell whether it answers: Ubuntu's package of that name is only a stub."""
    done = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    return done.returncode == 0


def _from_debian() -> str | None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update -qq", "apt-get install -qq -y chromium"):
        subprocess.run(command.split(), env=environment, check=False, capture_output=True)
    return _on_this_machine()


def _from_playwright() -> str | None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:
        return None
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    found = sorted(cache.glob("chromium-*/chrome-*/chrome"))
    return str(found[-1]) if found and _runs(str(found[-1])) else None


def _give_up() -> str:
    tried = f"{', '.join(_NAMES)} on this machine; apt-get as root; Playwright's own download"
    raise RuntimeError(f"no Chromium for the tests. Tried: {tried}. Name one in CHROMIUM.")


def kinds_of_pages(docs: Path) -> list[str]:
    """Return the pages that are one of a kind and, of each folder, the longest other page."""
    pages = list(docs.rglob("*.md"))
    lists = {docs / f"{name}.md" for name in (*LISTS, *PLAIN_PAGES)}
    chosen = [path for path in pages if path.parent == docs or path in lists]
    for folder in {path.parent for path in pages} - {docs}:
        inside = [path for path in pages if path.parent == folder and path not in chosen]
        chosen += [max(inside, key=lambda path: path.stat().st_size)] if inside else []
    return sorted({address_of(path.relative_to(docs).as_posix()) for path in chosen})


def address_of(markdown: str) -> str:
    """Return the address of a page below that of the site."""
    stem = markdown.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site below a path of its own, as GitHub Pages does, with its page for 404."""

    protocol_version = "HTTP/1.1"
    prefix = ""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(self.prefix) if path.startswith(self.prefix) else "/no-such-file"
        return super().translate_path(inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(site: Path, prefix: str) -> Iterator[str]:
    """Serve a built site on this machine alone and yield the address of its first page."""
    handler = type("Handler", (_Quiet,), {"prefix": prefix.rstrip("/")})
    make = functools.partial(handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), make)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
