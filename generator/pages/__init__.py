"""Renders the pages."""

from generator.catalogue import Catalogue


def render(catalogue: Catalogue) -> dict[str, bytes]:
    """Placeholder of the lead until the pages helper writes it."""
    return {}
