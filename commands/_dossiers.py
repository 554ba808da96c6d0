"""A dossier that can be asked as it lies on the disk, without reading its documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.dossiers import Dossier


def up_to_date(folder: Path) -> Dossier | None:
    """The dossier in the folder where its store and tables are there and hold all decisions.

    None for everything else, and then `Graph.load` reads the documents or says what is wrong.
    Raises DossierError and DecisionError for damage.
    """
    from ..graph.dossiers import open_dossier
    from ..graph.dossiers.layout import MANIFEST

    if not (folder / MANIFEST).exists():
        return None
    dossier = open_dossier(folder)
    return dossier if dossier.is_whole and dossier.is_current else None


def surely_up_to_date(folder: Path, do: str) -> Dossier:
    """The same for what the store alone can do, `do`; raises DossierError for everything else."""
    from ..graph import DossierError
    from ..graph.dossiers import open_dossier

    dossier = up_to_date(folder)
    if dossier is None:
        open_dossier(folder)
        raise DossierError(
            f"{folder}: its store is not up to date; run `parleygraph rebuild {folder}` and {do} then"
        )
    return dossier
