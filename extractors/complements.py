"""What follows the head of a description and tells who is meant: *of Syria*, *who left*, *at sea*."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .candidates import POSSESSIVES, Candidate, Chunk, bare_end, bare_start, words
from .learned.parse import Parse

_SHORT, _LONG = 7, 12
# What tells people by where they are, whose they are and what they stand for.
_TELLING = frozenset({"of", "in", "from", "at", "around", "throughout", "across", "within", "against", "for"})
_TELLING |= {"like", "outside", "inside", "under", "behind", "near"}
# What may begin another part of the complement: a long one ends before it.
_OPENING = frozenset({"TO", "WDT", "WP", "WRB"})
_JOINING = frozenset({"prep", "agent", "acl", "mark", "cc"})
# What cannot end a phrase.
_OPEN = frozenset({"ADP", "SCONJ", "CCONJ", "DET", "PART", "AUX"})
_INSIDE = frozenset({"-", "’", "'", "’s", "'s", '"', "“", "”"})
# Who is bound to what follows *to*.
_BOUND = frozenset({"party", "signatory", "adviser", "advisor", "heir"})
_PLACES = frozenset({"abroad", "overseas", "alike"})
# Right behind people they say who is meant, even where the parse has them with the verb.
_ANYWHERE = frozenset({"throughout", "abroad"})
_WHO = frozenset({"who", "that", "whose", "whom"})


def described(
    doc: Doc, chunk: Chunk, node_class: NodeClass, *, complement: bool = True, confidence: float = 0.7
) -> Candidate:
    """The phrase without article, and with a short complement (*the people of Syria*) if asked."""
    start, end = bare_start(doc, chunk.start, chunk.end), chunk.end
    if complement:
        end = near_end(doc, chunk.root, start, end, node_class)
    if doc[start].lower_ in POSSESSIVES and start < chunk.root.i:
        start = bare_start(doc, start, end)
    end = bare_end(doc, start, end)
    return Candidate(
        start, end, chunk.root.i, "nominal", node_class, words(doc, start, end), confidence=confidence
    )


def after(root: Token, end: int) -> Token | None:
    """What of the head begins right behind the phrase that ends at `end`."""
    return next((t for t in root.rights if t.left_edge.i == end), None)


def near_end(doc: Doc, root: Token, start: int, end: int, node_class: NodeClass | None = None) -> int:
    """The end of the phrase with a short complement, which is part of what names the actor."""
    bare = end - start == 1 and root.lower_ not in {"government", "president"}
    told = after(root, end) if end < len(doc) else None
    if told is None or not (
        told.lower_ == "of"
        or (bare and told.dep_ in {"prep", "relcl", "acl"})
        or (node_class is NodeClass.GROUP and told.lower_ in {"in", "from"})
        or (node_class is NodeClass.PERSON and told.lower_ in {"for", "from"})
    ):
        return end
    # What is joined to a clause hardly tells the people apart (*those detained and to restore*).
    joined = [t.i for t in told.rights if t.dep_ == "cc" and told.dep_ != "prep"]
    right = min(joined, default=max(t.i for t in told.subtree) + 1)
    if right - end > _SHORT:
        objects = [t for t in told.children if t.dep_ == "pobj"]
        right = max((t.i for t in objects), default=end - 1) + 1
    return right if end + 1 < right <= end + _SHORT and doc[right - 1].sent == root.sent else end


def far_end(doc: Doc, root: Token, end: int) -> int:
    """The end of the phrase with all that tells who is meant, or `end` where nothing does.

    It stops before a comma, before what is joined to a clause, and where it would get too long.
    """
    if end >= len(doc):
        return end
    told = doc[end] if doc[end].lower_ in _ANYWHERE else after(root, end)
    if told is None or not _tells(told):
        return end
    stop = told_end(doc, told, end)
    return stop if stop > end + 1 or (stop > end and told.lower_ in _PLACES) else end


def told_end(doc: Doc, told: Token, end: int) -> int:
    """Where the words from `end` on that belong to `told` are best cut."""
    parse = Parse.of(doc)
    clause = told.dep_ in {"relcl", "acl"}
    stop = good = end
    for index in range(end, told.right_edge.i + 1):
        if parse.gap[index] and parse.text[index] not in _INSIDE:
            break
        if clause and parse.dep[index] in {"cc", "advcl", "ccomp"} and parse.head[index] == told.i:
            break
        if index >= end + _LONG:
            stop = good
            break
        if index > end + 1 and (parse.dep[index] in _JOINING or parse.tag[index] in _OPENING):
            good = index
        stop = index + 1
    while stop > end and parse.pos[stop - 1] in _OPEN and parse.tag[stop - 1] != "RP":
        stop -= 1
    return stop


def _tells(told: Token) -> bool:
    if told.dep_ == "prep":
        return told.lower_ in _TELLING or (told.lower_ == "to" and told.head.lemma_ in _BOUND)
    if told.dep_ == "advmod":
        return told.lower_ in _PLACES
    if told.dep_ == "amod":
        return told.pos_ == "ADJ" and any(t.dep_ in {"prep", "xcomp"} for t in told.rights)
    if told.dep_ == "acl":
        return told.tag_ in {"VBG", "VBN"}
    return told.dep_ == "relcl" and told.left_edge.lower_ in _WHO
