"""`parleygraph serve`: a dossier over HTTP, for SPARQL from other tools."""

from __future__ import annotations

import secrets
import sys
from contextlib import suppress
from pathlib import Path
from socket import socket
from typing import Annotated
from urllib.parse import quote

import typer

from ..service.context import DEFAULT_PORT, Context, Limits, Source
from ._exit import Exit
from ._terminal import complain, say

_USUAL = Limits()


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")],
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")
    ] = DEFAULT_PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="Another host name to answer to; may be repeated."),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option("--timeout", metavar="S", min=0.1, max=86400, help="Stop a query after S seconds."),
    ] = _USUAL.seconds,
    max_rows: Annotated[
        int, typer.Option("--max-rows", metavar="N", min=1, help="Refuse answers of more rows.")
    ] = _USUAL.rows,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, max=64, help="How many queries run at once.")
    ] = _USUAL.workers,
    memory: Annotated[
        int, typer.Option("--memory", metavar="MIB", min=128, help="The memory of each query, in MiB.")
    ] = _USUAL.memory >> 20,
    write: Annotated[
        bool, typer.Option("--write", help="Take SPARQL updates from those who have the token.")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Take decisions from those who have the token.")
    ] = False,
    who: Annotated[
        str | None,
        typer.Option(
            "--who", metavar="NAME", envvar="PARLEYGRAPH_REVIEWER", help="The name that the page proposes."
        ),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="The file that holds the token.")
    ] = None,
    allow_service: Annotated[
        list[str] | None,
        typer.Option("--allow-service", metavar="IRI", help="A SPARQL service that queries may call."),
    ] = None,
) -> int:
    """Offer a graph by the SPARQL 1.1 Protocol, on this machine only unless told otherwise."""
    from ..service import api, server
    from ..service.app import create_app
    from ..service.guard import host_names
    from ..service.journal import FILE
    from ..service.source import DossierSource
    from ..service.updates import UpdatedSource

    token = _token(write, review, token_file)
    limits = Limits(seconds=timeout, rows=max_rows, workers=workers, memory=memory << 20)
    source: Source = DossierSource(folder)
    updates = None
    if write or (folder / FILE).exists():
        source = updates = UpdatedSource(source, folder, limits, writes=write)
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    shown = name[0] if name else f"[{host}]" if ":" in host else host
    context = Context(
        dossier=folder,
        source=source,
        token=token,
        reviewer=who,
        review=review,
        updates=updates,
        base_url=f"http://{shown}:{port}",
        hosts=host_names(host, port, name or ()),
        limits=limits,
        services=tuple(allow_service or ()),
    )
    # What follows # stays in the browser: no other program on this machine learns the token by asking.
    page = f"{context.base_url}/#token={quote(token)}" if review and token else f"{context.base_url}/"
    say(f"{page} shows the graph{', and takes your decisions' if review else ''}")
    say(f"{context.base_url}/sparql answers queries; Ctrl-C ends it")
    sys.stdout.flush()
    if host not in {"127.0.0.1", "::1", "localhost"}:
        complain("whoever reaches this address can ask, and reads all of the graph; there is no encryption")
    # Ctrl-C is how a service ends, not how it is broken off.
    with suppress(KeyboardInterrupt):
        server.serve(create_app(context, api.routes(context)), listening)
    return Exit.OK


def _listen(host: str, port: int) -> socket:
    from ..service import server

    try:
        return server.bind(host, port)
    except OSError as error:
        raise typer.BadParameter(
            f"cannot listen on {host}, port {port} ({error.strerror or error}); "
            "choose another by --port (0 takes a free one) or --host"
        ) from error


def _token(write: bool, review: bool, file: Path | None) -> str | None:
    """What a request that changes anything must bear; None where nothing can be changed."""
    if write and file is None:
        raise typer.BadParameter("--write and --token-file FILE go together")
    if file is not None and not (write or review):
        raise typer.BadParameter("--token-file FILE goes with --write or --review")
    if file is None:
        return secrets.token_urlsafe(24) if review else None
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise typer.BadParameter(f"{file}: cannot be read ({reason})") from error
    if len(token) < 16 or not token.isprintable() or " " in token:
        raise typer.BadParameter(f"{file}: a token has 16 characters or more, without spaces")
    return token
