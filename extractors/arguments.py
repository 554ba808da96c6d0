"""Where the arguments of a predicate stand in a dependency parse.

Works on the labels of spaCy's English pipelines (the CLEAR style: `nsubjpass`, `dobj`,
`pobj`, `relcl`, …). Everything here is a function from tokens to tokens; coordination is
expanded by the caller with `conjuncts`, so that *Egypt and Jordan* is two fillers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from .learned.parse import Parse
from .lexicon import read_data
from .once import found_once, once

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_NOUN_LIKE = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# Verbs after which a preposition says how the subject stands: *is against*, *came out in favour of*.
_STANDING = frozenset({"be", "remain", "stand", "seem", "speak", "vote", "come", "turn"})


@cache
def object_control() -> frozenset[str]:
    """Verbs whose object does what the infinitive says: *urged him to sign*."""
    return frozenset(read_data("predicates.yaml")["object_control"])


def children(token: Token, *labels: str) -> list[Token]:
    """The children of a token with one of the dependency labels, in text order."""
    doc = token.doc
    parse = Parse.of(doc)
    places = parse.dep
    return [doc[child] for child in parse.children[token.i] if places[child] in labels]


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and everything coordinated below it, in text order."""
    yield token
    doc, here = token.doc, token.i
    parse = Parse.of(doc)
    for child in parse.children[here]:
        if parse.dep[child] != "conj" or child < here:
            continue
        if (parse.pos[child] in _NOUN_LIKE) != (parse.pos[here] in _NOUN_LIKE):
            continue
        # *pressed them to talk and may leave*: what has a modal of its own is not in the infinitive.
        modal = parse.pos[child] == "VERB" and any(
            parse.tag[c] == "MD" for c in parse.children[child] if c < child
        )
        if not (modal and is_infinitive(token)):
            yield from conjuncts(doc[child])


def expanded(tokens: Iterable[Token]) -> list[Token]:
    """The tokens, each with everything coordinated below it."""
    return [one for token in tokens for one in conjuncts(token)]


@once
def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: *was rejected*, *the plan rejected by the council*."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not has_subject and not children(verb, "aux", "dobj"):
        return is_passive(verb.head)
    return False


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with *to*."""
    parse = Parse.of(verb.doc)
    return any(parse.dep[child] == "aux" and parse.tag[child] == "TO" for child in parse.children[verb.i])


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for, or the token itself."""
    if token.lower_ not in _RELATIVE or token.tag_ not in ("WDT", "WP", "IN", "DT"):
        return token
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
    return token


def surface_subject(verb: Token, depth: int = 6) -> list[Token]:
    """The subject of a verb, its own or the one that it shares with a governing verb."""
    own = [antecedent(child) for child in children(verb, *SUBJECTS)]
    if own or depth == 0:
        return own
    head = verb.head
    match verb.dep_:
        case "conj":
            return surface_subject(head, depth - 1)
        case "xcomp" | "advcl" | "pcomp" | "ccomp":
            if verb.dep_ == "pcomp":
                while head.pos_ == "ADP" and head.head != head:
                    head = head.head
            if verb.dep_ == "xcomp" and head.lemma_ in object_control() and (objects := direct_object(head)):
                return objects
            if head.pos_ in ("VERB", "AUX"):
                found = _doer(head, depth - 1) or surface_subject(head, depth - 1)
                return found or _headline_subject(verb)
            if head.dep_ in ("acomp", "attr") and head.head != head:
                return surface_subject(head.head, depth - 1)
            if head.pos_ == "NOUN":
                return holders(head, depth - 1)
        case "acl":
            if verb.tag_ in ("VBG", "VBN"):
                return [head]
            return holders(head, depth - 1) or _headline_subject(verb)
        case "relcl":
            if not children(verb, "dobj") and verb.tag_ != "VBN":
                return [head]
            return _headline_subject(verb)
        case "prep":
            return _standing(head, depth)
        case "acomp" | "attr" | "oprd":
            return surface_subject(head, depth - 1)
    return []


def _headline_subject(verb: Token) -> list[Token]:
    """Who is to act by a headline: *EU to back deal*, where the parser takes the name for the head."""
    head = verb.head
    alone = head.dep_ == "ROOT" and not children(head, *SUBJECTS, "det")
    return [head] if alone and is_infinitive(verb) and head.i < verb.i else []


