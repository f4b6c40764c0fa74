"""Front matter, value by value: what is refused, where, and with which mend; and what is taken."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import GOLDEN

from generator import build
from generator.dates import Date
from generator.dossier import Dossier
from generator.kinds import MODELS
from generator.problems import Problem
from generator.records import MEND_OF
from generator.seeds import read_seed
from generator.values import SYNONYMS, stub

FAULTS = Path(__file__).parent / "faults"
EVENT, SOURCE = "seeds/events/signing.md", "seeds/sources/herald-2031.md"
NUMBER, TREATY = "seeds/numbers/term-years.md", "seeds/treaty.md"
PERSON, CLERK = "seeds/people/ada-quill.md", "seeds/people/ben-oak.md"


def changed(path: str, key: str, line: str) -> str:
    """Return a golden record in which `line` stands for the line of a key."""
    text = (GOLDEN / path).read_text("utf-8")
    assert f"\n{key}:" in text, f"{path} has no {key}"
    return re.sub(rf"(?m)^{key}:.*$", lambda _: line, text, count=1)


def found(path: str, text: str) -> list[Problem]:
    return read_seed(path, text.encode())[1]


REFUSED = [
    # Dates and digits.
    (EVENT, "date", "date: ٢٠٣١-٠٥-٠٤", 'write "2031-05-04"'),
    (EVENT, "date", "date: 2031-5-4", 'write "2031-05-04"'),
    (EVENT, "date", "date: 2031-²5", "(not a date of a known form)"),
    (EVENT, "date", "date: 2031-06-31", "(the calendar has no 2031-06-31)"),
    (EVENT, "date", "date: 0000", "(the calendar has no 0000)"),
    (EVENT, "date", "date: 2031/2032/2033", "(not a date of a known form)"),
    (EVENT, "date", "date: [2031..2032]", 'write "[2031..2032]"'),
    (EVENT, "date", "date: [2031]", 'write "2031"'),
    (EVENT, "date", "date: {year: 2031}", "write a date of one of the forms 2025,"),
    (EVENT, "date", "date:", "write a date of one of the forms 2025,"),
    (SOURCE, "issued", "issued: today", "write the word unknown, or a date"),
    (SOURCE, "reviewed", "reviewed: 2032-01", "write a whole day, such as 2025-04-08"),
    (NUMBER, "value", 'value: "٣٠"', 'write "30"'),
    (NUMBER, "value", "value: 10²", 'write "102"'),
    ("seeds/themes/upkeep.md", "order", 'order: "²"', 'write "2"'),
    ("seeds/themes/upkeep.md", "order", "order: 1.0", "write a whole number, such as 1"),
    ("seeds/themes/upkeep.md", "order", f"order: {'9' * 5000}", "write a whole number"),
    ("seeds/themes/upkeep.md", "order", "order: [1]", 'write "1"'),
    # No value.
    (EVENT, "place", "place: ~", "write some text, or leave place out"),
    (EVENT, "place", "place: null", "write some text, or leave place out"),
    (EVENT, "place", "place:", "write some text, or leave place out"),
    (EVENT, "place", "place: ' '", "write some text"),
    (EVENT, "title", "title: ~", "write some text"),
    (EVENT, "people", "people: [ada-quill, ~]", "write a key of small letters"),
    (EVENT, "people", "people:", "write it like this: [one, two], or leave people out"),
    (PERSON, "names", "names: {ru: }", "write some text, or leave names.ru out"),
    # Several lines.
    (SOURCE, "reliability", "reliability: |\n  One.\n\n  Two.", "write it in one line"),
    (SOURCE, "reliability", 'reliability: "One.\n\n  Two."', "write it in one line"),
    (EVENT, "title", "title: >\n  One\n\n  Two", "write it in one line"),
    # Addresses.
    (SOURCE, "URL", "URL: https://herald.example：8080/", "write an address without spaces"),
    (SOURCE, "URL", "URL: https://[x]/", "write an address without spaces"),
    (SOURCE, "URL", "URL: https://herald.example:x/", "write an address without spaces"),
    (SOURCE, "URL", "URL: https://herald.example:/", "write an address without spaces"),
    (SOURCE, "URL", "URL: https://a@herald.example/", "write an address without spaces"),
    (SOURCE, "URL", "URL: https://herald..example/", "write an address without spaces"),
    (SOURCE, "URL", "URL: http://", "write an address without spaces"),
    (SOURCE, "URL", "URL: javascript:x", "write an address without spaces"),
    (SOURCE, "URL", "URL: herald.example/a", 'write "https://herald.example/a"'),
    (SOURCE, "URL", "URL: https://herald.example/a b", 'write "https://herald.example/a%20b"'),
    (SOURCE, "URL", "URL: https://herald.example/\u200ba", "delete it"),
    (SOURCE, "URL", "URL: [https://herald.example/]", 'write "https://herald.example/"'),
    # Keys, words and lists.
    (EVENT, "kind", "kind: Signature", 'write "signature"'),
    (EVENT, "kind", "kind: \u00a0signature", "write a plain space"),
    (EVENT, "kind", "kind: [signature]", 'write "signature"'),
    (EVENT, "kind", "kind: {a: b}", "Allowed: negotiation, agreement,"),
    (EVENT, "people", "people: ada-quill", 'write ["ada-quill"]'),
    (EVENT, "people", "people: [Ada Quill]", 'write "ada-quill"'),
    (EVENT, "people", "people: {a: b}", "write it like this: [one, two]"),
    (EVENT, "title", "title: {a: b}", "write one value, in quotation marks"),
    (EVENT, "title", "title: [Draft]", 'write "[Draft]"'),
    (PERSON, "names", "names: [one]", "write it like this: {fa: …}"),
    (PERSON, "names", 'names: {"[key]": one}', "write the code of a language, such as en"),
    (EVENT, "people", "title: Signing", "keep one of them"),
    (PERSON, "party", "party: [[a]]", "write one value"),
    (TREATY, "signed", "signed: numbers/term-years", "such as events/some-key"),
    (TREATY, "articles", "articles: events/signing", "such as numbers/some-key"),
    (TREATY, "parties", "parties: [one]\nx:", "write it like this: [{key: one,"),
    # Keys that stand elsewhere.
    (SOURCE, "URL", "url: https://herald.example/", 'did you mean "URL"?'),
    (SOURCE, "URL", "Link: https://herald.example/", 'did you mean "URL"?'),
    (SOURCE, "origin", "origin: x\ndoi: 10.1/2", 'did you mean "DOI"?'),
    (SOURCE, "origin", "origin: x\npublisher_place: Alder", 'did you mean "publisher"?'),
    (SOURCE, "short", "short: x\nname: Herald", 'did you mean "title"? Then keep one'),
    (EVENT, "themes", "theme: upkeep", 'did you mean "themes"?'),
    (PERSON, "name", "Name: Ada", 'did you mean "name"?'),
    (CLERK, "roles", 'roles: [{"[key]": Mayor}]', "the keys are office, on, from, until, claim"),
    (CLERK, "roles", f"{'roles' * 150}: x", "the keys are reviewed, aliases, name, names"),
    # YAML.
    (EVENT, "title", "title: Signature # of the treaty", "put the value in quotation marks"),
    (EVENT, "title", "title: #1", "put the value in quotation marks"),
    (EVENT, "title", "title:\u00a0Signature", "write a plain space"),
    (EVENT, "title", "\ttitle: Signature", "write spaces"),
    (EVENT, "title", "title：Signature", "write a colon and a space"),
    (EVENT, "title", "title Signature", "write a colon and a space after the key"),
    (EVENT, "title", "? [a]\n: b", "put it in quotation marks"),
    (EVENT, "reviewed", "reviewed: 2032-01-01\n--- b", "put the value in quotation marks"),
    (EVENT, "title", 'title: "Sig\\tnature"', "write the sign itself, or leave it out"),
    (EVENT, "title", "title: " + "[" * 1000, "close the brackets, or indent less"),
    (EVENT, "title", "title: " + "{a: " * 1000, "close the brackets, or indent less"),
    (EVENT, "title", "a:\n" + "\n".join(f"{' ' * n}a:" for n in range(1, 1000)), "indent less"),
]


@pytest.mark.parametrize(("path", "key", "line", "mend"), REFUSED)
def test_a_value_is_refused_where_it_stands(path: str, key: str, line: str, mend: str) -> None:
    text = changed(path, key, line)
    first = text.split(line)[0].count("\n") + 1
    problems = found(path, text)
    lines = range(first, first + line.count("\n") + 1)
    here = [one for one in problems if one.place.line in lines]
    assert any(mend in one.mend for one in here), problems
    for one in problems:
        assert "Node(" not in one.what + one.mend
        assert "ydantic" not in one.what + one.mend
        assert "\n" not in one.what + one.mend


@pytest.mark.parametrize(
    ("path", "key", "line"),
    [
        (EVENT, "title", 'title: "~"'),
        (EVENT, "title", 'title: "null"'),
        (EVENT, "title", "title: 'Signature # of the treaty' # our title"),
        (EVENT, "title", "# our title\ntitle: Signature"),
        (EVENT, "title", "title: Signature#1"),
        (EVENT, "title", "title: >\n  Signature\n  of the treaty"),
        (EVENT, "title", 'title: "Signature \\"at last\\" \\\\"'),
        (EVENT, "date", 'date: "[2031..2032]"'),
        (SOURCE, "issued", "issued: unknown"),
        (SOURCE, "title", "title: ۱۲ ماده"),
        (SOURCE, "URL", "URL: https://bücher.example/ا?a=(b)"),
        (SOURCE, "URL", "URL: http://herald.example.:8080/[a]"),
        (NUMBER, "value", "value: 3½ to 5.9 billion"),
    ],
)
def test_a_value_is_taken(path: str, key: str, line: str) -> None:
    assert found(path, changed(path, key, line)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2031", "2031"),
        ("2031-05", "May 2031"),
        ("2031-05-04", "4 May 2031"),
        ("2031~", "about 2031"),
        ("2031/2032-01", "2031 to January 2032"),
        ("2031-05-04/2031-05-06", "4 to 6 May 2031"),
        ("2031-05-04/2031-06-06", "4 May to 6 June 2031"),
        ("2031-05-04/2032-05-04", "4 May 2031 to 4 May 2032"),
        ("2031-05-04/2031-05-04", "4 May 2031 to 4 May 2031"),
        ("[2031-05-04..2031-05-06]", "between 4 and 6 May 2031"),
        ("[2031..2032]", "2031 or 2032"),
        ("[2031..2033]", "between 2031 and 2033"),
    ],
)
def test_a_date_is_said_in_words(text: str, words: str) -> None:
    assert Date.parse(text).words == words


@pytest.mark.parametrize("text", ["２０３１", "2031-1٢", "2031\n", "31", "[2031..]", "~", ""])
def test_no_other_form_is_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="no"):
        Date.parse(text)


def test_every_form_that_a_mend_names_is_taken() -> None:
    for pattern, mend in MEND_OF.items():
        named = re.search(r"such as (\S+)", mend)
        assert named or pattern in (r"\S", r"^[0-9a-f]{64}$")
        assert named is None or re.search(pattern, named[1])


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_every_example_is_taken(kind: str) -> None:
    """The stub of a kind can be read, and so it can if every key in it is used."""
    path = {"treaty": "seeds/treaty.md", "pages": "seeds/about/x.md"}.get(
        kind, f"seeds/{kind}/x.md"
    )
    text = stub(kind, "x", "2032-01-01")
    keys = {field.alias or name for name, field in MODELS[kind].model_fields.items()}
    whole = re.sub(rf"(?m)^# (?=(?:{'|'.join(keys)}): )", "", text)
    for one in (text, whole):
        entry, problems = read_seed(path, one.encode())
        assert problems == []
    assert entry is not None
    assert entry.front.values.keys() == keys


def test_every_home_of_a_key_is_a_key() -> None:
    keys = {
        field.alias or name
        for model in MODELS.values()
        for name, field in model.model_fields.items()
    }
    assert set(SYNONYMS.values()) - keys == {"from"}


def candidates(mend: str) -> list[str]:
    """Return, as YAML, what a mend says to write."""
    named = re.findall(r'did you mean ("[^"]*")\?', mend)
    named += re.findall(r'write (\[?"(?:[^"\\]|\\.)*"\]?)$', mend)
    named += re.findall(r"such as ([^\s,]+)", mend)
    named += re.findall(r"like this: (.+?)(?:, or leave .*)?$", mend)
    for several in re.findall(r"(?:Allowed: |the keys are |of the forms )([^;(]*)", mend):
        named += re.findall(r'"[^"]+"|[\w~/.-]+', re.sub(r", or leave.*| or ", " ", several))
    return named


def applied(text: str, problem: Problem, written: str) -> str:
    """Return a record in which something else stands at the place of a problem."""
    lines = text.split("\n")[: problem.place.line - 1]
    start = sum(len(line) + 1 for line in lines) + problem.place.column - 1
    header = text[4 : text.index("\n---", 4) + 1]
    root = yaml.compose(header, Loader=yaml.CSafeLoader)
    assert root is not None
    here = [node for node in nodes(root)[1:] if node.start_mark.index + 4 == start]
    # A mapping begins where its first key does.
    node = here[-1 if problem.rule == "unknown-key" else 0]
    return text[:start] + written + text[node.end_mark.index + 4 :]


def nodes(node: yaml.Node) -> list[yaml.Node]:
    """Return a node and those inside it."""
    inside = node.value if isinstance(node, yaml.CollectionNode) else []
    flat = [each for one in inside for each in (one if isinstance(one, tuple) else [one])]
    return [node, *[deeper for one in flat for deeper in nodes(one)]]


def faulty_records() -> list[tuple[str, str]]:
    """Return path and text of each record that this file or a seeded fault has."""
    rows = [(path, changed(path, key, line)) for path, key, line, _ in REFUSED]
    for path in sorted(FAULTS.glob("*/seeds/*/*.md")):
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            rows.append((Path(*path.relative_to(FAULTS).parts[1:]).as_posix(), text))
    return rows


def test_each_mend_of_a_key_or_value_is_fed_back_and_taken() -> None:
    """What a mend says to write is written: then the problem is gone."""
    fed = 0
    for path, text in faulty_records():
        for problem in found(path, text):
            if problem.rule in ("unknown-key", "wrong-value") and "two" not in problem.mend:
                for written in candidates(problem.mend):
                    again = found(path, applied(text, problem, written))
                    left = [one for one in again if one.rule == problem.rule]
                    assert problem.place not in [one.place for one in left], (problem, written)
                    fed += 1
    assert fed > 150


def test_each_name_that_is_proposed_leads_to_a_record(golden: Path) -> None:
    shutil.copytree(FAULTS / "unknown-record", golden, dirs_exist_ok=True)
    fed = 0
    for problem in build.read(golden)[1]:
        file = golden / problem.place.path
        text = file.read_text("utf-8")
        if "did you mean" in problem.mend and problem.place.line < len(
            text.split("\n---")[0].split("\n")
        ):
            file.write_text(applied(text, problem, candidates(problem.mend)[0]), "utf-8")
            assert problem.place not in [one.place for one in build.read(golden)[1]]
            file.write_text(text, "utf-8")
            fed += 1
    assert fed > 1


def test_a_name_is_compared_by_its_key(golden: Path) -> None:
    """Of records with one key the one in the folder that is named is proposed, else another."""
    catalogue = Dossier.read(golden)
    assert (
        catalogue.mend_for("events/pier")
        == 'did you mean "terms/pier"? Or write seeds/events/pier.md.'
    )
    assert catalogue.mend_for("numbers/signing").startswith('did you mean "events/signing"?')
    assert catalogue.mend_for("events/index") == "write seeds/events/index.md"
    assert catalogue.mend_for("boats/zzz") == "name a folder of seeds/"
    assert catalogue.mend_for("ada", ("people",)).startswith('did you mean "ada-quill"?')
