"""The command line: `python -m generator check | build | verify | new | schema | text | seal`."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from pathlib import Path

from generator import build, policy, seeds, stubs
from generator.problems import Problem, in_order, report
from generator.records import MODELS, kind_of

CLEAN, PROBLEMS, FAILURE = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run one verb in the current folder; return 0 if all is well, 1 for problems, 2 for misuse."""
    arguments = _parser().parse_args(argv)
    root = Path.cwd()
    if not (root / seeds.FOLDER).is_dir():
        return _misuse(f"there is no folder {seeds.FOLDER}/ here; run this from the project's root")
    status: int = arguments.run(root, arguments)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("check", help="check records, compare docs/ with them; write nothing")
    verb.set_defaults(run=_check)
    verb = verbs.add_parser("build", help="check the records and write what changed in docs/")
    verb.set_defaults(run=_build)
    verb = verbs.add_parser("verify", help="hold excerpts against the archive, write the lock")
    verb.add_argument("archive", type=Path, help="folder with the documents that we hold")
    verb.set_defaults(run=_verify)
    verb = verbs.add_parser("new", help="write a stub of a record")
    verb.add_argument("kind", choices=sorted(MODELS))
    help_of_key = "file name without .md; for pages with its folder; none for the treaty"
    verb.add_argument("key", nargs="?", default="", help=help_of_key)
    verb.set_defaults(run=_new)
    verb = verbs.add_parser("schema", help="print the JSON Schema of each kind")
    verb.set_defaults(run=_schema)
    verb = verbs.add_parser("text", help="read an official text by article into its source's notes")
    verb.add_argument("key", help="key of the source, new or old")
    verb.add_argument("file", type=Path, help="the text, in UTF-8, in the archive's folder")
    verb.set_defaults(run=_text)
    verb = verbs.add_parser("seal", help="write the content security policy into built pages")
    verb.add_argument("site", type=Path, help="folder that the engine has built")
    verb.set_defaults(run=_seal)
    return parser


def _check(root: Path, _: argparse.Namespace) -> int:
    return _finish(build.check(root), "all records and pages are clean")


def _build(root: Path, _: argparse.Namespace) -> int:
    changed, problems = build.build(root)
    return _finish(problems, "\n".join(f"docs/{path}" for path in changed) or "no change")


def _verify(root: Path, arguments: argparse.Namespace) -> int:
    if not arguments.archive.is_dir():
        return _misuse(f"there is no folder {arguments.archive}")
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
    for one in sorted(path.parent.glob("*.md")):
        # 3 and 03 are one article.
        if one == path or (kind == "articles" and one.stem.lstrip("0") == key.lstrip("0")):
            return _misuse(f"{one.relative_to(root).as_posix()} is there already")
    content = stubs.stub(kind, key, datetime.date.today().isoformat())
    _, problems = seeds.read_seed(name, content.encode())
    if not problems:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    return _finish(problems, f"wrote {name}")


def _schema(_: Path, __: argparse.Namespace) -> int:
    schemas = {kind: model.model_json_schema() for kind, model in MODELS.items()}
    print(json.dumps(schemas, indent=2))
    return CLEAN


def _text(root: Path, arguments: argparse.Namespace) -> int:
    if not arguments.file.is_file():
        return _misuse(f"there is no file {arguments.file}")
    day = datetime.date.today().isoformat()
    found = build.bring_in(root, arguments.key, arguments.file, day)
    said = [f"wrote {path}" for path in found.records] or ["no change"]
    said += [f"no article has: {line}" for line in found.unplaced]
    return _finish(in_order(found.problems), "\n".join(said))


def _seal(root: Path, arguments: argparse.Namespace) -> int:
    if not arguments.site.is_dir():
        return _misuse(f"there is no folder {arguments.site}")
    try:
        count, problems = policy.seal(arguments.site, root)
    except policy.NoReferenceError as error:
        return _misuse(str(error))
    return _finish(problems, f"pages with a new policy: {count}")


def _finish(problems: list[Problem], success: str) -> int:
    """Print the problems, or the sentence for none, and return the exit status."""
    if problems:
        print(report(problems, annotations=os.environ.get("GITHUB_ACTIONS") == "true"))
        return PROBLEMS
    print(success)
    return CLEAN


def _misuse(what: str) -> int:
    print(what, file=sys.stderr)
    return FAILURE


if __name__ == "__main__":
    sys.exit(main())
