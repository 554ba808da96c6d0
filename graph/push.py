"""The graphs of a dossier sent to another store by the SPARQL 1.1 Graph Store HTTP Protocol.

Each named graph is one `PUT ?graph=IRI`, which replaces it there as a whole. What was sent is
written down in the dossier, a line a graph, so that an interrupted push goes on where it was and
the next one sends only what is different; graphs that are no longer in the dossier are deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox

from .errors import DossierError, PushError
from .target import Target

if TYPE_CHECKING:
    from .dossiers import Dossier

type What = Literal["sent", "unchanged", "deleted"]

STATES: Final = "pushed"
"""The folder of a dossier that says what was sent where."""

_IN_MEMORY: Final = 1 << 24
_LAST: Final = "graph/meta"


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with one graph."""

    graph: str
    what: What


def push(dossier: Dossier, target: Target, *, again: bool = False) -> Iterator[Step]:
    """Make the target hold the graphs of the dossier; a step for each graph, when it is done.

    `again` sends every graph, whatever was sent before. Documents go first and `meta`, which
    lists them, last. Raises PushError where the target refuses or does not answer, with what was
    done until then written down, and DossierError where the dossier's store cannot be read.
    """
    store = dossier.store()
    state = _State(dossier.path / STATES, target.url)
    known = {} if again else dict(state.sent)
    names = sorted(
        (name for name in store.named_graphs() if isinstance(name, ox.NamedNode)),
        key=lambda name: (name.value.endswith(_LAST), name.value),
    )
    for name in names:
        with closing(_content(store, name)) as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
            if known.get(name.value) == digest:
                yield Step(name.value, "unchanged")
                continue
            target.put(name.value, content)
        state.note(name.value, digest)
        yield Step(name.value, "sent")
    for gone in sorted(state.sent.keys() - {name.value for name in names}):
        target.delete(gone)
        state.note(gone, None)
        yield Step(gone, "deleted")
    state.tidy()


def _content(store: ox.Store, name: ox.NamedNode) -> tempfile.SpooledTemporaryFile[bytes]:
    """The triples of the graph as N-Triples, on the disk where they are many."""
    content = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    store.dump(content, format=ox.RdfFormat.N_TRIPLES, from_graph=name)
    content.seek(0)
    return content


class _State:
    """Which graph was sent with which content, in a file of lines that is only added to."""

    def __init__(self, folder: Path, url: str) -> None:
        self._path = folder / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.jsonl"
        self._url = url
        self.sent: dict[str, str] = {}
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        except OSError as error:
            raise DossierError(f"{self._path}: cannot be read ({error.strerror or error})") from error
        for line in lines:
            try:
                record = json.loads(line)
                self._take(str(record["graph"]), record["sha256"])
            except (KeyError, TypeError, ValueError):
                # The last line of a killed process may be cut short: its graph is sent again.
                continue

    def note(self, graph: str, digest: str | None) -> None:
        """Write down that the graph was sent with this content, or deleted."""
        self._take(graph, digest)
        try:
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("ab") as file:
                file.write(b"\n" + self._line(graph, digest))
        except OSError as error:
            raise self._unwritable(error) from error

    def tidy(self) -> None:
        """Leave one line for each graph that is there."""
        if not self._path.exists():
            return
        aside = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        try:
            aside.write_bytes(b"\n".join(self._line(*entry) for entry in sorted(self.sent.items())) + b"\n")
            aside.replace(self._path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise self._unwritable(error) from error

    def _take(self, graph: str, digest: str | None) -> None:
        if digest is None:
            self.sent.pop(graph, None)
        else:
            self.sent[graph] = digest

    def _line(self, graph: str, digest: str | None) -> bytes:
        return json.dumps({"to": self._url, "graph": graph, "sha256": digest}).encode()

    def _unwritable(self, error: OSError) -> PushError:
        return PushError(
            f"{self._path}: cannot be written ({error.strerror or error}), so that a later push could not "
            "know what was sent; make the dossier writable"
        )
