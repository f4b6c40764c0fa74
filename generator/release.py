"""What is released: the site for reading from disk, with all data, in one zip, and its digest."""

import hashlib
import io
import zipfile
from pathlib import Path

from generator.pages.data import release_name
from generator.settings import CITATION, Settings

FOLDER = "dist"
_OF_ALL = ("LICENSE", CITATION)
_EARLIEST = (1980, 1, 1)
"""The first day that a zip can name."""


def pack(root: Path, site: Path, settings: Settings) -> dict[str, bytes]:
    """Return the zip of the project in `root` and the file of its digest, by name.

    Names are sorted, and all files have the day of the version and the same permissions: the same
    files make the same bytes, whoever packs them, and whenever.
    """
    name = release_name(settings)
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    found |= {name: root / name for name in _OF_ALL if (root / name).is_file()}
    day = settings.released.earliest.timetuple()[:3] if settings.released else _EARLIEST
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(found):
            info = zipfile.ZipInfo(f"{name}/{path}", (*max(day, _EARLIEST), 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16  # Unix, read by all
            archive.writestr(info, found[path].read_bytes(), zipfile.ZIP_DEFLATED)
    content = packed.getvalue()
    said = f"{hashlib.sha256(content).hexdigest()}  {name}.zip\n"
    return {f"{name}.zip": content, f"{name}.zip.sha256": said.encode()}
