"""Organizations that the entity recogniser missed: names without a type where only an actor stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, head_of, stem, words
from .entities import names_of
from .learned.parse import Parse
from .not_actors import acronyms_of_things
from .qualifiers import voices
from .standing import does, is_addressed
from .wordlists import Words

_LONGEST = 6
_NOBODY = frozenset({"north", "south", "east", "west", "god", "lord", "whence", "news", "departments"})
_NUMBER = re.compile(r"[IVXLC]+")
_STANDING = frozenset({"pobj", "nsubj", "dobj", "nsubjpass"})
_LINKS = frozenset({"and", "the"})
_INSIDE = frozenset({"of", "on", "for"})
_WHO = frozenset({"who", "whom", "whose"})


def find_named_runs(
    doc: Doc, occupied: Container[int], persons: Sequence[Candidate], lists: Words
) -> Iterator[Candidate]:
    """Untyped runs of capitalised words in a list of organizations, and acronyms behind a person's name."""
    parse, things, (surnames, _) = Parse.of(doc), acronyms_of_things(doc), names_of(persons)
    after = 0
    for start, kind in enumerate(parse.pos):
        if start < after or kind != "PROPN":
            continue
        party = start not in occupied and _a_party(parse, start, surnames, lists)
        if not party and not _free(parse, start, occupied):
            continue
        end = start + 1 if party else _end(parse, start, occupied)
        after = end
        label = words(doc, start, end)
        last = stem(doc[end - 1])
        if label in things or last in lists.not_actors or last in lists.title_ends:
            continue
        if (
            party
            or _listed(parse, start, end)
            or _belongs(parse, start, end)
            or _acts(doc, start, end, surnames, lists)
        ):
            person = end - start == 1 and _is_who(parse, end)
            node_class = NodeClass.PERSON if person else NodeClass.ORGANIZATION
            yield Candidate(
                start, end, head_of(doc, start, end).i, "name", node_class, label, 0.6,
                name=label, definite=True, head=last,
            )  # fmt: skip


def _free(parse: Parse, index: int, occupied: Container[int]) -> bool:
    return parse.ent[index] == "" and index not in occupied and parse.text[index][:1].isupper()


def _end(parse: Parse, start: int, occupied: Container[int]) -> int:
    """The end of the run: capitalised words, and small words between two of them."""
    end = start + 1
    while end < min(len(parse.text), start + _LONGEST):
        if _free(parse, end, occupied) and parse.pos[end] in {"PROPN", "ADJ", "NOUN"}:
            end += 1
        elif (
            parse.lower[end] in _INSIDE
            and end + 1 < len(parse.text)
            and _free(parse, end + 1, occupied)
            and parse.pos[end + 1] == "PROPN"
        ):
            end += 2
        else:
            break
    return end


def _listed(parse: Parse, start: int, end: int) -> bool:
    """Whether it stands between commas with an organization on either side."""
    if end + 1 >= len(parse.text) or start < 2 or end - start < 2:
        return False
    before, behind = start - 1, end + 1
    while before > 1 and parse.lower[before] in _LINKS:
        before -= 1
    while behind + 1 < len(parse.text) and parse.lower[behind] in _LINKS:
        behind += 1
    left = parse.ent[before - 1] == "ORG"
    right = parse.text[end] in {",", ";"} and parse.ent[behind] == "ORG"
    between = parse.text[before] in {",", ";"} and parse.text[end] in {",", ";", "."}
    return between and (left or right) and parse.dep[end - 1] in {"conj", "appos", "pobj", "npadvmod"}


def _belongs(parse: Parse, start: int, end: int) -> bool:
    """Whether it is an acronym that says where a person named before belongs (*Jo Lee of ACB*)."""
    short = end - start == 1 and parse.text[start].isupper() and len(parse.text[start]) > 2
    return short and start > 1 and parse.lower[start - 1] == "of" and parse.ent[start - 2] == "PERSON"


def _acts(doc: Doc, start: int, end: int, surnames: Container[str], lists: Words) -> bool:
    """Whether it is a name that does something or is addressed (*Indecopi may impose a cap*)."""
    parse, root = Parse.of(doc), head_of(doc, start, end)
    single, word = end - start == 1, parse.text[start]
    if single and (len(word) < 3 or _NUMBER.fullmatch(word) or not _sure_name(doc, start)):
        return False
    before = parse.lower[start - 1] if start else ""
    if before in {"of", "and", ",", "my", "-"} or parse.text[end : end + 1] == [":"]:
        return False
    if "PERSON" in (parse.ent[start - 1], *parse.ent[end : end + 1]) or parse.text[end - 1] in surnames:
        return False
    known = lists.title_ends, lists.people, lists.sovereigns, _NOBODY
    for word in parse.lower[start:end]:
        if word.endswith("man") or any(word in nouns for nouns in known):
            return False
    return does(root) or is_addressed(root, lists)


def _sure_name(doc: Doc, index: int) -> bool:
    """Whether a capital letter tells a name: within a sentence, or in a subject that is no common word.

    That is a word that the vectors do not know, or one that only a person can be (*Eden, who declined*).
    """
    parse, word = Parse.of(doc), doc[index]
    if not word.is_sent_start:
        return True
    plain = len(word) > 3 and word.is_title and word.lower_ not in parse.text
    if not plain or parse.dep[index] not in {"nsubj", "nsubjpass"}:
        return False
    if parse.pos[index + 1 : index + 2] in (["NOUN"], ["PROPN"]):
        return False
    says = word.head.lemma_ in voices().reporting
    return says or _is_who(parse, index + 1) or not doc.vocab.has_vector(word.lower_)


def _is_who(parse: Parse, index: int) -> bool:
    """Whether a clause follows that only a person has (*Eden, who had returned*)."""
    return parse.text[index : index + 1] == [","] and not _WHO.isdisjoint(parse.lower[index + 1 : index + 2])


def _a_party(parse: Parse, place: int, surnames: Container[str], lists: Words) -> bool:
    """Whether it is the plural of a name, with an article (*the Carlists*), and no family."""
    word = parse.text[place]
    plural = parse.tag[place] == "NNPS" or (parse.ent[place] == "PERSON" and word.endswith("s"))
    if not plural or parse.ent[place] not in {"", "GPE", "PERSON"}:
        return False
    if parse.lemma[place] in lists.organization_heads or word.removesuffix("s") in surnames:
        return False
    after = parse.text[place + 1 : place + 2] in ([","], ["."], [";"])
    last = after or parse.pos[place + 1 : place + 2] in (["VERB"], ["AUX"])
    return parse.lower[parse.left_edge[place]] == "the" and last and parse.dep[place] in _STANDING
