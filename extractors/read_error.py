"""The error of a document that cannot be read.

Errors:

    model.ParleyError
    └── ReadError            a file, folder or stream that gives no document
"""

from __future__ import annotations

from pathlib import Path

from ..model import ParleyError


class ReadError(ParleyError):
    """A document cannot be read.

    `where` is the path, or the name of the stream; `reason` says what is wrong with it and
    `advice` what to do. The message holds all three.
    """

    def __init__(self, where: Path | str, reason: str, advice: str) -> None:
        self.where, self.reason, self.advice = str(where), reason, advice
        super().__init__(f"{where}: {reason}; {advice}")
