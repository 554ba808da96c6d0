"""`parleygraph push`: the graphs of a dossier into another store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ._dossiers import surely_up_to_date
from ._exit import Exit
from ._terminal import complain, say, say_json

if TYPE_CHECKING:
    from ..graph.target import Target


def push(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of a Graph Store Protocol service.")],
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="Send the token in this file.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Send every graph, whatever was sent before.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not print what was sent.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was sent as JSON.")] = False,
) -> int:
    """Send a graph to another store, a named graph at a time, and next time only what is different."""
    from ..graph.errors import PushError
    from ..graph.push import push as steps_of

    done: Counter[str] = Counter(sent=0, unchanged=0, deleted=0)
    failure: PushError | None = None
    dossier = surely_up_to_date(folder, "push")
    with _target(url, None if token_file is None else _token(token_file)) as target:
        try:
            for step in steps_of(dossier, target, again=again):
                done[step.what] += 1
        except PushError as error:
            failure = error
    if failure is not None and not any(done.values()):
        raise failure
    if as_json:
        say_json(dict(done))
    elif not quiet:
        say(", ".join(f"{count} {what}" for what, count in done.items()) + (" graphs"))
    if failure is not None:
        complain(str(failure))
        return Exit.PARTIAL
    return Exit.OK


def _target(url: str, token: str | None) -> Target:
    from ..graph.errors import PushError
    from ..graph.target import Target

    try:
        return Target(url, token=token)
    except PushError as error:
        raise typer.BadParameter(str(error)) from error


def _token(file: Path) -> str:
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not ASCII"
        raise typer.BadParameter(f"{file}: holds no token that can be read ({reason})") from error
    if not token or not token.isprintable() or " " in token:
        raise typer.BadParameter(f"{file}: holds no token: one line of printable characters without spaces")
    return token
