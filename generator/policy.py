"""The content security policy of the built site: nothing runs that the build did not write.

GitHub Pages sends no headers of ours, so the policy stands in each page, as the first thing that a
browser reads. The theme writes scripts into its pages; each is allowed by its digest, as the
Content Security Policy Level 3 has it. A build must be over before its scripts can be digested.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_IDLE_SPACE = re.compile(r"\n\s+")
_CHARSET = re.compile(r"<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)
_POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)


def seal(site: Path) -> int:
    """Write the policy into every page below `site` that has none, and return their number."""
    sealed = 0
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        if "Content-Security-Policy" not in page:
            path.write_text(with_policy(without_idle_space(page)), encoding="utf-8", newline="\n")
            sealed += 1
    return sealed


def without_idle_space(page: str) -> str:
    """Return the page without the empty lines and indents of its templates, if it shows no code."""
    return page if "<pre" in page else _IDLE_SPACE.sub("\n", page)


def with_policy(page: str) -> str:
    """Return the page with the policy that allows its own scripts and no others."""
    digests = sorted(
        {_digest(script["text"]) for script in _SCRIPT.finditer(page) if _runs(script)}
    )
    policy = _POLICY.format(scripts=" ".join(f"'sha256-{digest}'" for digest in digests))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda charset: f"{charset[0]}\n{meta}", page, count=1)


def _runs(script: re.Match[str]) -> bool:
    """Tell whether a script is code in the page: neither a file of its own nor data."""
    return not re.search(r"\bsrc=|application/(?:ld\+)?json", script["attributes"])


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
