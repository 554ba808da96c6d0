"""What reaches the terminal: hostile text arrives as escapes, never as commands to it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parleygraph.commands._terminal import printable, table
from rich.console import Console


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("a\r\nb\tc", "a  b c"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\x9b31m", r"\x9b31m"),
        ("naïve — Ελλάδα 🕊", "naïve — Ελλάδα 🕊"),
    ],
)
def test_what_a_terminal_would_act_on_is_shown_as_an_escape(text: str, shown: str) -> None:
    """Control sequences, line ends and turns of the writing direction lose their power; letters stay."""
    assert printable(text) == shown


@given(st.text())
def test_no_text_at_all_can_move_the_cursor(text: str) -> None:
    """Whatever comes in, nothing below U+0020 and nothing in U+007F to U+009F goes out."""
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) <= 0x9F for character in printable(text))


def test_rich_markup_in_a_label_is_plain_text() -> None:
    """A label that looks like rich's markup is printed as it stands, and cannot raise."""
    screen = Console(file=io.StringIO(), width=60, force_terminal=True, color_system="truecolor")
    screen.print(table(["label"], [["[bold red]no[/bold red] [link=x]y[/] [/]"]]))
    printed = screen.file.getvalue()
    assert "[bold red]no[/bold red] [link=x]y[/] [/]" in printed
    assert "\x1b]8;" not in printed
