"""What a dossier is called on disk: its files and folders, and the format that it is in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FORMAT: Final = 2
"""The format that is written. Format 1, four files of JSON Lines without a manifest, is read."""

MANIFEST: Final = "dossier.json"
DOCUMENTS: Final = "documents"
GENERATIONS: Final = "generations"
LOCK: Final = ".lock"

# In the folder of a generation.
STORE: Final = "store"
GRAPHS: Final = "graphs.json"
FILES: Final = "files"
TABLES: Final = ("documents.parquet", "nodes.parquet", "statements.parquet")

EXPORTS: Final = ("graph.trig", "graph.ttl", "graph.html")
"""The exports that `build` makes beside the lines, by name."""

EXPORTED: Final = 20_000
"""The most statements of a dossier that is given out in files for other readers as well."""


def generation(folder: Path, number: int) -> Path:
    """The folder of a generation of the dossier."""
    return folder / GENERATIONS / str(number)
