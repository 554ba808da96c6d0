"""The folder that a graph goes into: checked before the work, not after it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from ..graph import DossierError


def require_writable(folder: Path) -> None:
    """Raise DossierError where nothing can be written into the folder; leave nothing behind."""
    if folder.exists() and not folder.is_dir():
        raise DossierError(f"{folder}: is a file; name a folder, or one that is not there yet")
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise DossierError(
            f"{folder}: cannot be written ({error.strerror or error}); choose a folder that you may write to"
        ) from error
    finally:
        for parent in made:
            with suppress(OSError):
                parent.rmdir()
