"""Store, tables and files of a dossier, brought up to the decisions in the background."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final

from ..graph.dossiers import DossierLocked, open_dossier, refresh
from ..model import ParleyError

PATIENCE: Final = 1.0
"""Seconds between two tries where another process is writing into the dossier."""

_LOG: Final = logging.getLogger(__name__)


class Refreshing:
    """Makes the files of a dossier anew after decisions, one time after the other.

    The log of decisions is what counts: whatever is not done here is done by the next writer.
    """

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def request(self) -> None:
        """Have the files follow a decision, soon; several decisions in the meantime are one time."""
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def catch_up(self) -> None:
        """Have the files follow decisions that nobody has brought them up to, such as those before a kill."""
        if self._task is None:
            behind = await asyncio.to_thread(lambda: not open_dossier(self._folder).is_current)
            if behind:
                self.request()

    async def _run(self) -> None:
        while self._wanted:
            self._wanted = False
            try:
                await asyncio.to_thread(refresh, self._folder)
            except DossierLocked:
                # The other writer may have read the log before the decision was in it.
                self._wanted = True
                await asyncio.sleep(PATIENCE)
            except ParleyError:
                _LOG.exception("the files of the dossier do not have the last decisions yet")
