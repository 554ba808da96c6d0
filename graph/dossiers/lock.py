"""One writer at a time, and generations that stay as long as somebody reads them.

The locks are the kernel's (`flock`): they end with the process that holds them, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import DossierError
from .durable import sync_folder
from .layout import LOCK, MANIFEST


class DossierLocked(DossierError):  # noqa: N818 - it says what is, and is gone in a moment
    """Another process writes into the dossier."""


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Be the only one that writes into the folder, which is made if it is not there.

    Raises DossierLocked at once where another process is, and DossierError where the folder
    cannot be written. Where nothing was written, nothing is left: a folder that was made is removed.
    """
    if folder.exists() and not folder.is_dir():
        raise DossierError(f"{folder}: cannot be written (it is a file); choose a folder, or a new name")
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for parent in made:
            sync_folder(parent.parent)
        descriptor = _locked(folder / LOCK)
    except OSError as error:
        _remove_empty(made)
        raise DossierError(
            f"{folder}: cannot be written ({error.strerror or error}); choose a folder that you may write to"
        ) from error
    try:
        yield
    finally:
        if not (folder / MANIFEST).exists():
            (folder / LOCK).unlink(missing_ok=True)
            _remove_empty(made)
        os.close(descriptor)


def _locked(path: Path) -> int:
    """The lock file, open and locked."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Between the two calls a writer that wrote nothing may have removed the file.
            if _is(path, descriptor):
                return descriptor
        except BlockingIOError as error:
            os.close(descriptor)
            raise DossierLocked(
                f"{path.parent}: another process is writing into it; wait until it is done, then try again"
            ) from error
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def hold(folder: Path) -> int:
    """Keep the folder of a generation from being removed, until the descriptor is closed.

    Never waits. Raises FileNotFoundError where the folder is gone or is being removed.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        folder.stat()
    except BlockingIOError as error:
        os.close(descriptor)
        raise FileNotFoundError(f"{folder} is being removed") from error
    except FileNotFoundError:
        os.close(descriptor)
        raise
    except OSError:
        # A file system without such locks: nothing holds the folder, and it is read all the same.
        return descriptor
    return descriptor


@contextmanager
def unheld(folder: Path) -> Iterator[bool]:
    """Whether nobody holds the folder; nobody can begin to, as long as the context lasts."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    except OSError:
        yield True
    else:
        yield True
    finally:
        os.close(descriptor)
