"""What the workflow on links runs: `links.py list` and, on what lychee found, `links.py report`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

GONE = {404, 410, None}
"""What tells that a page is no longer there: so does a host that does not answer at all."""
GLOSSES = {
    "Gone": "No such page, or no such host: name a stored copy in the record, or another address",
    "Blocked": "Something answers, but not to a program, or not in time: look yourself",
}
LONGEST = 60_000
"""How many signs an issue holds, and some less."""
_VALUE = re.compile(r"^(URL|archived_url|linked): [\"']?(.*?)[\"']?\s*$", re.MULTILINE)


def addresses(sources: Path) -> dict[str, str]:
    """Return the addresses that pages link to, each with the path of its record."""
    found = {}
    for path in sorted(sources.glob("*.md")):
        values = dict(_VALUE.findall(path.read_text("utf-8").split("\n---\n")[0]))
        if values.pop("linked", "true") == "false":
            values.pop("URL", None)
        found |= dict.fromkeys(values.values(), path.as_posix())
    return found


def report(sources: Path, found: dict[str, dict[str, list[dict[str, object]]]]) -> str:
    """Return in Markdown which addresses are gone, which blocked, and how many are alive."""
    known = addresses(sources)
    records = {url.rstrip("/"): path for url, path in known.items()}
    lines: dict[str, list[str]] = {"Gone": [], "Blocked": []}
    for name in ("error_map", "timeout_map"):
        for one in [one for several in found[name].values() for one in several]:
            status = one["status"]
            assert isinstance(status, dict)
            is_gone = name == "error_map" and status.get("code") in GONE
            url, text = str(one["url"]), " ".join(str(status["text"]).split())
            record = records.get(url.rstrip("/"), "another record")
            lines["Gone" if is_gone else "Blocked"].append(f"- `{record}`: <{url}> `{text}`")
    alive = len(known) - sum(map(len, lines.values()))
    parts = [f"Of {len(known)} addresses of sources {alive} are alive."]
    for title, several in lines.items():
        if several:
            parts.append(f"## {title}: {len(several)}\n\n{GLOSSES[title]}.")
            parts.append("\n".join(sorted(several)))
    return "\n\n".join(parts)[:LONGEST] + "\n"


if __name__ == "__main__":
    folder = Path("seeds", "sources")
    if sys.argv[1:] == ["list"]:
        sys.stdout.write("".join(f"<{url}>\n\n" for url in addresses(folder)))
    else:
        sys.stdout.write(report(folder, json.load(sys.stdin)))
