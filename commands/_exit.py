"""The exit statuses, which scripts rely on: they are listed in the help and in the README."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command came to; `meaning` is the line that the help prints."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> Exit:
        """Make the member with its line of help."""
        member = int.__new__(cls, value)
        member._value_, member.meaning = value, meaning
        return member

    OK = 0, "everything was done"
    PARTIAL = 1, "done, but an input could not be read, a shape is violated or a needed part is missing"
    USAGE = 2, "the command line or the query is wrong"
    FAILED = (
        3,
        "nothing was done: no input could be read, no graph or model was found, or a file cannot be written",
    )
    INTERRUPTED = 130, "interrupted"


EPILOG = "Exit status: " + "; ".join(f"{status.value} {status.meaning}" for status in Exit) + "."
