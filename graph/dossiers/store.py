"""The Oxigraph store of a generation: made whole, or from the last one by what is different.

A store that was published is never written again. The next one begins as a backup of it, which
shares its files by hard links, and takes the difference: a document's graph where what it is
made from has changed, and single quads in the graphs that all documents share.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...model import digest
from ..rdf import Triple, named_graphs
from ..serializations import trig_pieces
from ..stretches import quoted

if TYPE_CHECKING:
    from ..graph import Graph

type Prints = dict[str, str]
"""What each named graph is made from, as a digest, by the IRI of the graph; empty for shared graphs."""


def prints(graph: Graph) -> Prints:
    """The digests of what the graph's documents give to the store."""
    pieces: defaultdict[str, list[str]] = defaultdict(list)
    for statement in graph.statements:
        evidence = statement.evidence
        # The identifier is a digest of the rest.
        pieces[evidence.document.id].append(
            f"{statement.id} {statement.confidence} {statement.stage} {evidence.sentence}"
        )
    return {
        f"{graph.base}graph/{id_}": digest(
            graph.run_of(id_).id, *pieces[id_], "", *(f"{start}-{end}" for start, end in sorted(stretches))
        )
        for id_, stretches in quoted(graph).items()
    }


def make(graph: Graph, folder: Path, trig: bytes | None = None) -> None:
    """Write the quads of the graph into a new store; `trig` is the graph in TriG where that is made already.

    Oxigraph parses the text, without Python's lock: to make a quad in Python takes as long as to store it.
    """
    store = ox.Store(folder)
    if trig is not None:
        store.bulk_load(trig, format=ox.RdfFormat.TRIG)
    else:
        aside = folder.with_name(f".{folder.name}.trig")
        try:
            with aside.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(trig_pieces(graph))
            store.bulk_load(path=aside, format=ox.RdfFormat.TRIG)
        finally:
            aside.unlink(missing_ok=True)
    store.flush()


def can_be_read(folder: Path) -> bool:
    """Whether there is a store in the folder that opens."""
    if not folder.is_dir():
        return False
    try:
        ox.Store.read_only(str(folder))
    except OSError:
        return False
    return True


def make_from(old: Path, before: Mapping[str, str], graph: Graph, now: Prints, folder: Path) -> None:
    """Write the quads of the graph into a new store that begins as a copy of the old one.

    `before` are the prints of the old store.
    """
    ox.Store.read_only(str(old)).backup(folder)
    store = ox.Store(folder)
    wanted = set()
    for name, triples in named_graphs(graph):
        wanted.add(name.value)
        if name.value not in now:
            _change(store, name, triples)
        elif before.get(name.value) != now[name.value]:
            store.remove_graph(name)
            store.extend(ox.Quad(*triple, name) for triple in triples)
    for past in list(store.named_graphs()):
        if past.value not in wanted:
            store.remove_graph(past)
    store.flush()


def _change(store: ox.Store, name: ox.NamedNode, triples: Iterable[Triple]) -> None:
    """Have exactly these triples in the graph, by as few changes as that takes."""
    new = _lines(ox.serialize((ox.Triple(*triple) for triple in triples), format=ox.RdfFormat.N_TRIPLES))
    old = _lines(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name))
    for quad in _quads(old - new, name):
        store.remove(quad)
    store.extend(_quads(new - old, name))


def _lines(content: bytes | None) -> set[bytes]:
    # A line of canonical N-Triples holds no other line end than its own.
    return set((content or b"").splitlines(keepends=True))


def _quads(lines: set[bytes], name: ox.NamedNode) -> Iterable[ox.Quad]:
    for quad in ox.parse(b"".join(sorted(lines)), format=ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def read_prints(path: Path) -> Prints | None:
    """The prints in a file; None where it is not there or does not read, and the store is made anew."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and all(isinstance(v, str) for v in found.values()) else None


def prints_to_bytes(prints: Prints) -> bytes:
    """The prints as a file holds them."""
    return (json.dumps(prints, indent=1, sort_keys=True) + "\n").encode()
