"""`parleygraph rebuild`: what has changed is read again."""

from __future__ import annotations

from typing import Annotated

import typer

from ._changing import AsJson, Folder, Quiet, Settings, report
from ._reading import options_of, progress


def rebuild(
    folder: Folder,
    everything: Annotated[bool, typer.Option("--all", help="Read every document again.")] = False,
    settings: Settings = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    """Read the documents of a dossier again whose file, extractor, model or settings have changed.

    It also mends a dossier: a damaged document is read from its file, and a missing store is made anew.
    """
    from .._rebuilding import rebuild as read_again

    with progress(hidden=quiet or as_json) as on_progress:
        changed = read_again(
            folder, everything=everything, options=options_of(settings or []), on_progress=on_progress
        )
    return report(changed, quiet=quiet, as_json=as_json)
