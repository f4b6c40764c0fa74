"""The checks: rules that look across records. Each takes the dossier and yields problems."""

from collections.abc import Callable, Iterator

from generator.checks import chronology, claims, notes, references, words
from generator.dossier import Dossier
from generator.problems import Problem

Check = Callable[[Dossier], Iterator[Problem]]
_MODULES = (claims, references, chronology, words, notes)
CHECKS: tuple[Check, ...] = tuple(
    check for module in _MODULES for name, check in vars(module).items() if name[:6] == "check_"
)
"""What each module defines and calls `check_…`."""


def check(dossier: Dossier) -> list[Problem]:
    """Return what all checks find."""
    return [problem for check in CHECKS for problem in check(dossier)]
