"""Ids for ever: what was published stands in the register, and its address answers for ever."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from project import ROOT, run

from generator.__main__ import main

IDS = Path("docs/data/v1/ids.csv")
ARTICLE = Path("seeds/articles/02.md")
RETIRED = Path("seeds/retired.md")
CLAIM = "A light burns. [@herald-2031] {#light-burns}\n"
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main")


def git(*arguments: str) -> str:
    done = run(*GIT, *arguments, cwd=Path(), GIT_CONFIG_GLOBAL="/dev/null")
    assert done.returncode == 0, done.stdout
    return done.stdout


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message=x")


def add(claim: str, record: Path = ARTICLE) -> None:
    record.write_text(f"{record.read_text('utf-8')}\n{claim}", "utf-8")


def rename(old: str, new: str, record: Path = ARTICLE) -> None:
    text = record.read_text("utf-8")
    assert old in text
    record.write_text(text.replace(old, new), "utf-8")


def retire(line: str) -> None:
    RETIRED.write_text(f"{RETIRED.read_text('utf-8')}- 2032-04-01 {line}\n", "utf-8")


@pytest.fixture
def built(golden: Path) -> Path:
    """Return the golden project with its pages as its records make them."""
    shutil.rmtree(golden / "docs", ignore_errors=True)
    assert main(["build"]) == 0
    return golden


@pytest.fixture
def clone(built: Path) -> Path:
    """Return the golden project as a clone of one that is published from `main`."""
    shutil.copyfile(ROOT / ".gitattributes", built / ".gitattributes")
    git("init", "--quiet")
    commit()
    git("clone", "--quiet", "--bare", ".", "../origin.git")
    git("remote", "add", "origin", "../origin.git")
    git("fetch", "--quiet", "origin")
    return built


@pytest.fixture
def published(clone: Path) -> Path:
    """Return the register as the pull request's base has it."""
    path = clone.parent / "ids.csv"
    path.write_bytes((clone / IDS).read_bytes())
    return path


def reported(capsys: pytest.CaptureFixture[str], verb: str = "build") -> str:
    """Return the problems that a verb reports, and there must be some."""
    capsys.readouterr()
    assert main(verb.split()) == 1
    return capsys.readouterr().out


def take_back(problems: str) -> None:
    """Type the one command that a mend names."""
    [command] = {*re.findall(r"`git ([^`]+)`", problems)}
    git(*command.split())


def entered(address: str) -> list[str]:
    """Return what the register says of an address, line by line."""
    return re.findall(rf"(?m)^{re.escape(address)},(.*)$", IDS.read_text("utf-8"))


