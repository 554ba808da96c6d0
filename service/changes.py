"""What those who have the token change: SPARQL updates, and whole graphs put, added to or deleted.

A change is a record of JSON: `update` has the SPARQL; `put`, `post` and `delete` have the name of a graph,
null for the default graph, and `content` says which files hold the RDF as it was sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

from .formats import GRAPHS

type What = Literal["update", "put", "post", "delete"]

_ON_GRAPHS: Final[tuple[What, ...]] = ("put", "post", "delete")


@dataclass(frozen=True, slots=True)
class Content:
    """RDF as it was sent: its SHA-256, by which its file is found, and the name of its form."""

    sha256: str
    form: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change: an update with its text, or what is done with one graph, None being the default graph."""

    what: What
    text: str = ""
    graph: str | None = None
    contents: tuple[Content, ...] = ()

    def record(self) -> dict[str, Any]:
        """The change as JSON has it."""
        if self.what == "update":
            return {"update": self.text}
        content = [[each.sha256, each.form] for each in self.contents]
        return {self.what: self.graph, **({"content": content} if content else {})}

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """The change of a record; raises KeyError, TypeError and ValueError where it is none."""
        if "update" in record:
            return cls("update", str(record["update"]))
        for what in _ON_GRAPHS:
            if what in record:
                graph = record[what]
                contents = tuple(Content(*map(str, each)) for each in record.get("content", ()))
                for each in contents:
                    _check(each)
                return cls(what, graph=None if graph is None else str(graph), contents=contents)
        raise ValueError("there is no update, put, post or delete")


def _check(content: Content) -> None:
    """Raise ValueError where this is no content; its digest becomes the name of a file."""
    if len(content.sha256) != 64 or set(content.sha256) - set("0123456789abcdef"):
        raise ValueError(f"{content.sha256[:80]!r} is no SHA-256")
    if content.form not in GRAPHS:
        raise ValueError(f"{content.form[:80]!r} is no form of RDF")


def needed(changes: Sequence[Change]) -> list[Change]:
    """The changes without those that leave no trace, since a later one replaces or deletes their graph.

    A SPARQL update may have read any graph, and so everything before it is needed.
    """
    past: set[int] = set()
    on: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, change in enumerate(changes):
        if change.what == "update":
            on.clear()
            continue
        if change.what in {"put", "delete"}:
            past.update(on.pop(change.graph, ()))
        on[change.graph].append(number)
    return [change for number, change in enumerate(changes) if number not in past]


def digests(changes: Iterable[Change]) -> set[str]:
    """The digests of all content of the changes."""
    return {content.sha256 for change in changes for content in change.contents}
