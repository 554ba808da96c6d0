"""What may be an actor: one place in the text, and what is known of it from that place alone."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Span, Token

from ..ontology import NodeClass
from .gazetteer import Polity
from .learned.parse import Parse
from .wordlists import Words

Kind = Literal["name", "nominal", "pronoun"]
DETERMINERS = frozenset({"the", "a", "an"})
DASHES = frozenset({"—", "–", "--", "-"})
POINTERS = frozenset({"the", "this", "that", "these", "those", "both", "such", "said"})
POSSESSIVES = frozenset({"my", "our", "your", "his", "her", "its", "their"})
_LONGEST_TOLD = 8
_PREFIXES = frozenset({"non", "anti", "counter"})
_LEFT = frozenset({"det", "amod", "compound", "punct", "poss", "nummod", "advmod"})


@dataclass(slots=True)
class Candidate:
    """A mention before it is known whether, and together with which others, it is an actor.

    Token offsets, `end` exclusive; `root` is the syntactic head. `polity` is set where the
    gazetteer knows the actor, `states` where known actors modify it (*US* in *US officials*).
    `title` holds the words of an office, `name` the bare name of a person or organization.
    `resolve` says that the phrase names nothing by itself and wants an antecedent. Of a description,
    `modifiers` are the lemmas before the head that tell which is meant, `complement` says that words
    after the head do, `reach` is where those end if that is behind the mention, and `other` says that it is
    set against those named before (*other workers*).
    """

    start: int
    end: int
    root: int
    kind: Kind
    node_class: NodeClass
    label: str
    confidence: float = 0.9
    polity: Polity | None = None
    states: tuple[Polity, ...] = ()
    title: tuple[str, ...] = ()
    title_start: int | None = None
    name: str | None = None
    head: str = ""
    plural: bool = False
    definite: bool = False
    attributive: bool = False
    resolve: bool = False
    modifiers: frozenset[str] = frozenset()
    complement: bool = False
    other: bool = False
    reach: int = 0
    aliases: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun chunk: token offsets, `end` exclusive, and its syntactic head."""

    start: int
    end: int
    root: Token


def chunks(doc: Doc) -> Iterator[Chunk]:
    """The noun chunks, and the owners inside of them (*the ministry* in *the ministry's plan*)."""
    parse = Parse.of(doc)
    for span in doc.noun_chunks:
        start, end = behind_dash(parse, span.start, span.root.i), span.end
        for index in range(start, end):
            if parse.dep[index] == "poss" and parse.pos[index] in {"NOUN", "PROPN"}:
                yield Chunk(parse.left_edge[index], index + 1, doc[index])
        yield Chunk(_before_prefix(parse, start), end, span.root)


def prefixed(parse: Parse, index: int) -> bool:
    """Whether the word is set against by what is glued to it (*non-citizens*, *anti-communists*)."""
    return (
        index > 1
        and parse.text[index - 1] == "-"
        and parse.lower[index - 2] in _PREFIXES
        and parse.end[index - 2] + 1 == parse.begin[index]
    )


def _before_prefix(parse: Parse, start: int) -> int:
    """Where the phrase begins, which the parse may cut behind a hyphen."""
    if not prefixed(parse, start):
        return start
    start -= 2
    while start and parse.dep[start - 1] in _LEFT and start - 1 < parse.head[start - 1] <= start + 2:
        start -= 1
    return start


def behind_dash(parse: Parse, start: int, end: int) -> int:
    """Where a phrase begins that stands behind a dash, such as that of a date line (*BEIRUT - Farmers*)."""
    dashes = (i for i in range(end - 1, start, -1) if parse.text[i] in DASHES)
    return next((i + 1 for i in dashes if parse.end[i - 1] < parse.begin[i]), start)


def bare_start(doc: Doc, start: int, end: int) -> int:
    """The first token of the phrase that is no article, quotation mark or space."""
    while start < end - 1 and (
        doc[start].lower_ in DETERMINERS or doc[start].is_punct or doc[start].is_space or doc[start].is_quote
    ):
        start += 1
    return start


def bare_end(doc: Doc, start: int, end: int) -> int:
    """The end of the phrase without closing punctuation, spaces and the possessive ending."""
    while end > start + 1 and (
        doc[end - 1].is_space
        or doc[end - 1].tag_ in {"POS", "CC"}
        or doc[end - 1].is_quote
        or (doc[end - 1].is_punct and doc[end - 1].text not in {")", "."})
        or doc[end - 1].text in {"’s", "'s", "’", "'"}
    ):
        end -= 1
    return end


