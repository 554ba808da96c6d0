"""Where a mention stands in its sentence: its role, and the word that it depends on."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .once import once_a_text
from .wordlists import Words

_PREPOSITIONS = frozenset(
    {
        "of",
        "with",
        "by",
        "to",
        "in",
        "from",
        "between",
        "against",
        "for",
        "on",
        "at",
        "among",
        "including",
        "as",
    }
)
_PLACES = frozenset({"in", "at", "from", "near", "into", "through", "across", "throughout"}) | frozenset(
    {"outside", "inside", "within", "around", "over", "off", "along"}
)
_ACTING = frozenset({"nsubj", "agent", "poss"})
_ROLES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "dative", "appos", "attr", "compound", "amod", "nmod", "poss", "ROOT"}
)


def role(token: Token) -> str:
    """The role of a mention's head: its dependency, through coordination, with the preposition."""
    token = first_conjunct(token)
    if token.dep_ == "pobj":
        word = token.head.lower_
        return f"pobj:{word if word in _PREPOSITIONS else 'other'}"
    return token.dep_ if token.dep_ in _ROLES else "other"


def governor(token: Token) -> Token:
    """The word that a mention depends on, through coordination and prepositions."""
    head = first_conjunct(token).head
    return head.head if head.dep_ in {"prep", "agent"} else head


def first_conjunct(token: Token) -> Token:
    """The first of the things that are coordinated with the token, or the token itself."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


@once_a_text
def sentence_numbers(doc: Doc) -> list[int]:
    """The number of the sentence in which each token stands."""
    return [number for number, sent in enumerate(doc.sents) for _ in range(sent.start, sent.end)]


def is_place(token: Token) -> bool:
    """Whether the mention stands where a place does (*in Sweden*, *from Sweden*)."""
    first = first_conjunct(token)
    return first.dep_ == "pobj" and first.head.lower_ in _PLACES


def acts(token: Token) -> bool:
    """Whether the token stands where an actor does: as a subject, an owner or a partner."""
    head = first_conjunct(token)
    if head.dep_ in _ACTING or (
        head.dep_ == "nsubjpass" and head.head.lemma_ not in {"hold", "locate", "sign"}
    ):
        return True
    return head.dep_ == "pobj" and head.head.lower_ in {"with", "between", "by", "from", "against"}


def does(token: Token) -> bool:
    """Whether the token is the subject of a verb, or the one by whom something is done."""
    head = first_conjunct(token)
    return (
        head.dep_ == "agent"
        or (head.dep_ == "nsubj" and head.head.pos_ == "VERB")
        or (head.dep_ == "pobj" and head.head.dep_ == "agent")
    )


def takes_part(token: Token, lists: Words) -> bool:
    """Whether the token acts, or something is brought to it (*told parliament*, *before parliament*)."""
    head = first_conjunct(token)
    if acts(token) or is_addressed(token, lists):
        return True
    return head.dep_ == "pobj" and head.head.lower_ in {"to", "through", "before"}


def is_addressed(token: Token, lists: Words) -> bool:
    """Whether only somebody can stand there: who is told, or consents (*told Bonn*, *consent of Bonn*)."""
    head = first_conjunct(token)
    if head.dep_ in {"dobj", "dative"} and head.head.lemma_.lower() in lists.addressing:
        return True
    if head.dep_ != "pobj":
        return False
    over = head.head.head
    if head.head.lower_ == "to":
        return over.lemma_.lower() in lists.appealing
    return head.head.lower_ == "of" and over.lemma_.lower() in lists.deciding
