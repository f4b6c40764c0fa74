"""The command line: `python -m generator check | build | verify | new | schema | text | export …`.

Each verb says with `--help` what it does.
"""

import argparse
import datetime
import json
import os
import shlex
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from generator import build, csp, export, output, release, seeds, stubs, text_import
from generator.catalogue import Catalogue
from generator.kinds import MODELS, kind_of
from generator.problems import Problem, in_order, report
from generator.settings import read_settings

CLEAN, PROBLEMS, FAILURE, STOPPED = 0, 1, 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run one verb in the current folder and return the exit status.

    It is 0 if all is well, 1 for problems, 2 for misuse, for what the system refuses and for a
    fault of the generator, and 130 when a key has stopped it.
    """
    argv = sys.argv[1:] if argv is None else argv
    arguments = _parser().parse_args(argv)
    try:
        return _run(Path(), arguments)
    except KeyboardInterrupt:
        _say("stopped", sys.stderr)
        return STOPPED
    except Exception as error:  # noqa: BLE001 (whoever keeps records gets a sentence)
        if arguments.traceback:
            _say(traceback.format_exc(), sys.stderr)
        return _misuse(_sentence(error, argv))


def _run(root: Path, arguments: argparse.Namespace) -> int:
    if not (root / seeds.FOLDER).is_dir():
        return _misuse(f"there is no folder {seeds.FOLDER}/ here; run this from the project's root")
    for folder in filter(None, (getattr(arguments, name, None) for name in ("site", "archive"))):
        if not folder.is_dir():
            return _misuse(f"there is no folder {folder}")
    status: int = arguments.run(root, arguments)
    return status


def _sentence(error: Exception, argv: list[str]) -> str:
    """Say what kept the generator from its end: the system, or a fault of its own."""
    if isinstance(error, OSError):
        path = error.filename2 or error.filename
        at = f" at {path}" if path else ""
        return f"stopped{at}: {error.strerror or error}; run this again when that is mended"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    command = shlex.join(["python", "-m", "generator", "--traceback", *argv])
    return (
        f"this is a fault of the generator and not of your records ({what}); please report it, "
        f"where `repository` in mkdocs.yml leads, with what `{command}` prints"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument(
        "--traceback", action="store_true", help="show where it came to an end before its time"
    )
    verbs = parser.add_subparsers(required=True)

    def verb(name: str, run: Callable[[Path, Any], int], what: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=what)
        added.set_defaults(run=run)
        return added

    check = verb("check", _check, "check records, compare docs/ with them; write nothing")
    help_of_published = "the register of addresses as it is published; else that in docs/"
    check.add_argument("--published", type=Path, metavar="FILE", help=help_of_published)
    verb("build", _build, "check the records and write what changed in docs/")
    verify = verb("verify", _verify, "hold excerpts against the archive, write the lock")
    verify.add_argument("archive", type=Path, help="folder with the documents that we hold")
    new = verb("new", _new, "write a stub of a record")
    new.add_argument("kind", choices=sorted(MODELS))
    help_of_key = "file name without .md; for pages with its folder; none for the treaty"
    new.add_argument("key", nargs="?", default="", help=help_of_key)
    verb("schema", _schema, "print the JSON Schema of each kind")
    text = verb("text", _text, "read an official text by article into its source's notes")
    text.add_argument("key", help="key of the source, new or old")
    text.add_argument("file", type=Path, help="the text, in UTF-8, in the archive's folder")
    for name, run, what in (
        ("seal", _seal, "finish a built site: policy, styles"),
        ("export", _export, "write each built page as data and citations"),
        ("release", _release, "pack a site for reading from disk into dist/"),
    ):
        site = verb(name, run, what)
        site.add_argument("site", type=Path, help="folder that the engine has built")
    return parser


def _check(root: Path, arguments: argparse.Namespace) -> int:
    published = arguments.published and arguments.published.read_text("utf-8", "replace")
    problems = build.check(root, read_settings(root), published)
    return _finish(problems, "all records and pages are clean")


def _build(root: Path, _: argparse.Namespace) -> int:
    changed, problems = build.build(root, read_settings(root))
    return _finish(problems, "\n".join(f"docs/{path}" for path in changed) or "no change")


def _verify(root: Path, arguments: argparse.Namespace) -> int:
    found = build.lock(root, arguments.archive)
    said = f"{len(found.lines) - found.kept} lines in the lock agree with the documents"
    if found.absent:
        said += f"; {found.kept} are kept as they were, on documents not there: {found.absent}"
    return _finish(found.problems, said)


def _new(root: Path, arguments: argparse.Namespace) -> int:
    kind, key = arguments.kind, arguments.key
    if (kind == "treaty") == bool(key):
        return _misuse(f"`new {kind}` takes {'no' if key else 'a'} key")
    stem = {"pages": key, "treaty": kind}.get(kind, f"{kind}/{key}")
    path = root / seeds.FOLDER / f"{stem}.md"
    name = path.relative_to(root).as_posix()
    if kind_of(stem) not in (kind, None):
        return _misuse(f"{name} would be a record of the kind {kind_of(stem)}")
    for other in sorted(path.parent.glob("*.md")):
        # 3 and 03 are one article.
        if other == path or (kind == "articles" and other.stem.lstrip("0") == key.lstrip("0")):
            return _misuse(f"{other.relative_to(root).as_posix()} is there already")
    content = stubs.stub(kind, key, datetime.date.today().isoformat())
    _, problems = seeds.read_seed(name, content.encode())
    if not problems:
        output.write_all(root, {name: content.encode()})
    return _finish(problems, f"wrote {name}")


def _schema(_: Path, __: argparse.Namespace) -> int:
    schemas = {kind: model.model_json_schema() for kind, model in MODELS.items()}
    _say(json.dumps(schemas, indent=2), sys.stdout)
    return CLEAN


def _text(root: Path, arguments: argparse.Namespace) -> int:
    if not arguments.file.is_file():
        return _misuse(f"there is no file {arguments.file}")
    day = datetime.date.today().isoformat()
    catalogue, (key, file) = Catalogue.read(root), (arguments.key, arguments.file)
    found = text_import.import_text(catalogue, root, key, file, day)
    said = [f"wrote {path}" for path in output.write_all(root, found.records)] or ["no change"]
    said += [f"no article has: {line}" for line in found.unplaced]
    return _finish(in_order(found.problems), "\n".join(said))


def _seal(root: Path, arguments: argparse.Namespace) -> int:
    try:
        count, problems = csp.seal(arguments.site, root)
    except csp.NoReferenceError as error:
        return _misuse(str(error))
    return _finish(problems, f"pages with a new policy: {count}")


def _export(root: Path, arguments: argparse.Namespace) -> int:
    settings = read_settings(root)
    dossier, problems = build.read(root)
    problems = in_order([*problems, *settings.problems])
    count = 0 if problems else export.export(arguments.site, dossier, settings)
    return _finish(problems, f"pages that are data, too: {count}")


def _release(root: Path, arguments: argparse.Namespace) -> int:
    settings = read_settings(root)
    if settings.problems:
        return _finish(in_order(settings.problems), "")
    files = release.pack(root, arguments.site, settings)
    output.write_all(root / release.FOLDER, files)
    return _finish([], "\n".join(f"{release.FOLDER}/{name}" for name in files))


def _finish(problems: list[Problem], success: str) -> int:
    """Print the problems, or the sentence for none, and return the exit status."""
    if problems:
        annotations = os.environ.get("GITHUB_ACTIONS") == "true"
        _say(report(problems, annotations), sys.stdout)
        return PROBLEMS
    _say(success, sys.stdout)
    return CLEAN


def _misuse(what: str) -> int:
    _say(what, sys.stderr)
    return FAILURE


def _say(text: str, stream: TextIO | None) -> None:
    """Print a text, with signs that the stream cannot show by their numbers.

    Whoever stops reading, as `head` does, has read enough; a stream that is closed hears nothing.
    """
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)
    except OSError as error:
        # Nothing is left for the interpreter to print, and to stumble over, at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


if __name__ == "__main__":
    sys.exit(main())
