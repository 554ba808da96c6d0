"""`parleygraph list`: the documents of a dossier."""

from __future__ import annotations

from typing import Annotated

import typer

from ._changing import Folder
from ._exit import Exit
from ._terminal import console, say_json, table


def list_(
    folder: Folder,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> int:
    """List the documents of a dossier: name, date, statements, file, identifier."""
    from ..graph.dossiers import open_dossier

    entries = open_dossier(folder).manifest.documents
    if as_json:
        names = ("id", "name", "title", "date", "language", "source", "sha256", "extractor")
        say_json(
            [
                {
                    **{name: getattr(entry, name) for name in names},
                    "extractor_version": entry.extractor_version,
                    "counts": dict(entry.counts),
                }
                for entry in entries
            ]
        )
        return Exit.OK
    rows = [
        (
            entry.name,
            entry.date or "",
            str(entry.counts["statements"]),
            entry.source or "",
            entry.id,
        )
        for entry in entries
    ]
    console().print(table(("document", "date", "statements", "file", "identifier"), rows))
    return Exit.OK
