"""`parleygraph add`: more documents into a dossier."""

from __future__ import annotations

from typing import Annotated

import typer

from ._changing import AsJson, Folder, Quiet, Settings, report
from ._exit import Exit
from ._reading import options_of, progress
from ._terminal import complain


def add(
    folder: Folder,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")
    ],
    settings: Settings = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    """Add documents to a dossier, read as those in it were. Only what is new is read.

    A document that is in it already stays as it is; a file that has changed takes the place of what it was.
    """
    from .._build import BuildError
    from .._dossier import add as add_documents

    options = options_of(settings or [])
    try:
        with progress(hidden=quiet or as_json) as on_progress:
            changed = add_documents(folder, paths, options=options, on_progress=on_progress)
    except BuildError as error:
        for failure in error.failures:
            complain(failure)
        return Exit.FAILED
    return report(changed, quiet=quiet, as_json=as_json)
