"""What a record says stands on the page to the letter, wherever it is written.

Each text goes through the template's filter and the Markdown of `mkdocs.yml`, as both engines run
it, and is read back as a browser reads it.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from project import markdown

from generator import build, pages
from generator.dossier import Dossier
from generator.pages import escape, words
from generator.pages.context import Context, Terms
from generator.pages.register import Register
from generator.quotations import whole_words
from generator.settings import NONE

HOSTILE = [
    "plain words",
    'the "common" lighthouse',
    "it's the parties' \"own\" '30s",
    "[brackets] and [a link](https://e.example/) and ![a picture](x.png)",
    "a ](b) and [^1] and [@key]",
    "code `here` and ``there` or \\`",
    "_x_ and __y__ and snake_case_word and *z* and **bold**",
    "<script>alert(1)</script> & <b>more</b>",
    "</div></p></aside> <!-- <? <![CDATA[",
    "a < b > c << d",
    "AT&T &lt;b&gt; &amp;amp; &#35; &quot; &copy",
    "left | right || |",
    "braces {: #id .class onclick=go() } {#x} }{",
    "# no heading ## and #",
    "1. no list",
    "2031. A year",
    "7) no list",
    "- no list",
    "+ no list",
    "---",
    "=== no heading",
    "> no quotation",
    "    no code",
    "two\n\nparagraphs\n- and no list",
    "« guillemets » “curly” ‘single’ – — … -- ... (c) --> <--",
    "معاهده مشارکت (متن کامل)! نمی‌شود _x_ `y`",
    "Договор «Наш „маяк“» ~~x~~ ^y^ ==z==",
    "~~~ ``` $x$ :smile: \\( \\[ \\\\",
    "https://e.example/a_b_(c)?d=*e*&lt=f",
    "'''",
]
PLACES = {
    "paragraph": "{{ value | md }}",
    "amid a paragraph": "Before {{ value | md }} after",
    "heading": "## {{ value | md }}",
    "list": "- {{ value | md }}\n\n- other",
    "quotation": "> {{ value | md }}",
    "cell": "| a | b |\n|---|---|\n| {{ value | md }} | c |",
    "link": "See [{{ value | md }}](there.md) here.",
    "emphasis": "**{{ value | md }}**",
    "inline tag": '# x <span lang="fa">{{ value | html }}</span>',
    "footnote": "x[^a]\n\n[^a]:\n    {{ value | md }}",
    "block of HTML": '<p class="gloss">{{ value | html }}</p>',
    "picture": "<svg><title>{{ value | html }}</title></svg>",
    "code": "See {{ value | code }} here.",
}
"""Markdown that shows a text, by the place."""
MARKED = '<script>go()</script> "a" onclick="go()" </p></svg> [b](y) `</div>` {: onclick="go()" }'
AROUND = ("", '<div class="claim" markdown="1">\n\n', '<section markdown="1">\n\na\n\n')
SHAPES = str.maketrans("“”‘’", "\"\"''")
"""Print turns quotation marks, which the pages leave to it."""


class Seen(HTMLParser):
    """What a browser makes of a page: all text, and its tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def attribute(self, name: str) -> str:
        """Return the value of the only attribute of that name."""
        [value] = [attrs[name] for _, attrs in self.tags if name in attrs]
        return value or ""


TEMPLATES, READER = pages.environment(), markdown()


def shown(template: str, **values: str) -> Seen:
    """Return how a piece of a page is shown under the settings of the site."""
    READER.reset()
    return Seen(READER.convert(TEMPLATES.from_string(template).render(**values)))


def folded(text: str) -> str:
    return " ".join(text.translate(SHAPES).split())


@pytest.mark.parametrize("place", PLACES)
def test_text_is_shown_to_the_letter_and_makes_no_tag(place: str) -> None:
    for around in AROUND:
        innocent = shown(around + PLACES[place], value="innocent")
        for value in HOSTILE:
            page = shown(around + PLACES[place], value=value)
            expected = folded(innocent.text).replace("innocent", folded(value))
            assert folded(page.text) == expected
            assert [tag for tag, _ in page.tags] == [tag for tag, _ in innocent.tags], value