def words(doc: Doc, start: int, end: int) -> str:
    """The text of the tokens, of which there must be one, on one line."""
    parse = Parse.of(doc)
    return " ".join(parse.whole[parse.begin[start] : parse.end[end - 1]].split())


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The syntactic head of the tokens, of which there must be one."""
    return doc[start] if end - start == 1 else Span(doc, start, end).root


def is_plural(token: Token) -> bool:
    """Whether a noun is plural in form, or a plural without an ending (*people*, *police*)."""
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"people", "police", "personnel"}


def stem(token: Token) -> str:
    """The singular lemma of a noun in lower case, also where it is tagged as a proper noun."""
    lemma = token.lemma_.lower()
    if token.lower_ == "media":
        return "media"
    if (
        token.tag_ in {"NNP", "NNPS"}
        and lemma.endswith("s")
        and not lemma.endswith(("ss", "us", "is"))
        and len(lemma) > 3
    ):
        if lemma.endswith("ies"):
            return lemma[:-3] + "y"
        if lemma.endswith(("xes", "sses", "ches", "crises")):
            return lemma[:-2] + ("is" if lemma.endswith("crises") else "")
        return lemma[:-1] if lemma not in {"forces"} else "force"
    return lemma


def inside_entity(doc: Doc, root: Token, head: str, known: Container[int], lists: Words) -> bool:
    """Whether `root`, with the stem `head`, belongs to a longer name that was found (*Center for Peace*).

    `known` are the tokens of names in the gazetteer: *the U.S. Government* is no name of its own.
    """
    if root.ent_type_ != "ORG" or not root.text[:1].isupper():
        return False
    first = last = root.i
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    if head in lists.government and last == root.i:
        first = bare_start(doc, first, root.i)
        return root.i - first >= 2 and not any(i in known for i in range(first, root.i))
    return last > root.i and doc[last].pos_ in {"PROPN", "NOUN", "NUM"}


def narrow(doc: Doc, candidate: Candidate, lists: Words) -> None:
    """Note what narrows the head of a description down to whom it means.

    A state is told by its label, so that *the Sudanese people* are *the people of Sudan*. Who has no other
    words to tell is named with all that follows (*countries that pay*).
    """
    parse, told = Parse.of(doc), candidate.states
    pos, tag, ent, lower, lemma = parse.pos, parse.tag, parse.ent, parse.lower, parse.lemma
    before = range(candidate.start, candidate.root)
    candidate.modifiers = frozenset(
        lists.synonyms.get(lemma[i], lemma[i])
        for i in before
        if pos[i] in {"ADJ", "NOUN", "PROPN", "VERB"}
        and lower[i] not in lists.quantities
        and lower[i] not in POINTERS
        and tag[i] not in {"PRP$", "POS"}
        and not (told and ent[i] in {"GPE", "NORP"})
    ) | {f"@{polity.label}" for polity in told}
    candidate.modifiers -= {candidate.head}
    opposed = [i for i in before if parse.text[i].istitle()]
    if any(prefixed(parse, i) for i in (*opposed, candidate.root)):
        candidate.modifiers |= {"non"}
    after = range(candidate.root + 1, candidate.end)
    candidate.complement = any(
        not (told and (lower[i] in {"of", "the"} or ent[i] in {"GPE", "NORP"})) for i in after
    )
    owned = any(tag[i] in {"PRP$", "POS"} for i in before)
    if candidate.reach and not (candidate.modifiers or owned):
        candidate.label, candidate.complement = words(doc, candidate.start, candidate.reach), True
    elif owned or candidate.reach - candidate.root > _LONGEST_TOLD:
        candidate.reach = 0
    candidate.other = any(lower[i] in {"other", "another"} or tag[i] == "PRP$" for i in before)


def definite(chunk: Chunk) -> bool:
    """Whether something before the head points at who is meant, or the head is a name."""
    parse = Parse.of(chunk.root.doc)
    pointed = any(
        parse.lower[i] in POINTERS or parse.tag[i] in {"PRP$", "POS"}
        for i in range(chunk.start, chunk.end - 1)
    )
    return pointed or chunk.root.pos_ == "PROPN"


def modifiers(chunk: Chunk) -> list[Token]:
    """The words before the head that say which is meant."""
    doc = chunk.root.doc
    parse = Parse.of(doc)
    return [
        doc[i]
        for i in range(chunk.start, chunk.root.i)
        if parse.dep[i] in {"amod", "compound", "nmod", "poss"} or parse.pos[i] in {"PROPN", "ADJ", "NOUN"}
    ]


def told_apart(chunk: Chunk, lists: Words) -> bool:
    """Whether only some of a state's officials are meant (*some U.S. officials*, *senior officials*)."""
    tokens = chunk.root.doc[chunk.start : chunk.end - 1]
    return any(t.lower_ in lists.quantities or (t.pos_ == "ADJ" and t.is_lower) for t in tokens)


def only_proposed(chunk: Chunk, head: str, proposed: set[str], lists: Words) -> bool:
    """Whether a body is what somebody proposes (*proposed a joint team*), or means one again."""
    root = chunk.root
    if root.doc[chunk.start].lower_ in {"the", "this", "that"}:
        return head in proposed and chunk.end - chunk.start == 2
    return root.dep_ == "dobj" and root.pos_ == "NOUN" and root.head.lemma_.lower() in lists.proposing
