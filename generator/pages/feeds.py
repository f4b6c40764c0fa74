"""What others subscribe to: corrections, disagreements and events as Atom, days as iCalendar.

What a reader has seen is known again by its id, which has the tag of the settings in it and not
the address of the site. Times are those of the records: nobody reads the clock.
"""

import datetime
import re
from operator import itemgetter
from typing import Any

from generator.dossier import Dossier
from generator.pages import escape, filled, words
from generator.pages.addresses import below_site
from generator.pages.data import FOLDER
from generator.records import Correction, Event
from generator.seeds import Entry
from generator.settings import Settings

ATOM, CALENDAR = f"{FOLDER}/feed.xml", f"{FOLDER}/events.ics"
NEWS = {"corrections": "Corrected", "disagreements": "In dispute", "events": "Event"}
"""What the feed tells of, and how it says so."""
_DAY = datetime.timedelta(1)
_PIECE = re.compile(rb".{1,74}(?![\x80-\xbf])")
"""The octets of a line of a calendar, beside the space that continues another; no sign is cut."""


def render(dossier: Dossier, settings: Settings) -> dict[str, bytes]:
    """Return the feed and the calendar, if the settings say what ids begin with."""
    if not settings.tag:
        return {}
    told = [_row(dossier, entry) for entry in dossier.entries.values() if entry.kind in NEWS]
    told.sort(key=itemgetter("day", "name"), reverse=True)
    # A calendar has what begins and ends on days that are known, and names the day after.
    days = [
        {**_row(dossier, entry), "record": entry.record, "end": entry.record.date.latest + _DAY}
        for entry in dossier.ordered(Event)
        if all(len(end) == len("2025-04-08") for end in entry.record.date.ends or ("",))
        and entry.record.date.latest < datetime.date.max
    ]
    feed = filled("feed.xml", settings=settings, address=ATOM, news=told)
    calendar = filled("events.ics", settings=settings, events=days)
    lines = map(_PIECE.findall, calendar.encode().splitlines())
    folded = b"".join(b"\r\n ".join(line) + b"\r\n" for line in lines)
    return {ATOM: feed.encode(), CALENDAR: folded}


def _row(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    """Return what is told of a record; of a correction, the records that it concerns."""
    day, section, title = entry.record.reviewed, "", str(words.title(entry))
    if isinstance(entry.record, Correction):
        day, section = entry.record.day, "It became"
        names = dict.fromkeys(claim.partition("#")[0] for claim in entry.record.concerns)
        found = [dossier.entries[name] for name in names if name in dossier.entries]
        title = words.joined([str(words.title(other)) for other in found]) or title
    texts = [escape.plain(said.block.text) for said in dossier.below(entry, section)]
    return {
        "name": entry.name,
        "title": f"{NEWS[entry.kind]}: {title}",
        "day": day.text,
        "summary": " ".join(texts),
        "address": below_site(entry.name),
    }