@pytest.mark.parametrize("value", HOSTILE)
def test_an_attribute_holds_the_text_and_no_other_begins(value: str) -> None:
    block = '<aside aria-label="{{ value | attribute }}" markdown="1">\n\nText.\n\n</aside>'
    page = shown(block, value=value)
    assert folded(page.attribute("aria-label")) == folded(value)
    assert page.tags == [("aside", {"aria-label": page.attribute("aria-label")}), ("p", {})]

    link = '[x](there.md "{{ value | link_title }}, {{ value | link_title }}")'
    page = shown(link, value=value)
    assert folded(page.attribute("title")) == f"{folded(value)}, {folded(value)}"

    heading = '### 30 years {: data-toc-label="{{ value | link_title }}" }'
    page = shown(heading, value=value)
    assert page.text == "30 years"
    [token] = READER.toc_tokens
    assert folded(Seen(token["name"]).text) == folded(value)
    assert Seen(token["name"]).tags == []


@pytest.mark.parametrize("value", HOSTILE)
def test_the_head_of_a_page_gives_the_theme_what_shows_to_the_letter(value: str) -> None:
    """The themes of both engines write titles and descriptions as they find them."""
    head = "title: {{ value | theme | head }}\ndata: {{ {'name': value} | head }}"
    read = yaml.safe_load(TEMPLATES.from_string(head).render(value=value))
    written = read["title"]
    page = Seen(f'<meta content="{written}"><p>{written}</p>')
    assert page.attribute("content") == page.text == escape.turned(value)
    assert folded(page.text) == folded(value)
    assert [tag for tag, _ in page.tags] == ["meta", "p"]
    assert read["data"] == {"name": value}


@pytest.mark.parametrize(
    ("plain", "turned"),
    [
        ("the parties' pier, it's", "the parties’ pier, it’s"),
        ("Deal Will 'Affect the Region'", "Deal Will ‘Affect the Region’"),
        ("('a') “'b'” ['c' the '30s L'Orient", "(‘a’) “‘b’” [‘c’ the ’30s L’Orient"),
    ],
)
def test_apostrophes_and_single_marks_are_turned_as_a_book_has_them(
    plain: str, turned: str
) -> None:
    assert escape.turned(plain) == turned


@pytest.mark.parametrize(
    ("plain", "inner"),
    [
        ('an "inner" mark', "an ‘inner’ mark"),
        ("“Hub,” it said (“so”)", "‘Hub,’ it said (‘so’)"),
        ('the end of a part," he said', "the end of a part,’ he said"),
        ('("a")', "(‘a’)"),
        ('`"</div>"` and *"a"* or "*b*", too', "`‘</div>’` and *‘a’* or ‘*b*’, too"),
        ('`"&lt;/div&gt;"`', "`‘&lt;/div&gt;’`"),
        ("« a »", "« a »"),
    ],
)
def test_marks_inside_quotation_marks_are_single(plain: str, inner: str) -> None:
    assert escape.inner(plain) == inner


@pytest.mark.parametrize(
    "value", ["a\x7fb\x85c\u2028d\u2029e\ufefff", "🏠", "\t", "\\u0041", "\ufffe"]
)
def test_what_yaml_cannot_hold_is_escaped(value: str) -> None:
    assert yaml.safe_load(escape.head([value])) == json.loads(escape.head([value])) == [value]


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("https://e.example/a", "https://e.example/a"),
        ("https://e.example/CLT_(treaty)", "https://e.example/CLT_(treaty)"),
        ("https://e.example/((a)(b", "https://e.example/((a)(b"),
        ("https://e.example/a_b_*c*?d=e&lt;f&copy=g", "https://e.example/a_b_*c*?d=e&lt;f&copy=g"),
        ("https://e.example/`a`[b](c)", "https://e.example/%60a%60[b](c)"),
        ("https://e.example/\"a\" 'b'", "https://e.example/%22a%22%20%27b%27"),
        ("https://e.example/<b>{c}|\\", "https://e.example/%3Cb%3E%7Bc%7D%7C%5C"),
        ("https://e.example/صلح", "https://e.example/صلح"),
        ("../events/signing.md#it", "../events/signing.md#it"),
    ],
)
def test_a_target_is_the_address_and_the_link_is_one(address: str, seen: str) -> None:
    for around in AROUND:
        page = shown(around + "See [there]({{ address | target }}) and *so* on.", address=address)
        assert page.attribute("href") == seen
        assert page.text.split()[-5:] == ["See", "there", "and", "so", "on."]


