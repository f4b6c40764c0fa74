"""The tables in this folder: words and names that are data, a row each."""

import csv
from pathlib import Path


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table; in each, the cells by the names of their columns."""
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
