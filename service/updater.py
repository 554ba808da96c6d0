"""The process that carries out one update, on a copy of the store that nobody else has open.

Started as `python -m parleygraph.service.updater`, with the store, the folder for the changed copy,
the memory in bytes and the base of relative IRIs. The updates come as one JSON list on standard
input; on standard output come two frames: READY, and DONE or REFUSED.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from ..graph.errors import QueryError, RefusedError
from ..graph.namespaces import PREFIXES
from ..graph.refusals import explained, refuse_in_update
from . import frames
from .confinement import confine

LARGEST_FILE: Final = 8 << 30


def main() -> None:
    """Copy the store, which shares its files with the copy, and change the copy."""
    old, new, memory, base = sys.argv[1:]
    updates: list[str] = json.load(sys.stdin)
    confine(int(memory), largest_file=LARGEST_FILE)
    frames.write(sys.stdout.buffer, frames.READY, b"{}")
    kind, record = _changed(Path(old), Path(new), updates, base)
    frames.write(sys.stdout.buffer, kind, json.dumps(record).encode())


def _changed(old: Path, new: Path, updates: list[str], base: str) -> tuple[bytes, dict[str, Any]]:
    try:
        ox.Store.read_only(str(old)).backup(new)
        store = ox.Store(new)
        for update in updates:
            refuse_in_update(update)
            try:
                store.update(update, base_iri=base, prefixes=PREFIXES)
            except SyntaxError as error:
                raise QueryError(explained(str(error), update)) from error
        store.flush()
    except QueryError as error:
        kind = "refused" if isinstance(error, RefusedError) else "malformed"
        return frames.REFUSED, {"kind": kind, "reason": str(error)}
    except (OSError, RuntimeError, ValueError) as error:
        return frames.REFUSED, {"kind": "failed", "reason": str(error)}
    return frames.DONE, {}


if __name__ == "__main__":
    main()
