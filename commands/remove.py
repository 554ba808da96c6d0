"""`parleygraph remove`: documents out of a dossier."""

from __future__ import annotations

from typing import Annotated

import typer

from ._changing import AsJson, Folder, Quiet, report


def remove(
    folder: Folder,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT...", help="The name, the identifier or the file of a document."),
    ],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    """Remove documents from a dossier, with what was found in them. People's decisions stay in the log."""
    from .._dossier import NoSuchDocumentError
    from .._dossier import remove as remove_documents

    try:
        changed = remove_documents(folder, documents)
    except NoSuchDocumentError as error:
        raise typer.BadParameter(str(error)) from error
    return report(changed, quiet=quiet, as_json=as_json)
