"""Groups by description: *the rebels*, *countries that had never paid*, *the opposition*."""

from __future__ import annotations

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, Chunk, bare_end, definite, is_plural, modifiers, told_apart, words
from .complements import described, far_end
from .gazetteer import Polity
from .learned.parse import Parse
from .standing import first_conjunct
from .wordlists import Words

_SPEAKERS = frozenset({"official", "authority", "policymaker", "policy-maker", "statesman", "ruler"})
_SPEAKERS |= {"spokesman", "spokeswoman", "spokesperson"}
_NAMING = frozenset({"people", "country", "nation", "party"})
# What begins the words that are part of a mention.
_KEPT = frozenset({"of", "in", "from"})
_HOUSES = frozenset({"chamber", "house", "congress"})
_DOING = frozenset({"nsubj", "agent"})
# Before a plural, they point at who was named.
_MEANT = frozenset({"these", "this", "both"})
# Plurals that are people by their ending, and those of things that end alike.
_PEOPLE = ("men", "women", "folk", "people", "ists", "crats", "ologists", "goers", "holders", "keepers")
_CRAFTS = (*_PEOPLE, "makers", "owners", "growers", "builders", "breeders", "dwellers", "producers")
_LISTS = frozenset({"lists", "checklists", "shortlists", "playlists", "blacklists", "wishlists"})
_THINGS = _LISTS | {"watchlists", "fists", "mists", "twists", "wrists", "heists", "pacemakers"}


def is_craft(word: str) -> bool:
    """Whether a plural in lower case is people by its ending (*lobstermen*, *annexationists*)."""
    return word.endswith(_CRAFTS) and word not in _THINGS


def group(doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words) -> Candidate | None:
    """The group that a noun phrase with this head means, or the state that its officials speak for."""
    root = chunk.root
    # A plural that begins a sentence may be taken for a name (*Skeptics had their say*).
    taken = root.tag_ == "NNP" and not root.ent_type_ and head != root.lower_ and head in lists.people
    plural = taken or is_plural(root)
    if root.pos_ not in {"NOUN", "PROPN"} or not _is_group(chunk, head, lists, plural=plural):
        return None
    if _names_house(doc, root.i):
        return None
    made = described(doc, chunk, NodeClass.GROUP, confidence=0.6)
    made.states = states
    before = made.end
    if plural and Parse.of(doc).lower[chunk.start] not in _MEANT:
        _tell(doc, made, chunk)
    near = made.reach == before
    if plural and states and head in _SPEAKERS and not told_apart(chunk, lists):
        made.node_class = NodeClass.STATE
        return made
    if head == "opinion" and doc[made.root - 1].lower_ == "public" and doc[made.root - 2].pos_ != "CCONJ":
        made.head, made.label = "public", words(doc, made.start, made.root)
    bare = made.end - made.start == 1 and not near
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
    people = plural and (head in lists.people or head in lists.countries or head in lists.plurals)
    people = people or (plural and is_craft(chunk.root.lower_))
    people = people or (plural and head in lists.firms and first_conjunct(chunk.root).dep_ in _DOING)
    return (people or head in lists.collectives) and head not in (lists.singular if plural else lists.several)


def _names_house(doc: Doc, root: int) -> bool:
    """Whether the word ends the name of a house (*Chamber of Deputies*)."""
    lower = Parse.of(doc).lower
    return root > 1 and doc[root].is_title and lower[root - 1] == "of" and lower[root - 2] in _HOUSES


def _tell(doc: Doc, made: Candidate, chunk: Chunk) -> None:
    """Note how far the words go that tell who is meant; where they are many, the mention goes without."""
    reach = max(made.end, bare_end(doc, made.start, far_end(doc, chunk.root, chunk.end)))
    if reach == made.end and (reach == chunk.end or doc[chunk.end].lower_ in _KEPT):
        return
    made.reach = reach
    if doc[chunk.end].lower_ != "of":
        made.end = bare_end(doc, made.start, chunk.end)
        made.label = words(doc, made.start, made.end)
