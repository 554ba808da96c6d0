"""What every part of the service knows: the dossier, its limits, and who may write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from .changes import Change
    from .uploads import Upload

DEFAULT_PORT: Final = 8712


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one client, and all together, can ask of the service."""

    seconds: float = 30.0
    """How long a query may take before its worker is ended."""
    rows: int = 100_000
    """The most rows, or triples, of an answer."""
    answer_bytes: int = 64 << 20
    """The most bytes of an answer."""
    memory: int = 1 << 30
    """The most bytes of memory of a worker."""
    query_bytes: int = 100_000
    """The longest query, in bytes of UTF-8."""
    body_bytes: int = 1 << 20
    """The most bytes of a request's body."""
    graph_bytes: int = 64 << 20
    """The most bytes of a graph that is sent."""
    body_seconds: float = 10.0
    """How long a client may take to send the body of a request, on top of a second for each 256 KiB."""
    tables_from: int = 2_000
    """From how many statements on the questions of the ontology are answered from the tables.

    Below, the store answers sooner: measured with workers that have the tables open.
    """
    workers: int = 4
    """How many queries run at once."""
    waiting: int = 64
    """How many queries may wait for a worker; the next one is told to come back."""
    unsent: int = 64
    """How many answers may wait for their clients to read them."""
    waiting_seconds: float = 10.0
    """How long a query waits for a worker."""


class Data(Protocol):
    """One state of the data, which stays readable as long as somebody holds it."""

    @property
    def store_path(self) -> Path:
        """The folder of the Oxigraph store."""

    @property
    def base(self) -> str:
        """What the identifiers of the data begin with."""


class Source(Protocol):
    """Where the data of the service lies."""

    async def current(self) -> Data:
        """The data as they are now, the same object as long as they are the same.

        Raises DossierError, and Unanswered where updates cannot be applied to them.
        """


class Updates(Protocol):
    """What takes changes of the data."""

    @property
    def writes(self) -> bool:
        """Whether it takes new ones, or only applies those that it has."""

    @property
    def contents(self) -> Path:
        """The folder that content is sent to, on the disk that keeps it."""

    async def change(self, change: Change, uploads: Collection[Upload] = ()) -> bool:
        """Carry out a change and keep it; whether it made a graph that was not there.

        Raises Unanswered, with nothing changed.
        """

    def close(self) -> None:
        """Remove what was made for this process alone; nothing is asked afterwards."""


@dataclass(frozen=True)
class Context:
    """What the parts of the service share; the routes of a part are made from it.

    `base_url` is where the service is reached, without a slash at the end. `hosts` are the names,
    with port, by which requests may call it. `token` is what a request that changes anything must
    bear, None where nothing can be changed; `reviewer` is the name that the page proposes for who decides.
    """

    dossier: Path
    source: Source
    base_url: str
    hosts: frozenset[str]
    token: str | None = None
    reviewer: str | None = None
    review: bool = False
    """Whether those who bear the token may decide on statements and nodes."""
    limits: Limits = field(default_factory=Limits)
    services: tuple[str, ...] = ()
    """The SPARQL services that queries may call."""
    updates: Updates | None = None
    """What takes updates; None where the data cannot be updated."""
