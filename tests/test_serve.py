"""`mkdocs serve` shows an edit in `seeds/` at once; a wrong record leaves the last good pages."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from project import PYTHON, copy_house, settings

pytestmark = pytest.mark.site

PATIENCE = 300.0
"""Seconds to wait for the server; a rebuild takes some two, and more while others compute."""


@dataclass(frozen=True)
class Server:
    """A server of the project in `tree`, at `address`, that prints to `output`."""

    tree: Path
    address: str
    output: Path

    def page(self, path: str) -> str:
        """Return the page at `path`, up to the server's script; nothing while there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310 (our own server)
                page = str(answer.read(), "utf-8")
        except OSError:  # none answers yet, or not in time
            return ""
        return page.partition("livereload(")[0]

    def printed(self) -> str:
        return self.output.read_text("utf-8")

    def rebuilds(self) -> int:
        return self.printed().count("Documentation built in")

    def edit(self, path: str, old: str, new: str) -> None:
        """Put `new` in place of the one `old` in a file."""
        file = self.tree / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")


def wait_until(condition: Callable[[], bool]) -> None:
    """Return as soon as `condition` holds; fail when it does not in good time."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a copy of the project; each test leaves it with nothing to rebuild."""
    folder = tmp_path_factory.mktemp("serve")
    tree = copy_house(folder / "tree")
    host = f"127.0.0.1:{free_port()}"
    output = folder / "output"
    with output.open("w") as log:
        process = subprocess.Popen(
            [PYTHON, "-m", "mkdocs", "serve", "--dev-addr", host],
            cwd=tree,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(folder)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            served = Server(
                tree, f"http://{host}{urlsplit(settings(tree)['site_url']).path}", output
            )
            wait_until(lambda: "Serving on" in served.printed() or process.poll() is not None)
            assert process.poll() is None, served.printed()
            yield served
        finally:
            process.terminate()
            process.wait(30)


def test_an_edit_shows_after_one_rebuild(server: Server) -> None:
    built = server.rebuilds()
    server.edit("seeds/articles/01.md", "title: ", "title: Revised ")
    wait_until(lambda: "Revised " in server.page("articles/01/"))
    time.sleep(2)  # long enough for a second rebuild to begin
    assert server.rebuilds() == built + 1


def test_a_new_article_is_in_the_navigation_at_once(server: Server) -> None:
    """The treaty gets one article more, so that its number is in range, and its texts lack it."""
    for key in ("lighthouse-treaty", "lighthouse-treaty-ar"):
        server.edit(f"seeds/sources/{key}.md", 'authentic: "true"\n', "")
    server.edit("seeds/numbers/articles-total.md", 'value: "3"', 'value: "4"')
    article = server.tree / "seeds" / "articles" / "04.md"
    article.write_text("---\ntitle: Light in fog\nreviewed: 2032-01-01\n---\n", "utf-8")
    wait_until(lambda: "Light in fog" in server.page("articles/04/"))
    wait_until(lambda: 'href="04/"' in server.page("articles/"))


def test_a_wrong_record_is_reported_and_the_last_good_page_stays(server: Server) -> None:
    good = server.page("articles/01/")
    server.edit("seeds/articles/01.md", "title: ", "titel: ")
    fault = 'seeds/articles/01.md:2:1: unknown key "titel" [unknown-key]\n    mend: did you mean'
    wait_until(lambda: fault in server.printed())
    wait_until(lambda: server.printed().endswith("Reloading browsers\n"))
    assert "these are the last good pages" in server.printed().partition(fault)[2]
    assert server.page("articles/01/") == good

    server.edit("seeds/articles/01.md", "titel: ", "title: Mended ")
    wait_until(lambda: "Mended " in server.page("articles/01/"))
