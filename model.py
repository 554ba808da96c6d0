"""The statement model: documents, evidence, nodes and statements, as immutable values.

Every offset is a count of Unicode code points from the start of the document's text,
which is in Unicode normalization form C (NFC). `Evidence` holds the invariant that the
rest of the package relies on: its quotation equals the text at its offsets.

Errors:

    ParleyError
    ├── EvidenceError        a quotation that is not the text at its offsets
    └── StatementError       a statement that the ontology does not allow
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .ontology import Certainty, NodeClass, Polarity, Relation


class ParleyError(Exception):
    """The root of this package's errors; the message says what, where and what to do."""


class EvidenceError(ParleyError, ValueError):
    """A quotation differs from the text at its offsets."""


class StatementError(ParleyError, ValueError):
    """A statement whose ends or qualifiers the ontology does not allow."""


def digest(*parts: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the parts, which are kept apart by NUL."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known about it.

    `name` is the stem of the file it came from, or a name given by the caller. The text
    is normalized to NFC with line ends as `\\n` on construction; the identifier is the
    digest of that text, so that equal texts are one document.

    >>> Document("e\\u0301lan\\r\\n").text == "\\xe9lan\\n"
    True
    """

    text: str = field(repr=False)
    name: str = "document"
    title: str | None = None
    date: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    topics: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        lines = self.text.replace("\r\n", "\n").replace("\r", "\n")
        object.__setattr__(self, "text", unicodedata.normalize("NFC", lines))
        object.__setattr__(self, "id", digest(self.text))

    def quote(self, start: int, end: int, sentence: tuple[int, int] | None = None) -> Evidence:
        """The evidence at the offsets, in code points; raises EvidenceError outside the text."""
        return Evidence(self, start, end, self.text[start:end], sentence or (start, end))


@dataclass(frozen=True, slots=True, order=False)
class Evidence:
    """A quotation of a document: `document.text[start:end] == quotation`, always.

    `sentence` holds the offsets of the sentence (or sentences) around the quotation.
    """

    document: Document = field(repr=False)
    start: int
    end: int
    quotation: str
    sentence: tuple[int, int]

    def __post_init__(self) -> None:
        text, (first, last) = self.document.text, self.sentence
        within = 0 <= first <= self.start < self.end <= last <= len(text)
        if within and text[self.start : self.end] == self.quotation:
            return
        where = f"{self.document.name} [{self.start}:{self.end}]"
        if not 0 <= self.start < self.end <= len(text):
            raise EvidenceError(f"{where}: the offsets are outside the text of {len(text)} code points")
        if text[self.start : self.end] != self.quotation:
            raise EvidenceError(
                f"{where}: the text is {text[self.start : self.end]!r}, the quotation is {self.quotation!r}"
            )
        raise EvidenceError(f"{where}: the sentence {self.sentence} does not hold the quotation")

    @property
    def sentence_text(self) -> str:
        """The text of the sentence around the quotation."""
        return self.document.text[self.sentence[0] : self.sentence[1]]

    @property
    def key(self) -> tuple[str, int, int]:
        """What evidence is sorted by: document identifier, start, end."""
        return self.document.id, self.start, self.end


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, a proposal or an interest, and everywhere it is mentioned.

    `id` is a slug that begins with the kind (`actor/`, `proposal/`, `interest/`): the
    same for the same actor in every document, and unique to its document for a proposal
    or an interest. `wikidata` (Q-number) and `iso3166` (alpha-2) are None where not known.
    `aliases` holds further names, sorted.
    """

    id: str
    node_class: NodeClass
    label: str
    mentions: tuple[Evidence, ...]
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    iso3166: str | None = None


def _place(evidence: Evidence | None) -> tuple[str, str, str]:
    return (
        ("", "", "") if evidence is None else (evidence.document.id, str(evidence.start), str(evidence.end))
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """Who stands how to what, according to whom, and the words that say so.

    `subject`, `object` and `sources` are node identifiers; `sources` is ordered from the
    nearest voice to the farthest (*X, citing Y* is `(x, y)`), and empty where the author
    of the document speaks. `condition` quotes the clause it depends on, if any. `date` is
    an ISO 8601 date, if known. `stage` names the rule or the model that made it, and
    `confidence` lies in (0, 1]. The identifier is the digest of all but these last two, so
    that two rules that find the same find one statement.
    """

    subject: str
    relation: Relation
    object: str
    evidence: Evidence
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.ASSERTED
    sources: tuple[str, ...] = ()
    condition: Evidence | None = None
    date: str | None = None
    confidence: float = 1.0
    stage: str = "manual"
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if not 0.0 < self.confidence <= 1.0:
            raise StatementError(
                f"{self.subject} {self.relation.value} {self.object}: "
                f"confidence {self.confidence} is outside (0, 1]"
            )
        if self.condition is not None and self.condition.document.id != self.evidence.document.id:
            raise EvidenceError(
                f"{self.subject} {self.relation.value} {self.object}: the condition is in "
                f"{self.condition.document.name}, the evidence in {self.evidence.document.name}"
            )
        parts = (
            self.subject,
            self.relation.value,
            self.object,
            self.polarity.value,
            self.certainty.value,
            *_place(self.evidence),
            *_place(self.condition),
            self.date or "",
            *self.sources,
        )
        object.__setattr__(self, "id", digest(*parts))

    @property
    def key(self) -> tuple[str, int, int, str, str, str, str]:
        """What statements are sorted by: place in the documents, then ends and identifier."""
        return *self.evidence.key, self.subject, self.relation.value, self.object, self.id


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document. `notes` lists what was seen and could not be placed.

    Raises StatementError as `check` does and for two nodes of one identifier, and
    EvidenceError for evidence in another document.
    """

    document: Document
    nodes: tuple[Node, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        mentions = [mention for node in self.nodes for mention in node.mentions]
        for evidence in (*mentions, *(statement.evidence for statement in self.statements)):
            if evidence.document.id != self.document.id:
                raise EvidenceError(
                    f"{evidence.quotation!r} is evidence from {evidence.document.name}, "
                    f"not from {self.document.name}"
                )
        if twice := [id for id, count in Counter(node.id for node in self.nodes).items() if count > 1]:
            raise StatementError(
                f"{self.document.name}: there are two nodes {twice[0]!r}; unite their mentions"
            )
        check(self.nodes, self.statements)


def check(nodes: Iterable[Node], statements: Iterable[Statement]) -> None:
    """Raise StatementError where a statement names an unknown node or leaves domain or range."""
    classes = {node.id: node.node_class for node in nodes}
    for st in statements:
        for end in (st.subject, st.object, *st.sources):
            if end not in classes:
                raise StatementError(f"{_where(st)}: there is no node {end!r}")
        if not st.relation.allows(classes[st.subject], classes[st.object]):
            raise StatementError(
                f"{_where(st)}: {st.relation.value} does not go from {classes[st.subject].value} "
                f"to {classes[st.object].value}"
            )


def _where(statement: Statement) -> str:
    return f"{statement.subject} {statement.relation.value} {statement.object}"
