"""The house around the generator: workflows, forms, locks, settings, README, floors of imports."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from project import PYTHON, ROOT, TOOLS, contents, copy_house, copy_project, run, settings

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*-*.yml"))
SCHEMAS = {
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.github-issue-forms": FORMS,
    "vendor.github-workflows": WORKFLOWS,
}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]


def audit(*paths: Path) -> tuple[int, str]:
    """Return zizmor's status and its findings, without its progress on the error stream."""
    done = run(TOOLS / "zizmor", "--offline", "--quiet", "--persona=auditor", *paths)
    return done.returncode, done.stdout


def test_an_auditor_finds_nothing_in_the_workflows() -> None:
    status, findings = audit(GITHUB)
    assert status == 0, findings


def test_the_auditor_finds_an_action_that_is_not_pinned(tmp_path: Path) -> None:
    workflow = tmp_path / "publish.yml"
    pinned = (GITHUB / "workflows" / "publish.yml").read_text("utf-8")
    workflow.write_text(re.sub(r"@[0-9a-f]{40}", "@v7", pinned), "utf-8")
    status, findings = audit(workflow)
    assert status != 0
    assert "error[unpinned-uses]" in findings


def test_every_action_is_named_by_commit_and_full_version() -> None:
    uses = [
        line.split("uses:")[1].strip()
        for path in WORKFLOWS
        for line in path.read_text("utf-8").splitlines()
        if "uses:" in line
    ]
    assert len(uses) >= 6
    assert [
        use for use in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)
    ] == []


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_file_fits_the_schema_of_its_kind(schema: str) -> None:
    done = run(TOOLS / "check-jsonschema", "--builtin-schema", schema, *SCHEMAS[schema])
    assert done.returncode == 0, done.stdout


def test_a_schema_finds_a_misspelt_key(tmp_path: Path) -> None:
    wrong = tmp_path / "dependabot.yml"
    wrong.write_text(
        (GITHUB / "dependabot.yml").read_text("utf-8").replace("cooldown", "cooldwon"), "utf-8"
    )
    done = run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.dependabot", wrong)
    assert done.returncode == 1
    assert "cooldwon" in done.stdout


def test_only_the_jobs_that_deploy_tell_or_attach_may_write_and_no_more_than_they_must() -> None:
    writers = {
        "deploy": {"pages": "write", "id-token": "write"},
        "tell": {"issues": "write"},
        "attach": {"contents": "write"},
    }
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] == {}
        for name, job in workflow["jobs"].items():
            assert job["permissions"] == writers.get(name, {"contents": "read"})
            assert job["timeout-minutes"] <= 20


def test_the_workflow_makes_a_patch_of_stale_pages_that_mends_them(tmp_path: Path) -> None:
    """The step's own script runs in a copy in which a record was edited and nothing was built."""
    tree = copy_house(tmp_path / "tree")
    (tree / ".venv").symlink_to(TOOLS.parent)
    run("git", "init", "--quiet", cwd=tree)
    run("git", "add", ".", cwd=tree)
    fresh = contents(tree / "docs")
    record = tree / "seeds" / "treaty.md"
    record.write_text(record.read_text("utf-8").replace("title: ", "title: Revised ", 1), "utf-8")
    check = yaml.safe_load((GITHUB / "workflows" / "check.yml").read_text("utf-8"))
    [script] = [step["run"] for step in check["jobs"]["test"]["steps"] if step.get("id") == "pages"]
    summary = tmp_path / "summary.md"

    assert run(PYTHON, "-m", "generator", "check", cwd=tree).returncode == 1
    done = run("bash", "-eo", "pipefail", "-c", script, cwd=tree, GITHUB_STEP_SUMMARY=str(summary))

    assert done.returncode == 0, done.stdout
    assert "git apply pages.patch" in summary.read_text("utf-8")
    built = contents(tree / "docs")
    assert built != fresh
    run("git", "checkout", "--", "docs", cwd=tree)
    assert contents(tree / "docs") == fresh
    run("git", "apply", "pages.patch", cwd=tree)
    assert contents(tree / "docs") == built


def test_every_make_command_in_the_guides_is_a_target() -> None:
    targets = set(re.findall(r"^make (\w+)", run("make").stdout, re.MULTILINE))
    guides = [ROOT / "README.md", *GITHUB.glob("*.md"), *WORKFLOWS]
    named = {
        name for path in guides for name in re.findall(r"\bmake ([a-z]+)", path.read_text("utf-8"))
    }
    assert {"site", "test"} <= named
    assert named - targets - {"lists"} == set()


