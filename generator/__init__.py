"""Checks the records in `seeds/` and writes the pages in `docs/`."""
