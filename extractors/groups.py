"""Groups by description: *the rebels*, *countries that had never paid*, *the opposition*."""

from __future__ import annotations

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, Chunk, bare_end, definite, is_plural, modifiers, told_apart, words
from .complements import described, far_end
from .gazetteer import Polity
from .learned.parse import Parse
from .wordlists import Words

_SPEAKERS = frozenset({"official", "authority", "policymaker", "policy-maker", "statesman"})
_NAMING = frozenset({"people", "country", "nation", "party"})
# Before a plural, they point at who was named.
_MEANT = frozenset({"these", "this", "both"})


def group(doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words) -> Candidate | None:
    """The group that a noun phrase with this head means, or the state that its officials speak for."""
    root = chunk.root
    # A plural that begins a sentence may be taken for a name (*Skeptics had their say*).
    taken = root.tag_ == "NNP" and not root.ent_type_ and head != root.lower_ and head in lists.people
    plural = taken or is_plural(root)
    if root.pos_ not in {"NOUN", "PROPN"} or not _is_group(chunk, head, lists, plural=plural):
        return None
    made = described(doc, chunk, NodeClass.GROUP, confidence=0.6)
    made.states = states
    if plural and Parse.of(doc).lower[chunk.start] not in _MEANT:
        _tell(doc, made, chunk)
    if plural and states and head in _SPEAKERS and not told_apart(chunk, lists):
        made.node_class = NodeClass.STATE
        return made
    if head == "opinion" and doc[made.root - 1].lower_ == "public" and doc[made.root - 2].pos_ != "CCONJ":
        made.head, made.label = "public", words(doc, made.start, made.root)
    bare = made.end - made.start == 1
    if bare and head in lists.vague and head not in _NAMING:
        made.confidence = 0.3
    made.resolve = bare and definite(chunk)
    return made


def _is_group(chunk: Chunk, head: str, lists: Words, *, plural: bool) -> bool:
    before = {t.lower_ for t in modifiers(chunk)}
    if head == "power" and before & lists.faculties:
        return False
    if plural and before & lists.kinds.get(head, frozenset()):
        return True
    if head == "opinion" and "public" not in before:
        return False
    # What is felt, and not who feels it (*its strong opposition to the plan*).
    if head == "opposition" and any(child.lower_ == "to" for child in chunk.root.rights):
        return False
    people = plural and (head in lists.people or head in lists.countries)
    return (people or head in lists.collectives) and head not in (lists.singular if plural else lists.several)


def _tell(doc: Doc, made: Candidate, chunk: Chunk) -> None:
    """Note how far the words go that tell who is meant; where they are many, the mention goes without."""
    reach = bare_end(doc, made.start, far_end(doc, chunk.root, chunk.end))
    if reach <= made.end:
        return
    made.reach = reach
    if doc[chunk.end].lower_ != "of":
        made.end = bare_end(doc, made.start, chunk.end)
        made.label = words(doc, made.start, made.end)
