"""Mends as a program reads them: each form that one names, fed to the reader that asked for it."""

import re
from collections.abc import Iterator

from generator import urls
from generator.body import read_body
from generator.notes import read_notes

_CITATION = re.compile(r"\[-?@[^\]]*\]")
_BRACES = re.compile(r"\{(?!\w+: )[^{}]*\}")  # not a mapping of YAML
_ATTRIBUTE = re.compile(r'(?<![\w{"])(?:by|on|about)=(?:"[^"]*"|[^\s,;"]+)')
_HEADING = re.compile(r"`(#+ [^`]*)`")
_ADDRESS = re.compile(r'"(https?://[^"\s]+)"|(https?://[^\s,;"]+)')


def refused_forms(mend: str) -> list[str]:
    """Return the forms named in a mend that the reader of records refuses."""
    return [form for form, found in _forms(mend) if found]


def _forms(mend: str) -> Iterator[tuple[str, list[object]]]:
    # What looks like a citation inside an address is none.
    addresses = ["".join(found) for found in _ADDRESS.findall(mend)]
    mend = _ADDRESS.sub("", mend)
    bare = _BRACES.sub("", mend)
    for form in _CITATION.findall(mend):
        yield form, [*read_body("a.md", f"A town. {form} {{#a}}", 1).problems]
    for form in _BRACES.findall(mend):
        yield form, [*read_body("a.md", f"A town. [@key] {form}", 1).problems]
    for form in _ATTRIBUTE.findall(bare):
        yield form, [*read_body("a.md", f"A town. [@key] {{#a {form}}}", 1).problems]
    for form in _HEADING.findall(mend):
        as_notes = read_notes("a.md", f"{form}\nSet aside: a town.", 1).problems
        as_body = read_body("a.md", f"{form}\n\nA town.", 1).problems
        yield form, [*as_notes] if as_notes and as_body else []
    for form in addresses:
        yield form, [found for found in [urls.wrong_with(form)] if found]
