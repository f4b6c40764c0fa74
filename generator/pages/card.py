"""The picture that other sites show beside a link: the articles, filled by evidence.

A PNG of four colours, written without compression, so that every machine makes the same bytes.
"""

from __future__ import annotations

import struct
import zlib

from generator.catalogue import Catalogue
from generator.dossier import ordered
from generator.pages.common import strength_of
from generator.records import Article

WIDTH, HEIGHT = 600, 316
PATH = "assets/card.png"
_COLOURS = bytes.fromhex("fdfcf9 211e1a 6a2c5c d8d2c6")
_PAPER, _INK, _MARK, _HAIR = range(4)
_COLUMNS, _CELL, _GAP, _LEFT, _TOP = 12, 32, 8, 64, 80


def card(catalogue: Catalogue) -> bytes:
    """Return the picture: a rule, and below it a cell for each article."""
    rows = [bytearray([_PAPER] * WIDTH) for _ in range(HEIGHT)]
    _fill(rows, (_LEFT, 48), (WIDTH - 2 * _LEFT, 4), _INK)
    for number, entry in enumerate(ordered(catalogue, Article)):
        across, down = number % _COLUMNS, number // _COLUMNS
        x, y = _LEFT + across * (_CELL + _GAP), _TOP + down * (_CELL + _GAP)
        mark, _ = strength_of(catalogue, entry)
        _fill(rows, (x, y), (_CELL, _CELL), _HAIR if mark == "none" else _MARK)
        full = {"several": _CELL - 4, "one": 10}.get(mark, 0)
        _fill(rows, (x + 2, y + 2), (_CELL - 4, _CELL - 4 - full), _PAPER)
    return _png(rows)


def _fill(
    rows: list[bytearray], corner: tuple[int, int], size: tuple[int, int], colour: int
) -> None:
    (x, y), (width, height) = corner, size
    for row in rows[y : y + height]:
        row[x : x + width] = bytes([colour] * width)


def _png(rows: list[bytearray]) -> bytes:
    """Return rows of colour numbers as a PNG with two bits a point."""
    lines = []
    for row in rows:
        fours = zip(*[iter(row)] * 4, strict=True)
        lines.append(b"\0" + bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in fours))
    raw = b"".join(lines)
    # One stored block holds the whole picture, which is shorter than 65,536 bytes.
    block = struct.pack("<BHH", 1, len(raw), len(raw) ^ 0xFFFF) + raw
    stored = b"\x78\x01" + block + struct.pack(">I", zlib.adler32(raw))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 2, 3, 0, 0, 0)
    chunks = {b"IHDR": header, b"PLTE": _COLOURS, b"IDAT": stored, b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks.items()
    )
