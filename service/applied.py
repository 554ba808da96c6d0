"""A dossier as the service shows it, for programs that are no servers: its store with all updates applied."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from ..graph.errors import DossierError
from .context import Data, Limits
from .journal import FILE
from .process import Unanswered
from .source import DossierSource
from .updates import UpdatedSource

_PATIENCE: Final = 3600.0
"""Seconds for each update: who waits for a command can stop it."""


def applied(folder: Path) -> Data:
    """The last complete state of the dossier with all updates; its files stay as long as it is held.

    Raises DossierError, also where an update cannot be applied.
    """
    limits = Limits(seconds=_PATIENCE, memory=4 << 30)
    source = UpdatedSource(DossierSource(folder), folder, limits, writes=False)
    try:
        return asyncio.run(source.current())
    except Unanswered as error:
        raise DossierError(f"{folder / FILE}: cannot be applied ({error}); remove what is wrong") from error
