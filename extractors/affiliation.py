"""Who holds office in, belongs to, or is an organ of whom.

Each rule looks at one construction around a mention; what it finds names the rule, so that a
statement can say how it came about. Evidence is the span from the one mention to the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from .actors import Actor
from .affiliation_context import Affiliation, Context, read_context
from .affiliation_descriptions import ahead, described
from .affiliation_joining import joining, others
from .affiliation_lists import members
from .affiliation_members import led, named_after, organs
from .affiliation_offices import after_name, before_title, default_state, house

Rule = Callable[[Context], Iterator[Affiliation]]
_RULES: tuple[Rule, ...] = (
    before_title,
    after_name,
    described,
    ahead,
    organs,
    house,
    default_state,
    led,
    named_after,
    members,
    others,
    joining,
)


def find_affiliations(doc: Doc, actors: Sequence[Actor]) -> list[Affiliation]:
    """The affiliations that the text states, one for each pair, the surest first found."""
    context = read_context(doc, actors)
    best: dict[tuple[int, int], Affiliation] = {}
    for rule in _RULES:
        for found in rule(context):
            pair = (found.subject, found.object)
            if found.subject != found.object and (
                pair not in best or found.confidence > best[pair].confidence
            ):
                best[pair] = found
    return sorted(best.values(), key=lambda a: (a.start, a.end, a.subject, a.object))


__all__ = ["Affiliation", "find_affiliations"]
