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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from generator import build, export, output, seal, seeds, text_import, values
from generator.catalogue import Catalogue
from generator.kinds import MODELS, kind_of
from generator.problems import MisuseError, Problem, in_order, report
from generator.settings import read_settings

ROOT = Path()
CLEAN, PROBLEMS, FAILURE, STOPPED = 0, 1, 2, 130
Result = tuple[Sequence[Problem], str]
"""What is wrong and, if nothing is, what to say."""


def main(argv: list[str] | None = None) -> int:
    """Run one verb in the current folder and return the exit status.

    It is 0 if all is well, 1 for problems, 2 for misuse, for what the system refuses and for a
    fault of the generator, and 130 when a key has stopped it.
    """
    argv = sys.argv[1:] if argv is None else argv
    arguments = _parser().parse_args(argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        _say("stopped", sys.stderr)
        return STOPPED
    except MisuseError as error:
        said = str(error)
    except Exception as error:  # noqa: BLE001 (whoever keeps records gets a sentence)
        if arguments.traceback:
            _say(traceback.format_exc(), sys.stderr)
        said = _sentence(error, argv)
    _say(said, sys.stderr)
    return FAILURE


def _run(arguments: argparse.Namespace) -> int:
    """Run a verb, print the problems or the sentence for none, and return the exit status."""
    if not (ROOT / seeds.FOLDER).is_dir():
        raise MisuseError(
            f"there is no folder {seeds.FOLDER}/ here; run this from the project's root"
        )
    for folder in filter(None, (getattr(arguments, name, None) for name in ("site", "archive"))):
        if not folder.is_dir():
            raise MisuseError(f"there is no folder {folder}")
    problems, said = arguments.run(arguments)
    if problems:
        said = report(in_order(problems), os.environ.get("GITHUB_ACTIONS") == "true")
    _say(said, sys.stdout)
    return PROBLEMS if problems else CLEAN


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

    def verb(name: str, run: Callable[[Any], Result], what: str) -> argparse.ArgumentParser:
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


def _check(arguments: argparse.Namespace) -> Result:
    published = arguments.published and arguments.published.read_text("utf-8", "replace")
    problems = build.check(ROOT, read_settings(ROOT), published)
    return problems, "all records and pages are clean"


def _build(_: argparse.Namespace) -> Result:
    changed, problems = build.build(ROOT, read_settings(ROOT))
    return problems, "\n".join(f"docs/{path}" for path in changed) or "no change"


def _verify(arguments: argparse.Namespace) -> Result:
    found = build.lock(ROOT, arguments.archive)
    said = f"{len(found.lines) - found.kept} lines in the lock agree with the documents"
    if found.absent:
        said += f"; {found.kept} are kept as they were, on documents not there: {found.absent}"
    return found.problems, said


def _new(arguments: argparse.Namespace) -> Result:
    kind, key = arguments.kind, arguments.key
    if (kind == "treaty") == bool(key):
        raise MisuseError(f"`new {kind}` takes {'no' if key else 'a'} key")
    stem = {"pages": key, "treaty": kind}.get(kind, f"{kind}/{key}")
    path = ROOT / seeds.FOLDER / f"{stem}.md"
    if kind_of(stem) not in (kind, None):
        raise MisuseError(f"{path.as_posix()} would be a record of the kind {kind_of(stem)}")
    for other in sorted(path.parent.glob("*.md")):
        # 3 and 03 are one article.
        if other == path or (kind == "articles" and other.stem.lstrip("0") == key.lstrip("0")):
            raise MisuseError(f"{other.as_posix()} is there already")
    content = values.stub(kind, key, datetime.date.today().isoformat()).encode()
    _, problems = seeds.read_seed(path.as_posix(), content)
    if not problems:
        output.write_all(ROOT, {path.as_posix(): content})
    return problems, f"wrote {path.as_posix()}"


def _schema(_: argparse.Namespace) -> Result:
    schemas = {kind: model.model_json_schema() for kind, model in MODELS.items()}
    return [], json.dumps(schemas, indent=2)


def _text(arguments: argparse.Namespace) -> Result:
    if not arguments.file.is_file():
        raise MisuseError(f"there is no file {arguments.file}")
    day, catalogue = datetime.date.today().isoformat(), Catalogue.read(ROOT)
    made = text_import.import_text(catalogue, ROOT, arguments.key, arguments.file, day)
    records, unplaced, problems = made
    said = [f"wrote {path}" for path in output.write_all(ROOT, records)] or ["no change"]
    return problems, "\n".join([*said, *(f"no article has: {line}" for line in unplaced)])


def _seal(arguments: argparse.Namespace) -> Result:
    count, problems = seal.seal(arguments.site, ROOT)
    return problems, f"pages with a new policy: {count}"


def _export(arguments: argparse.Namespace) -> Result:
    settings = read_settings(ROOT)
    dossier, problems = build.read(ROOT)
    problems += settings.problems
    count = 0 if problems else export.export(arguments.site, dossier, settings)
    return problems, f"pages that are data, too: {count}"


def _release(arguments: argparse.Namespace) -> Result:
    settings = read_settings(ROOT)
    if settings.problems:
        return settings.problems, ""
    files = export.pack(ROOT, arguments.site, settings)
    output.write_all(ROOT / export.RELEASED, files)
    return [], "\n".join(f"{export.RELEASED}/{name}" for name in files)


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