@pytest.mark.parametrize(
    ("written", "text", "tags"),
    [
        (
            "a `</div>` b `<script>go()</script>` c",
            "a </div> b <script>go()</script> c",
            "code code",
        ),
        ("a ``x ` y`` `*z*` `&lt;`", "a x ` y *z* &lt;", "code code code"),
        ("[the `<b>` page](https://e.example/a_(b))", "the <b> page", "a code"),
        ("[a](https://e.example/(b)) [c](https://e.example/d)", "a c", "a a"),
        ("*so* [it](../x.md) is, it's & that's \\*", "so it is, it's & that's *", "em a"),
        ("an [open bracket and a `tick", "an [open bracket and a `tick", ""),
        ("&lt;b> and _so_ on &", "<b> and so on &", "em"),
    ],
)
def test_the_markdown_of_a_record_is_shown_and_its_plain_words_are_the_same(
    written: str, text: str, tags: str
) -> None:
    for around in AROUND:
        page = shown(around + "{{ written | prose }}", written=written)
        assert folded(page.text).endswith(text)
        found = [tag for tag, _ in page.tags if tag not in ("div", "section", "p", "ul", "li")]
        assert found == tags.split()
    assert escape.plain(written) == text
    assert escape.relinked(written, str) == written


def test_a_term_is_explained_beside_links_and_code_and_never_inside() -> None:
    terms = Terms(whole_words(["CLT"]), {"CLT": ("terms/clt", 'A "treaty"')})
    text = "`CLT` [CLT](https://e.example/CLT_(treaty)) CLT CLT"
    assert Context(Register(Dossier()), NONE, terms, "index.md").explain(text) == (
        "`CLT` [CLT](<https://e.example/CLT_(treaty)>) "
        '[CLT](glossary.md#clt "A &#34;treaty&#34;") CLT'
    )


def test_a_name_that_its_record_writes_with_two_spaces_is_found_in_a_sentence(golden: Path) -> None:
    record = golden / "seeds" / "people" / "ada-quill.md"
    text = record.read_text("utf-8").replace("name: Ada Quill", "name: Ada  Quill")
    record.write_text(text, "utf-8")
    site, problems = build.render(golden)
    assert problems == []
    assert b"[Ada Quill](../people/ada-quill.md)" in b"".join(site.values())


def test_no_word_of_any_record_becomes_a_tag_on_any_page(golden: Path) -> None:
    """Markup is laid into every value of front matter that is text, and into a withdrawn id."""
    keys = (
        "title|short_title|question|counts|office|reliability|issued_note|name|short_name|country|"
        "place|unit|expansion|short|container-title|publisher|title_translation|fa|ru"
    )
    value = re.compile(rf"\b((?:{keys}): )([^'\"\[{{}}\n]+?)(?=, \w+: |\}}|\n)")
    laid = 0
    for path in (golden / "seeds").rglob("*.md"):
        _, head, body = ["", "", *path.read_text("utf-8").split("---\n", 2)][-3:]
        marked, count = value.subn(lambda found: f"{found[1]}'{found[2]} {MARKED}'", head)
        laid += count
        path.write_text(f"---\n{marked}---\n{body}" if head else body, "utf-8")
    retired = golden / "seeds" / "retired.md"
    gone = ("articles/02#old-toll", "themes/gone#old")
    retired.write_text("".join(f"- 2032-03-31 {one}: {MARKED}\n" for one in gone), "utf-8")
    catalogue, problems = build.read(golden)
    about_words = {"loaded-word", "unread-quotation", "unclosed-quotation"}
    assert [one for one in problems if one.rule not in about_words] == []
    assert laid > 50
    for name, content in pages.render(catalogue).items():
        if name.endswith(".md"):
            page = shown("{{ page }}", page=content.decode().partition("\n---\n")[2])
            assert "script" not in {tag for tag, _ in page.tags}, name
            assert not [attrs for _, attrs in page.tags if "onclick" in attrs], name
            assert not [attrs for _, attrs in page.tags if attrs.get("href") == "y"], name


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [
        ("en", "English", "ltr"),
        ("fa", "Persian", "rtl"),
        ("fa-IR", "Persian", "rtl"),
        ("fa-Latn", "Persian", "ltr"),
        ("fas", "Persian", "rtl"),
        ("az", "Azerbaijani", "ltr"),
        ("az-Arab", "Azerbaijani", "rtl"),
        ("az-IR", "Azerbaijani", "rtl"),
        ("ks", "Kashmiri", "rtl"),
        ("ug", "Uyghur", "rtl"),
        ("sd", "Sindhi", "rtl"),
        ("ku-Arab", "Kurdish", "rtl"),
        ("nqo", "N’Ko", "rtl"),
        ("zh-Hant", "Chinese", "ltr"),
        ("mn-Mong", "Mongolian", "ltr"),
        ("xx", "xx", "ltr"),
    ],
)
def test_a_language_has_its_name_and_is_written_as_its_script_is(
    code: str, name: str, direction: str
) -> None:
    assert (words.language(code), words.direction(code)) == (name, direction)
    assert words.tongue(code) == f'lang="{code}" dir="{direction}"'
