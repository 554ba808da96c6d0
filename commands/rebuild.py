"""`parleygraph rebuild`: what has changed is read again."""

from __future__ import annotations

from typing import Annotated

import typer

from ._changing import AsJson, Folder, Quiet, Settings, report
from ._reading import options_of, progress


def rebuild(
    folder: Folder,
    everything: Annotated[bool, typer.Option("--all", help="Read every document again.")] = False,
    extractor: Annotated[
        str | None,
        typer.Option("--extractor", metavar="NAME", help="Read with another extractor from now on."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME_OR_PATH", help="Read with another model from now on."),
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            metavar="P",
            min=0.0,
            max=1.0,
            help="Keep statements of at least this confidence from now on.",
        ),
    ] = None,
    rules_only: Annotated[
        bool | None,
        typer.Option("--rules-only/--learned", help="Without the learned reader from now on, or with it."),
    ] = None,
    settings: Settings = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    """Read the documents of a dossier again whose file, extractor, model or settings have changed.

    It also mends a dossier: a damaged document is read from its file, and a missing store is made anew.
    """
    from .._rebuilding import rebuild as read_again

    given = {
        "extractor": extractor,
        "model": model,
        "min_confidence": min_confidence,
        "learned": None if rules_only is None else not rules_only,
    }
    choices = {name: value for name, value in given.items() if value is not None}
    with progress(hidden=quiet or as_json) as on_progress:
        changed = read_again(
            folder,
            everything=everything,
            choices=choices,
            options=options_of(settings or []),
            on_progress=on_progress,
        )
    return report(changed, quiet=quiet, as_json=as_json)
