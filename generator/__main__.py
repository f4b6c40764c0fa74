"""The command line: `python -m generator check | build | verify | new | schema | seal`."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from pathlib import Path

from generator import build, policy, seeds
from generator.problems import Problem, report
from generator.records import MODELS

CLEAN, PROBLEMS, FAILURE = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run one verb in the current folder; return 0 if all is well, 1 for problems, 2 for misuse."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="check the records and compare docs/ with them; write nothing")
    verbs.add_parser("build", help="check the records and write what changed in docs/")
    verify = verbs.add_parser(
        "verify", help="hold every excerpt against the archive, write the lock"
    )
    verify.add_argument("archive", type=Path, help="folder with the documents that we hold")
    new = verbs.add_parser("new", help="write a stub of a record")
    new.add_argument("kind", choices=sorted(MODELS))
    new.add_argument("key", help="file name without .md; for pages with its folder")
    seal = verbs.add_parser("seal", help="write the content security policy into the built pages")
    seal.add_argument("site", type=Path, help="folder that the engine has built")
    verbs.add_parser("schema", help="print the JSON Schema of each kind")
    arguments = parser.parse_args(argv)
    root = Path.cwd()
    if not (root / seeds.FOLDER).is_dir():
        return _misuse(f"there is no folder {seeds.FOLDER}/ here; run this from the project's root")
    match arguments.verb:
        case "check":
            return _finish(build.check(root), "all records and pages are clean")
        case "build":
            changed, problems = build.build(root)
            return _finish(problems, "\n".join(f"docs/{path}" for path in changed) or "no change")
        case "verify":
            return _verify(root, arguments.archive)
        case "new":
            return _new(root, arguments.kind, arguments.key)
        case "seal":
            return _seal(arguments.site)
    schemas = {kind: model.model_json_schema() for kind, model in MODELS.items()}
    print(json.dumps(schemas, indent=2))
    return CLEAN


def _verify(root: Path, archive: Path) -> int:
    if not archive.is_dir():
        return _misuse(f"there is no folder {archive}")
    count, problems = build.lock(root, archive)
    return _finish(problems, f"{count} lines in the lock agree with the documents")


def _seal(site: Path) -> int:
    if not site.is_dir():
        return _misuse(f"there is no folder {site}")
    print(f"{policy.seal(site)} pages have the policy now")
    return CLEAN


def _new(root: Path, kind: str, key: str) -> int:
    stem = key if kind == "pages" else kind if kind == "treaty" else f"{kind}/{key}"
    path = f"{seeds.FOLDER}/{stem}.md"
    content = seeds.stub(kind, datetime.date.today().isoformat())
    _, problems = seeds.read_seed(path, content.encode())
    if problems:
        return _finish(problems, "")
    if (root / path).exists():
        return _misuse(f"{path} is there already")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(content, encoding="utf-8", newline="\n")
    print(f"wrote {path}")
    return CLEAN


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
