"""Lets `mkdocs serve` show an edit in `seeds/` at once; only MkDocs loads it."""

import logging
import subprocess
import sys
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

WATCHED = ("seeds", "generator/assets", "generator/templates", "generator/theme")

log = logging.getLogger(f"mkdocs.hooks.{__name__}")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages anew and take the navigation from them.

    The generator prints its own problems and writes nothing while one stands, so the pages are
    then the last good ones. A strict build counts the warning and fails.
    """
    root = Path(config.config_file_path).parent
    # A process of its own, since the generator may have changed since the server started.
    build = subprocess.run([sys.executable, "-m", "generator", "build"], cwd=root, check=False)
    if build.returncode:
        what = "The records have problems" if build.returncode == 1 else "The build came to no end"
        log.warning("%s: these are the last good pages.", what)
    config.nav = yaml.safe_load((root / "docs" / "nav.yml").read_text("utf-8"))["nav"]
    return config


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watch what pages are made from, not the pages: each edit is then one rebuild."""
    server.unwatch(config.docs_dir)
    for folder in WATCHED:
        server.watch(str(Path(config.config_file_path).parent / folder))
    return server