def _standing(head: Token, depth: int) -> list[Token]:
    """Who stands as a preposition says: *the union is against it*, *farm lobby against levy*."""
    if head.pos_ in ("VERB", "AUX"):
        return _doer(head, depth - 1) if head.lemma_.lower() in _STANDING else []
    return [head] if head.pos_ in ("NOUN", "PROPN") else []


def attached(token: Token) -> list[Token]:
    """What a phrase with a preposition is said of: the noun before it, or object or subject of its verb."""
    preposition = token if token.pos_ == "ADP" else token.head
    head = preposition.head
    if head.pos_ in ("VERB", "AUX"):
        return direct_object(head) or clauses(head, only_infinitive=True) or surface_subject(head)
    return [head] if head.pos_ in ("NOUN", "PROPN") else []


def holders(noun: Token, depth: int = 4) -> list[Token]:
    """Who has or makes what a noun names: *Israel's plan*, *a plan by Israel*, *Israel has a plan*."""
    found = children(noun, "poss")
    for prep in children(noun, "prep", "agent"):
        if prep.lower_ in ("by", "from"):
            found += children(prep, "pobj")
    if not found and depth > 0 and noun.head.pos_ == "VERB" and noun.dep_ in ("dobj", "attr"):
        found = _doer(noun.head, depth - 1)
    return found


def _hyphenated(verb: Token) -> bool:
    """Whether a participle with its agent modifies a noun: *the Qatari-brokered truce*."""
    return verb.dep_ == "amod" and verb.tag_ == "VBN" and verb.i > 0 and verb.nbor(-1).text in ("-", "–")


@found_once
def logical_subject(verb: Token) -> list[Token]:
    """Who does what the verb says: the subject, or the agent of a passive."""
    return _doer(verb, 6)


def _doer(verb: Token, depth: int) -> list[Token]:
    if _hyphenated(verb):
        return children(verb, "npadvmod", "compound", "nmod", "nsubj", "amod")
    if not is_passive(verb):
        return surface_subject(verb, depth)
    agents = [obj for agent in children(verb, "agent") for obj in children(agent, "pobj")]
    for prep in children(verb, "prep"):
        if prep.lower_ == "by":
            agents += children(prep, "pobj")
    return agents


@found_once
def direct_object(verb: Token) -> list[Token]:
    """What the verb acts on: the object, or the subject of a passive, or the head of a relative clause."""
    if _hyphenated(verb):
        return [verb.head]
    if is_passive(verb):
        return surface_subject(verb)
    found = [antecedent(child) for child in children(verb, "dobj", "attr")]
    if not found and verb.dep_ == "relcl" and any(c.dep_ in SUBJECTS for c in verb.children):
        subject = children(verb, *SUBJECTS)[0]
        if antecedent(subject) == subject:
            found = [verb.head]
    if not found:
        # *Farmers oppose levy*: without an article, the parser gives an object other labels.
        found = [c for c in children(verb, "xcomp", "oprd") if c.pos_ in ("NOUN", "PROPN") and c.i > verb.i]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not is_passive(verb.head):
        # *approved and signed the treaty*: the object belongs to both, and spaCy gives it to the last.
        return []
    return found


def shared_object(verb: Token) -> list[Token]:
    """The object that a coordinated verb further right has, for a verb that has none."""
    for child in children(verb, "conj"):
        if child.pos_ == "VERB" and not children(child, *SUBJECTS):
            return direct_object(child) or shared_object(child)
    return []


def clauses(token: Token, *, only_infinitive: bool = False) -> list[Token]:
    """The verbs of the clauses that complete the token: *agreed to sign*, *demands that X leave*."""
    found = []
    for child in children(token, "xcomp", "ccomp", "acl", "advcl"):
        if child.pos_ not in ("VERB", "AUX") or child.i < token.i:
            continue
        if child.dep_ == "advcl" and not (is_infinitive(child) and child.i - token.i <= 4):
            continue
        if child.dep_ == "acl" and not is_infinitive(child) and not children(child, "mark"):
            continue
        if only_infinitive and not is_infinitive(child):
            continue
        found.append(child)
    return found
