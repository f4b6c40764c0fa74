"""What others subscribe to: corrections, disagreements and events as Atom, days as iCalendar.

What a reader has seen is known again by its id, which has the tag of the settings in it and not
the address of the site. Times are those of the records: nobody reads the clock.
"""

import datetime
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.dossier import Dossier
from generator.pages import escape, words
from generator.pages.addresses import below_site
from generator.pages.data import FOLDER, LICENCE, RIGHTS
from generator.records import Correction, Disagreement, Event
from generator.seeds import Entry
from generator.settings import Settings

ATOM, CALENDAR = f"{FOLDER}/feed.xml", f"{FOLDER}/events.ics"
_LINE = 74
"""How many octets a line of a calendar has at most, beside the space that continues another."""
_SPECIAL = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,"})


def render(dossier: Dossier, settings: Settings) -> dict[str, bytes]:
    """Return the feed and the calendar, if the settings say what ids begin with."""
    if not settings.tag:
        return {}
    events = "".join(f"{_folded(line)}\r\n" for line in _calendar(dossier, settings))
    return {ATOM: _feed(dossier, settings), CALENDAR: events.encode()}


def _feed(dossier: Dossier, settings: Settings) -> bytes:
    """Return the feed, the newest first, an entry a line."""
    news: list[tuple[str, str, Entry]] = [
        *((entry.record.day.text, "Corrected", entry) for entry in dossier.of(Correction)),
        *((entry.record.reviewed.text, "In dispute", entry) for entry in dossier.of(Disagreement)),
        *((entry.record.reviewed.text, "Event", entry) for entry in dossier.of(Event)),
    ]
    news.sort(key=lambda news_item: (news_item[0], news_item[2].name), reverse=True)
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _say(feed, f"tag:{settings.tag}:feed", settings.site_name, news[0][0])
    for relation, address in {"self": ATOM, "alternate": ""}.items():
        SubElement(feed, "link", rel=relation, href=f"{settings.site_url}{address}")
    SubElement(SubElement(feed, "author"), "name").text = settings.keeper or settings.site_name
    SubElement(feed, "rights").text = f"{LICENCE['title']}. {RIGHTS}"
    for day, title, entry in news:
        item = SubElement(feed, "entry")
        _say(item, f"tag:{settings.tag}:{entry.name}", f"{title}: {_title(dossier, entry)}", day)
        SubElement(item, "link", href=f"{settings.site_url}{below_site(entry.name)}")
        SubElement(item, "summary").text = _summary(dossier, entry)
    feed.text = "\n"
    for child in feed:
        child.tail = "\n"
    text: bytes = tostring(feed, "utf-8", xml_declaration=True)
    return text + b"\n"


def _say(element: Element, id_: str, title: str, day: str) -> None:
    SubElement(element, "id").text = id_
    SubElement(element, "title").text = title
    SubElement(element, "updated").text = f"{day}T00:00:00Z"


def _title(dossier: Dossier, entry: Entry) -> str:
    """Return what the news is about: for a correction, the records that it concerns."""
    if not isinstance(entry.record, Correction):
        return str(words.title(entry))
    names = dict.fromkeys(claim.partition("#")[0] for claim in entry.record.concerns)
    found = [dossier.entries[name] for name in names if name in dossier.entries]
    return words.joined([str(words.title(entry)) for entry in found]) or entry.record.heading


def _summary(dossier: Dossier, entry: Entry) -> str:
    section = "It became" if entry.kind == "corrections" else ""
    said = [statement.block.text for statement in dossier.below(entry, section)]
    return " ".join(map(escape.plain, said))


def _calendar(dossier: Dossier, settings: Settings) -> Iterator[str]:
    """Yield the lines of the calendar: the events of which we know the days."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH")
    yield f"PRODID:-//{settings.site_name.translate(_SPECIAL)}//EN"
    for entry in dossier.ordered(Event):
        date = entry.record.date
        if all(len(end) == len("2025-04-08") for end in date.ends or ("",)):
            end = date.latest + datetime.timedelta(1)
            yield from ("BEGIN:VEVENT", f"UID:tag:{settings.tag}:{entry.name}".replace(",", r"\,"))
            yield f"DTSTAMP:{entry.record.reviewed.earliest:%Y%m%d}T000000Z"
            yield f"DTSTART;VALUE=DATE:{date.earliest:%Y%m%d}"
            yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
            said = {"SUMMARY": entry.record.title, "LOCATION": entry.record.place}
            said["DESCRIPTION"] = _summary(dossier, entry)
            yield from (f"{name}:{text.translate(_SPECIAL)}" for name, text in said.items() if text)
            yield f"URL:{settings.site_url}{below_site(entry.name)}"
            yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _folded(line: str) -> str:
    """Return a line in parts that are short enough, none of which ends within a sign."""
    folded, size = "", 0
    for sign in line:
        size += len(sign.encode())
        if size > _LINE:
            folded, size = f"{folded}\r\n ", len(sign.encode())
        folded += sign
    return folded
