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

TRIG: Final = "graph.trig"
TURTLE: Final = "graph.ttl"
PAGE: Final = "graph.html"
"""The page; `parleygraph view` writes another one in its place, and so its bytes are not watched."""

EXPORTS: Final = (TRIG, TURTLE, PAGE)
"""The exports that `build` makes beside the lines, by name."""

EXPORTED: Final = 10_000
"""The most statements of a dossier that is given out in files for other readers as well."""


def is_part(path: Path, folder: Path) -> bool:
    """Whether the file is one that a dossier in that folder makes, and not one that lies beside them."""
    place, home = path.resolve(), folder.resolve()
    return place.is_relative_to(home / GENERATIONS) or (place.parent == home and place.name in EXPORTS)


def generation(folder: Path, number: int) -> Path:
    """The folder of a generation of the dossier."""
    return folder / GENERATIONS / str(number)
