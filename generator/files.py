"""The files in `seeds/`: those that are read, and those that are named because they are not."""

import os
import re
from pathlib import Path

from generator.problems import Place, Problem, shown
from generator.records import KEY
from generator.seed_lists import LISTS

_PASSED_OVER = re.compile(r"\..*(?<!\.md)|\.[#_].*|#.*#|.*~|~\$.*|Thumbs\.db|desktop\.ini")
"""Names of what editors and systems put beside our files."""
_ENDINGS = re.compile(r"(?:\.(?:md|markdown|mdown|mkd|txt|text))+$", re.IGNORECASE)
_RENAME = "rename it: small letters, digits and single hyphens"
_ELSEWHERE = "move it out of this folder, which is for records and lists"


class Folder:
    """A folder with records and lists: `contents` by path below `root`, None if unreadable."""

    def __init__(self, root: Path, folder: str) -> None:
        self.root = root
        self.contents: dict[str, bytes | None] = {}
        self.problems: list[Problem] = []
        for directory, folders, files in os.walk(root / folder, onerror=self._closed):
            here = Path(directory)
            folders[:] = [
                one for one in folders if self._is_open(here / one, here == root / folder)
            ]
            for name in files:
                if not _PASSED_OVER.fullmatch(name):
                    self._take(here / name, is_list=here == root / folder and name in LISTS)
        self.contents = dict(sorted(self.contents.items()))

    def _closed(self, error: OSError) -> None:
        self._add(Path(error.filename), f"the folder cannot be read: {error.strerror}", "open it")

    def _is_open(self, path: Path, is_top: bool) -> bool:
        """Tell whether the files of a folder are looked at."""
        if path.name.startswith("."):
            return False
        if not path.name.isprintable():
            self._add(path, "the folder's name is not written in UTF-8", _RENAME)
        elif path.is_symlink():
            self._add(path, "a link to a folder is not followed", "put the files themselves here")
        elif path.name.endswith(".md") or (is_top and path.name in LISTS):
            self._add(
                path, "a folder is no record or list", "rename it, or put a file in its place"
            )
        else:
            return True
        return False

    def _take(self, path: Path, *, is_list: bool) -> None:
        """Read one file, if it is a record or a list."""
        if not path.name.isprintable():
            self._add(path, "the file's name is not written in UTF-8", f"{_RENAME}, then .md")
        elif is_list or path.name.endswith(".md"):
            self.contents[self._name(path)] = self._read(path)
        else:
            self._add(path, "the file is no record or list, so nothing reads it", _name_for(path))

    def _read(self, path: Path) -> bytes | None:
        """Return the bytes of a file, or None after noting why there are none."""
        try:
            if path.is_file():
                return path.read_bytes()
            what = "a link that leads nowhere" if path.is_symlink() else "this is no file"
        except OSError as error:
            what = f"the file cannot be read: {error.strerror}"
        self._add(path, what, "put the file itself here, so that it can be read")
        return None

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _add(self, path: Path, what: str, mend: str) -> None:
        place = Place("/".join(map(shown, self._name(path).split("/"))))
        self.problems.append(Problem(place, "unread-file", what, mend))


def _name_for(path: Path) -> str:
    """Return how to mend a name that is read by nobody."""
    stem = _ENDINGS.sub("", path.name).lower()
    name = f"{stem}.md"
    if stem == path.name.lower() or not re.fullmatch(KEY, stem):
        return _ELSEWHERE
    if path.with_name(name).exists():
        return f"{_ELSEWHERE}; {name} is there already"
    return f"rename it to {name}"
