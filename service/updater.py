"""The process that carries out changes, on a copy of the store that nobody else has open.

Started as `python -m parleygraph.service.updater`, with the store, the folder for the changed copy,
the memory in bytes and the base of relative IRIs. The changes come as one JSON list on standard
input: records as `changes` makes them, but with the path of the file in place of its digest. On
standard output come two frames: READY, and DONE, which says whether the last change made a graph, or
REFUSED.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from ..graph.errors import QueryError, RefusedError
from ..graph.namespaces import PREFIXES
from ..graph.refusals import explained, refuse_in_update
from . import frames
from .confinement import confine
from .formats import GRAPHS

type Load = tuple[Path, str, ox.NamedNode | ox.DefaultGraph, str]
"""A file to load: its path and form, the graph that it goes to, and the base of its relative IRIs."""

LARGEST_FILE: Final = 8 << 30


class _MissingError(Exception):
    """The graph that is to be deleted is not there."""


def main() -> None:
    """Copy the store, which shares its files with the copy, and change the copy."""
    old, new, memory, base = sys.argv[1:]
    changes: list[dict[str, Any]] = json.load(sys.stdin)
    confine(int(memory), largest_file=LARGEST_FILE)
    frames.write(sys.stdout.buffer, frames.READY, b"{}")
    kind, record = _changed(Path(old), Path(new), changes, base)
    frames.write(sys.stdout.buffer, kind, json.dumps(record).encode())


def _changed(old: Path, new: Path, changes: list[dict[str, Any]], base: str) -> tuple[bytes, dict[str, Any]]:
    try:
        ox.Store.read_only(str(old)).backup(new)
        store = ox.Store(new)
        made = carry_out(store, changes, base)
        store.flush()
    except _MissingError:
        return _refused("missing", "there is no graph of this name")
    except QueryError as error:
        return _refused("refused" if isinstance(error, RefusedError) else "malformed", str(error))
    except SyntaxError as error:
        return _refused("malformed", f"the content is not what its media type says: {error.msg}")
    except (OSError, RuntimeError, ValueError) as error:
        return _refused("failed", str(error))
    return frames.DONE, {"made": made}


def carry_out(store: ox.Store, changes: list[dict[str, Any]], base: str) -> bool:
    """Carry out the changes in order; whether the last one made a graph that was not there."""
    made = False
    # Content that follows upon content is loaded at once, which takes half the time and a third of the room.
    loads: list[Load] = []
    for change in changes:
        if "update" in change:
            _load(store, loads)
            _update(store, change["update"], base)
            made, loads = False, []
            continue
        what = next(what for what in ("put", "post", "delete") if what in change)
        iri = change[what]
        name = ox.DefaultGraph() if iri is None else ox.NamedNode(iri)
        # The default graph is always there.
        made = isinstance(name, ox.NamedNode) and not store.contains_named_graph(name)
        if what == "delete" and made and change.get("must_be_there"):
            raise _MissingError
        if what != "post":
            loads = [load for load in loads if load[2] != name]
            store.remove_graph(name)
        if what != "delete":
            if isinstance(name, ox.NamedNode):
                # A graph is there even where nothing is in it.
                store.add_graph(name)
            loads += [
                (Path(path), form, name, base if iri is None else iri)
                for path, form in change.get("content", ())
            ]
    _load(store, loads)
    return made


def _load(store: ox.Store, loads: list[Load]) -> None:
    if loads:
        store.bulk_extend(quad for load in loads for quad in _quads(*load))


def _quads(path: Path, form: str, name: ox.NamedNode | ox.DefaultGraph, base: str) -> Iterator[ox.Quad]:
    """The triples of the file in the graph; blank nodes are nobody else's. Raises SyntaxError."""
    # By the open file: what is wrong with a file by its path would be told with the path.
    with path.open("rb") as file:
        for quad in ox.parse(
            file,
            format=GRAPHS[form].format,
            base_iri=base,
            without_named_graphs=True,
            rename_blank_nodes=True,
        ):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def _update(store: ox.Store, text: str, base: str) -> None:
    refuse_in_update(text)
    try:
        store.update(text, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(explained(str(error), text)) from error
    except RuntimeError as error:
        # A graph that must be there is not, or the other way round.
        raise QueryError(f"the update cannot be carried out: {error}; SILENT would pass over it") from error


def _refused(kind: str, reason: str) -> tuple[bytes, dict[str, Any]]:
    return frames.REFUSED, {"kind": kind, "reason": reason}


if __name__ == "__main__":
    main()
