"""Style sheets lose what no page of the site uses, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.seal import lean

PAGE = '<body data-md-color-scheme=slate class=plain><p class="claim at"><p>'
SCRIPT = """ab.className = "by-script"; get("--read", ".looked-for"); flag("js"); make("dl")
at = `<ul><em><my-box>`
"""


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (".claim{a:b}", ".claim{a:b}"),
        (".idle{a:b}", ""),
        (".plain .at>.by-script:hover{a:b}", ".plain .at>.by-script:hover{a:b}"),
        (".claim,.idle{a:b}", ".claim{a:b}"),
        (".claim .idle{a:b}", ""),
        (":is(.claim,.idle) p{a:b}", ":is(.claim,.idle) p{a:b}"),
        ("p:not(.idle:is(.idle,.at)){a:b}", "p:not(.idle:is(.idle,.at)){a:b}"),
        ("p:has(.idle){a:b}", ""),
        (".looked-for{a:b}.ab{a:b}", ""),
        (".js .claim{a:b}dl{a:b}", ".js .claim{a:b}dl{a:b}"),
        ("kbd,p>kbd,.claim kbd{a:b}p+p{a:b}", "p+p{a:b}"),
        ("p[title='a kbd']{a:b}p:not(kbd){a:b}", "p[title='a kbd']{a:b}p:not(kbd){a:b}"),
        ("@keyframes x{from{a:b}to{a:b}}", "@keyframes x{from{a:b}to{a:b}}"),
        ("@keyframes x {\n  from { a:b }\n}", "@keyframes x {from { a:b }}"),
        ("ul em{a:b}my-box{a:b}your-box{a:b}", "ul em{a:b}my-box{a:b}"),
        ("p:nth-child( odd ){a:b}", "p:nth-child( odd ){a:b}"),
        (":is(.x, p:not(.z), .y), .idle{a:b}p{a:b}", ":is(.x, p:not(.z), .y){a:b}p{a:b}"),
        ("@counter-style x{a:b}", "@counter-style x{a:b}"),
        ("@media print{.idle{a:b}p{a:b}}", "@media print{p{a:b}}"),
        ("@keyframes x{0%{a:b}}", "@keyframes x{0%{a:b}}"),
        ("/* .a{ */\np {\n  a: b; }\n", "p {a: b; }"),
        ("[data-md-color-scheme=slate] p{a:b}", "[data-md-color-scheme=slate] p{a:b}"),
        ('[data-md-color-scheme="slate"]{a:b}', '[data-md-color-scheme="slate"]{a:b}'),
        ("[data-md-color-scheme=pink]{a:b}", ""),
        (":root{--read:1;--idle:2}", ":root{--read:1;}"),
        (":root{--idle:url('a;b');--x:1}p{a:var(--x)}", ":root{--x:1}p{a:var(--x)}"),
        (":root{--x:1}.idle{a:var(--x)}", ":root{}"),
    ],
)
def test_a_sheet_keeps_what_a_page_or_a_script_uses(
    sheet: str, expected: str, tmp_path: Path
) -> None:
    styles = tmp_path / "assets" / "stylesheets" / "main.css"
    styles.parent.mkdir(parents=True)
    styles.write_text(sheet)
    (tmp_path / "assets" / "site.js").write_text(f"// Why.\n{SCRIPT}")
    sheets = {"assets/stylesheets/main.css": expected.encode()}
    assert lean(tmp_path, [PAGE]) == {**sheets, "assets/site.js": SCRIPT.encode()}