def test_the_readme_names_every_line_that_a_fork_sets() -> None:
    """That is: what leads to the example that this repository is, and who answers for it."""
    files = [ROOT / "mkdocs.yml", *GITHUB.rglob("*"), *ROOT.glob("*.cff"), ROOT / "LICENSE"]
    texts = {
        path: path.read_text("utf-8") for path in files if path.is_file() and path.suffix != ".png"
    }
    lines = re.findall(r"(?m)^ *(\w+): .*\bexample\b", texts[ROOT / "mkdocs.yml"])
    own = [path for path, text in texts.items() if re.search(r"[@/]example[./]", text)]
    named = [*lines, "keeper", "contact", *(path.relative_to(ROOT).as_posix() for path in own)]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {"site_url", "repository", ".github/CODEOWNERS"} <= set(named)
    assert [one for one in named if not re.search(rf"`(?:extra\.)?{re.escape(one)}`", readme)] == []


def test_every_link_in_the_guides_leads_to_a_file() -> None:
    for guide in [ROOT / "README.md", ROOT / "generator" / "README.md", *GITHUB.glob("*.md")]:
        links = re.findall(r"\]\(([^)#:]+)\)", guide.read_text("utf-8"))
        assert [link for link in links if not (guide.parent / link).exists()] == []


def test_ci_runs_the_test_command_of_the_readme_and_pytest_ends_it() -> None:
    """A dry run prints the commands and runs none."""
    lines = run("bash", ".ci/run", MAKEFLAGS="n").stdout.splitlines()
    commands = [line for line in lines if not line.startswith("make")]
    assert "-m pytest --cov" in commands[-1]
    assert any(line.endswith("lint-imports --no-logo") for line in commands)


def test_quick_is_all_but_the_tests_that_need_a_site() -> None:
    dry = ("make", "--dry-run", "--no-print-directory")
    quick, test = (run(*dry, name).stdout.splitlines() for name in ("quick", "test"))
    assert quick[:-1] == test[:-1]
    assert '-m pytest -m "not site"' in quick[-1]


def test_hooks_before_a_commit_run_what_make_runs() -> None:
    """A hook of ours is local: nothing of others is fetched."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    made = run("make", "--dry-run", "lint", "check").stdout.splitlines()
    for hook in config["repos"][0]["hooks"]:
        assert hook["entry"] in made
    assert {line for line in made if " -m ruff " in line or "lint-imports" in line} <= {
        hook["entry"] for hook in config["repos"][0]["hooks"]
    }


def locked(path: Path) -> set[str]:
    """Return the lines of a lock that pin a version."""
    return {
        line.rstrip(" \\") for line in path.read_text("utf-8").splitlines() if re.match(r"\w", line)
    }


def test_both_locks_pin_the_same_versions_and_name_no_address() -> None:
    site, test = ROOT / "requirements.txt", ROOT / "requirements-test.txt"
    assert locked(site) < locked(test)
    assert "://" not in site.read_text("utf-8") + test.read_text("utf-8")


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        (
            "requirements-test.txt",
            PROJECT["dependencies"] + PYPROJECT["dependency-groups"]["test"],
        ),
    ],
)
def test_a_lock_gives_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    pins = [Requirement(line) for line in locked(ROOT / lock)]
    versions = {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}
    for need in map(Requirement, wanted):
        assert need.specifier.contains(versions[canonicalize_name(need.name)]), need


def test_every_path_in_the_site_s_settings_exists() -> None:
    site = settings()
    assets = [f"docs/{path}" for path in site["extra_css"] + site["extra_javascript"]]
    paths = [*assets, *site["hooks"], site["theme"]["custom_dir"]]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_fork_sets_two_lines_of_the_settings() -> None:
    site = settings()
    assert site["site_url"].startswith("https://")
    assert site["extra"]["repository"].startswith("https://")
    assert "repo_url" not in site


def test_imports_that_go_up_are_refused(tmp_path: Path) -> None:
    tree = copy_project(tmp_path / "tree")
    lint = (TOOLS / "lint-imports", "--no-cache", "--no-logo")
    assert run(*lint, cwd=tree).returncode == 0
    lowest = tree / "generator" / "problems.py"
    lowest.write_text("import generator.build\n" + lowest.read_text("utf-8"), "utf-8")
    done = run(*lint, cwd=tree)
    assert done.returncode == 1
    assert "generator.problems is not allowed to import generator.build" in done.stdout


def test_the_citation_names_the_version_of_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == PROJECT["version"]


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    homes = re.compile(rf"/(?:home|root|Users)/[a-z]|{re.escape(str(ROOT))}".encode())
    paths = [ROOT / name for name in listed.split("\0") if name]
    assert ROOT / "mkdocs.yml" in paths
    assert [path for path in paths if path.is_file() and homes.search(path.read_bytes())] == []


@pytest.mark.parametrize("folder", ["templates", "theme"])
def test_a_line_of_a_template_fits_a_screen(folder: str) -> None:
    """The formatter of code does not look at templates."""
    paths = [path for path in (ROOT / "generator" / folder).rglob("*") if path.is_file()]
    assert paths
    lines = {line for path in paths for line in path.read_text("utf-8").splitlines()}
    assert [line for line in sorted(lines) if len(line) > 120] == []