@pytest.mark.parametrize("is_committed", [False, True])
def test_an_id_that_was_never_published_is_taken_back(
    is_committed: bool, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Be it renamed before the commit or after it, on a branch."""
    git("switch", "--quiet", "--create", "branch")
    add(CLAIM)
    assert main(["build"]) == 0
    if is_committed:
        commit()
    rename("#light-burns", "#light-shines")
    problems = reported(capsys)
    assert "articles/02#light-burns was published and is gone [lost-id]" in problems
    assert "` -> articles/02#light-shines` before the colon" in problems
    take_back(problems)
    assert main(["build"]) == 0
    assert entered("/articles/02/,light-burns") == []
    assert entered("/articles/02/,light-shines") == ["live,"]
    assert main(["check"]) == main(["check", "--published", str(published)]) == 0


def test_a_published_id_that_is_renamed_leads_to_its_successor(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rename("#no-toll", "#ships-pay-nothing")
    assert "articles/02#no-toll was published" in reported(capsys)
    retire("articles/02#no-toll -> articles/02#ships-pay-nothing: the other id says what it is")
    assert main(["build"]) == main(["check", "--published", str(published)]) == 0
    assert entered("/articles/02/,no-toll") == ["2032-04-01,/articles/02/#ships-pay-nothing"]
    page = Path("docs/articles/02.md").read_text("utf-8")
    assert '<a id="no-toll" class="at"></a>What stood at <code>#no-toll</code>' in page
    assert "In its place: [Article 2: No toll](#ships-pay-nothing)." in page


def test_without_a_register_nothing_is_published_but_the_base_of_a_branch_knows(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = IDS.read_bytes()
    add(CLAIM)
    assert main(["build"]) == 0
    published.write_bytes(IDS.read_bytes())
    rename(f"\n{CLAIM}", "")
    IDS.unlink()
    assert main(["build"]) == 0
    assert IDS.read_bytes() == before
    assert "articles/02#light-burns was published" in reported(
        capsys, f"check --published {published}"
    )


def test_the_workflow_asks_the_base_of_a_pull_request(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The step's own script, after a branch was merged that has neither the id nor the register."""
    check = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    [script] = [
        one["run"] for one in check["jobs"]["test"]["steps"] if "git show" in one.get("run", "")
    ]
    shell, there = ("bash", "-eo", "pipefail", "-c", script), clone.parent / "ids.csv"
    assert run(*shell, cwd=clone, RUNNER_TEMP=str(clone.parent)).returncode == 0
    assert main(["check", "--published", str(there)]) == 0
    assert there.read_bytes() == b""
    git("switch", "--quiet", "--create", "branch")
    rename("{#no-toll}", "{#ships-pay-nothing}")
    IDS.unlink()
    assert main(["build"]) == 0
    commit()
    git("switch", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--message=x", "branch")
    assert run(*shell, cwd=clone, RUNNER_TEMP=str(clone.parent)).returncode == 0
    assert there.read_bytes()
    assert "articles/02#no-toll was published" in reported(capsys, f"check --published {there}")


def test_what_the_register_lost_is_taken_back_from_the_branch_that_is_published(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the register knows the claims of a record that is gone."""
    Path("seeds/events/talks-third.md").unlink()
    retire("events/talks-third: nobody met")
    assert main(["build"]) == 0
    commit()
    git("push", "--quiet", "origin", "main")
    whole = IDS.read_bytes()
    (clone.parent / "ids.csv").write_bytes(whole)
    IDS.unlink()
    assert main(["build"]) == 0
    assert entered("/events/talks-third/,talks-held") == []
    problems = reported(capsys, "check --published ../ids.csv")
    assert f"{IDS}:1:1: the page is not what the records say now [changed-page]" in problems
    assert f"if that changes nothing, type `git checkout origin/main -- {IDS}` before" in problems
    git("checkout", "origin/main", "--", str(IDS))
    assert main(["build"]) == 0
    assert IDS.read_bytes() == whole


def test_two_branches_with_a_claim_each_are_merged(published: Path) -> None:
    """Their lines stand at one place of the register, and none of them is lost there."""
    text = Path("seeds/events/talks-third.md").read_text("utf-8")
    for branch in ("16", "17"):
        git("switch", "--quiet", "--create", branch, "main")
        record = Path(f"seeds/events/talks-{branch}.md")
        record.write_text(text.replace("2031-03-15", f"2031-03-{branch}"), "utf-8")
        assert main(["build"]) == 0
        commit()
    merged = run(*GIT, "merge", "--quiet", "--no-edit", "16", cwd=Path())
    assert "CONFLICT (content): Merge conflict in docs/timeline.md" in merged.stdout
    assert str(IDS) not in merged.stdout.replace(f"Auto-merging {IDS}", "")
    for branch in ("16", "17"):
        assert entered(f"/events/talks-{branch}/,talks-held") == ["live,"]
    assert main(["build"]) == main(["check", "--published", str(published)]) == 0
    commit()


def test_lines_of_two_branches_that_met_are_one_and_what_is_gone_stays_gone(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    whole = IDS.read_text("utf-8")
    gone = "/articles/02/,old-toll,2032-03-31,/numbers/#term-years\n"
    assert gone in whole
    IDS.write_text(f"{gone}{whole}/articles/02/,old-toll,live,\n".replace("\n", "\r\n"), "utf-8")
    assert main(["build"]) == 0
    assert IDS.read_text("utf-8") == whole
    IDS.write_text(f"<<<<<<< one\n{whole}=======\n\xff", "utf-8")
    problems = reported(capsys)
    assert problems.count("is no line of the register [wrong-line]") == 3
    assert "lost-id" not in problems


@pytest.mark.parametrize("register", ["", "page,anchor,state,successor\n", None])
def test_the_register_of_another_treaty_is_empty(register: str | None, golden: Path) -> None:
    shutil.rmtree(golden / "docs", ignore_errors=True)
    if register is not None:
        IDS.parent.mkdir(parents=True)
        IDS.write_text(register, "utf-8")
    assert main(["build"]) == main(["check"]) == 0
    assert entered("/articles/02/,no-toll") == ["live,"]
    assert entered("/articles/02/,old-toll") == ["2032-03-31,/numbers/#term-years"]


def test_a_record_that_is_removed_is_told_of_once_and_its_addresses_answer(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is no git here, nor is it needed."""
    assert not (built / ".git").exists()
    old, new = (Path(f"seeds/events/{name}.md") for name in ("talks-third", "talks-last"))
    add("They ate. [@herald-2031] {#they-ate}\n", old)
    assert main(["build"]) == 0
    new.write_text(old.read_text("utf-8").partition("\nThey ate.")[0], "utf-8")
    old.unlink()
    assert reported(capsys).count("[lost-id]") == 1
    retire("events/talks-third -> events/talks-last: the record has another name.")
    assert main(["build"]) == main(["check"]) == 0
    assert entered("/events/talks-third/,talks-held") == [
        "2032-04-01,/events/talks-last/#talks-held"
    ]
    assert entered("/events/talks-third/,they-ate") == ["2032-04-01,/events/talks-last/"]
    page = Path("docs/events/talks-third.md").read_text("utf-8")
    assert re.findall(r'<a id="(.*?)"', page) == ["talks-held", "they-ate"]
    assert "name. In its place: [Third round of talks](talks-last.md)." in page
    assert "went with it. In its place: [Third round of talks](talks-last.md#talks-held)." in page


def test_a_record_of_a_shared_page_takes_its_claims_with_it(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    number = Path("seeds/numbers/boats.md")
    text = Path("seeds/numbers/articles-total.md").read_text("utf-8")
    number.write_text(text, "utf-8")
    assert main(["build"]) == 0
    number.unlink()
    assert "numbers/boats was published" in reported(capsys)
    retire("numbers/boats -> numbers/articles-total: it is counted there")
    assert main(["build"]) == 0
    there = "2032-04-01,/numbers/#articles-total"
    assert entered("/numbers/,boats") == [there]
    assert entered("/numbers/,boats-three-articles") == [f"{there}-three-articles"]


def test_what_was_retired_is_not_used_again_though_the_list_forgot_it(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    rename("- 2032-03-31 articles/02#old-toll", "Gone: - articles/02#old-toll", RETIRED)
    rename(
        "[articles/02#old-toll, ", "[", Path("seeds/corrections/2032-03-31-a-claim-that-is-gone.md")
    )
    assert "`- 2032-03-31 articles/02#old-toll: reason`" in reported(capsys)
    add(CLAIM.replace("light-burns", "old-toll"))
    assert "what stood at the address of articles/02#old-toll was retired" in reported(capsys)


def test_a_register_that_is_not_there_is_misuse(built: Path) -> None:
    assert built.is_dir()
    assert main(["check", "--published", "nowhere.csv"]) == 2


@pytest.mark.site
def test_each_old_address_answers_and_is_listed_nowhere(hostile: Path) -> None:
    """In both engines."""
    site = hostile / "site"
    lines = (hostile / IDS).read_text("utf-8").splitlines()[1:]
    gone = [line.split(",") for line in lines if ",live," not in line]
    assert len(gone) == 4
    for page, anchor, _, _ in gone:
        html = (site / page.strip("/") / "index.html").read_text("utf-8")
        assert not anchor or re.search(rf'<a [^>]*\bid="?{anchor}"?[ >]', html)
        assert "was withdrawn on 31 March 2032: " in html
    old = (site / "events" / "pier-works" / "index.html").read_text("utf-8")
    assert re.search(r'<a href="?../pier-repairs/"?>Repairs of the pier</a>', old)
    assert re.search(r'<meta name="?robots"? content="?noindex"?', old)
    for path in site.rglob("*.html"):
        other = path.read_text("utf-8")
        assert other == old or not re.search(r'href="?[^ ">]*pier-works', other), path
    for path in (
        *site.glob("sitemap.xml"),
        *site.glob("search*.json"),
        *site.glob("search/*.json"),
    ):
        assert "pier-repairs" in path.read_text("utf-8")
        assert "pier-works" not in path.read_text("utf-8")
        assert "themes/gone/" not in path.read_text("utf-8")


def test_a_heading_where_something_went_along_with_its_record_is_a_problem(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = golden / IDS
    lines = ids.read_text("utf-8").replace(
        "\n/glossary/,", "\n/glossary/,union,live,\n/glossary/,union-state,live,\n/glossary/,", 1
    )
    ids.write_text(lines, "utf-8")
    retire("terms/union: it is gone")
    term = (golden / "seeds" / "terms" / "pier.md").read_text("utf-8")
    new = golden / "seeds" / "terms" / "state-union.md"
    new.write_text(
        term.replace("term: CLT\n", "term: Union State\n").replace("CLTs", "US"), "utf-8"
    )
    assert "[same-anchor]" in reported(capsys)
