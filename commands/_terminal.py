"""What is said on the terminal, and that hostile text cannot take it over.

Labels and quotations come from documents that strangers wrote. Control characters, which
would move the cursor or set colours, and characters that turn the direction of writing are
shown as escapes; rich's own markup is never read from them.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text on one line, with what a terminal would act on as escapes.

    >>> printable("a\\tb\\n\\x1b[31mred")
    'a b \\\\x1b[31mred'
    """
    return "".join(" " if character in "\t\n\r" else _shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return character
    if character in _TURNING or unicodedata.category(character) in {"Cc", "Cs"}:
        return character.encode("unicode_escape").decode("ascii")
    return character


def say(line: str = "") -> None:
    """Print one line on standard output."""
    sys.stdout.write(printable(line) + "\n")


def say_json(value: Any) -> None:
    """Print a JSON value; escaped to ASCII, so that no terminal or encoding can spoil it."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=True) + "\n")


def complain(message: str) -> None:
    """Print one line on standard error, after the name of the command."""
    sys.stderr.write(f"parleygraph: {printable(message)}\n")


def write_bytes(content: bytes) -> None:
    """Write UTF-8 to standard output: byte for byte, but with escapes where that is a terminal."""
    if sys.stdout.isatty():
        lines = content.decode().split("\n")
        content = "\n".join("".join(map(_shown, line)) for line in lines).encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def console(*, stderr: bool = False) -> Console:
    """A console of rich on standard output or standard error."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> Table:
    """A table of plain text, in which nothing is read as markup."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(
        box=SIMPLE_HEAD,
        title=title,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        show_edge=False,
    )
    for column in columns:
        made.add_column(Text(printable(column)), overflow="fold")
    for row in rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made
