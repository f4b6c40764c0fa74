"""Checks the records in `seeds/` and writes the pages in `docs/`.

`seeds` reads each file into an entry; `catalogue` has them all; `dossier` tells what follows from
them: which statements stand on a subject and what each rests on. `checks` are rules that look
across records, `pages` say in English and Markdown what the dossier knows, `output` writes it.
`verify` holds excerpts against the archive, `seal` seals the built site. Whatever is wrong is a
problem with a place and a mend, never a traceback. README.md beside this file is the map.
"""
