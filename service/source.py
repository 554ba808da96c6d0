"""Where the data of a service lies: the last complete state of a dossier, seen anew before each request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..graph.dossiers import Dossier, open_dossier
from ..graph.dossiers.layout import MANIFEST
from ..graph.errors import DossierError
from .context import Data


class DossierSource:
    """The state that the manifest of a dossier names, opened again when the manifest is another one.

    Raises DossierError, on making it and later, where there is no state with a store.
    """

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder
        self._seen: tuple[int, int, int] | None = None
        self._dossier: Dossier | None = None
        self._current()

    async def current(self) -> Dossier:
        """The last complete state."""
        return self._current()

    def _current(self) -> Dossier:
        seen = self._manifest()
        if self._dossier is None or seen != self._seen:
            dossier = open_dossier(self._folder)
            if not dossier.is_whole:
                raise DossierError(
                    f"{self._folder}: has no store; `parleygraph rebuild {self._folder}` makes it again"
                )
            self._seen, self._dossier = seen, dossier
        return self._dossier

    def _manifest(self) -> tuple[int, int, int] | None:
        """What tells one manifest from the next: a new one is another file."""
        try:
            found = (self._folder / MANIFEST).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


@dataclass(frozen=True, slots=True)
class FixedSource:
    """A store that stays as it is."""

    store_path: Path
    base: str

    async def current(self) -> Data:
        """The store itself."""
        return self
