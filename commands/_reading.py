"""What the commands that read documents have in common: options of the extractor, and a bar of progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ._terminal import console

if TYPE_CHECKING:
    from ..extractors.each import Progress


def options_of(settings: list[str]) -> dict[str, object]:
    """The options of the extractor, from `name=value`; the last one of a name counts.

    >>> options_of(["url=http://localhost/?a=b", "timeout=5"])
    {'url': 'http://localhost/?a=b', 'timeout': '5'}
    """
    found: dict[str, object] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"--set takes OPTION=VALUE, not {name!r}")
        found[name.strip().replace("-", "_")] = value
    return found


@contextmanager
def progress(*, hidden: bool) -> Iterator[Progress | None]:
    """A bar on standard error, where that is a terminal; it is wiped away at the end."""
    screen = None if hidden else console(stderr=True)
    if screen is None or not screen.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("Loading the language model", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"Reading {total} documents")

        yield show
