"""What a run has read and not published yet, so that a run that is killed need not read it again.

A document is a file of the journal from when it was read until the run is published. What is in
the journal is no part of the dossier: readers do not look at it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from ...model import Document, Extraction
from ..errors import DossierError
from ..run import Run
from . import record

FOLDER: Final = ".unfinished"


class Journal:
    """The journal of the writer of a dossier."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def find(self, document: Document, run: Run) -> Extraction | None:
        """What the same run found in the same document before it was killed, if it came to it."""
        path = self._path(document, run)
        try:
            found = record.read(path.read_bytes(), str(path))
        except (OSError, DossierError):
            # A line that a loss of power cut off costs a reading, not more.
            return None
        return found if found.document == document else None

    def keep(self, extraction: Extraction, run: Run) -> None:
        """Keep what was found; raises OSError where that cannot be written."""
        self._folder.mkdir(exist_ok=True)
        path = self._path(extraction.document, run)
        aside = path.with_suffix(".part")
        aside.write_bytes(record.to_bytes(extraction))
        aside.replace(path)

    def clear(self) -> None:
        """Forget everything, once it is published."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, document: Document, run: Run) -> Path:
        return self._folder / f"{document.id}-{run.id}.json"
