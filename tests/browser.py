"""A real browser for the tests: found on the machine, or installed, never skipped."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.kinds import PLAIN_PAGES
from generator.pages.tables import LISTS

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
PATIENCE, PAUSE = 600.0, 5.0
"""Seconds for which an installer is waited for that another keeps out, and between two tries."""
_BUSY = re.compile(
    r"could not get lock|unable to (?:acquire|lock)|is another process", re.IGNORECASE
)
_LAST_LINES = 6
_PLAYWRIGHT = (sys.executable, "-m", "playwright", "install", "chromium")
_WHERE_PLAYWRIGHT_HAS_IT = (
    sys.executable,
    "-c",
    (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    ),
)


def find_chromium() -> str:
    """Return the path of a Chromium, Chrome or Edge that runs, installing one if there is none.

    Raises RuntimeError, with what was tried and what the installers said, if none can be had.
    """
    named = os.environ.get("CHROMIUM")
    if named and not _runs(named):
        raise RuntimeError(f"CHROMIUM names {named}, which does not run")
    if named:
        return named
    ways = (
        ((), _on_this_machine),
        ((), _playwrights_own),
        (_debian(), _on_this_machine),
        ((_PLAYWRIGHT,), _playwrights_own),
    )
    said: list[str] = []
    for commands, look in ways:
        said += [words for command in commands if (words := _install(*command))]
        if found := look():
            return found
    tried = f"Looked for {', '.join(_NAMES)} and Playwright's own; name one in CHROMIUM"
    raise RuntimeError("\n".join([f"no Chromium for the tests. {tried}.", *said]))


def _on_this_machine() -> str | None:
    paths = (path for name in _NAMES if (path := shutil.which(name)))
    return next((path for path in paths if _runs(path)), None)


def _playwrights_own() -> str | None:
    done = subprocess.run(_WHERE_PLAYWRIGHT_HAS_IT, check=False, capture_output=True, text=True)
    path = done.stdout.strip()
    return path if _runs(path) else None


def _runs(path: str) -> bool:
    """Tell whether it answers: Ubuntu's package of that name is only a stub."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _debian() -> tuple[tuple[str, ...], ...]:
    """Return the commands that install a package, where there are such and we may."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return ()
    apt_get = ("apt-get", "-qq", "-o", f"DPkg::Lock::Timeout={PATIENCE:.0f}")
    return (*apt_get, "update"), (*apt_get, "install", "-y", "chromium")


def _install(*command: str) -> str:
    """Run an installer, again while another one keeps it out; return its last words if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    end = time.monotonic() + PATIENCE
    while True:
        done = subprocess.run(
            command,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode == 0:
            return ""
        if not _BUSY.search(done.stdout) or time.monotonic() > end:
            last = done.stdout.strip().splitlines()[-_LAST_LINES:]
            return "\n    ".join([f"{' '.join(command)} ended with {done.returncode}:", *last])
        time.sleep(PAUSE)


def kinds_of_pages(docs: Path) -> list[str]:
    """Return the pages that are one of a kind and, of each folder, the longest other page.

    The longest come first, so that no short list of tests ends with a long one.
    """
    pages = list(docs.rglob("*.md"))
    lists = {docs / f"{name}.md" for name in (*LISTS, *PLAIN_PAGES)}
    chosen = [path for path in pages if path.parent == docs or path in lists]
    for folder in {path.parent for path in pages} - {docs}:
        inside = [path for path in pages if path.parent == folder and path not in chosen]
        chosen += [max(inside, key=lambda path: path.stat().st_size)] if inside else []
    chosen.sort(key=lambda path: (-path.stat().st_size, path))
    return [address_of(path.relative_to(docs).as_posix()) for path in chosen]


def longest(docs: Path, pattern: str) -> str:
    """Return the address of the longest page whose path below `docs` fits a pattern."""
    pages = (path for path in docs.glob(pattern) if path.stem != "index")
    page = max(pages, key=lambda path: (path.stat().st_size, path))
    return address_of(page.relative_to(docs).as_posix())


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
