"""Who holds office in, belongs to, or is an organ of whom.

Each rule looks at one construction around a mention; what it finds names the rule, so that a
statement can say how it came about. Evidence is the span from the one mention to the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .actors import Actor
from .affiliation_context import Affiliation, Context, read_context
from .affiliation_descriptions import ahead, described
from .affiliation_joining import joining, others
from .affiliation_lists import members
from .affiliation_members import led, named_after, organs
from .affiliation_offices import after_name, before_title, default_state, house

Rule = Callable[[Context], Iterator[Affiliation]]
# Those that say of which state somebody is, those that come before what is likely, and those after it.
_STATING: tuple[Rule, ...] = (before_title, after_name, described)
_SURE: tuple[Rule, ...] = (ahead, organs, house)
_LATER: tuple[Rule, ...] = (led, named_after, members, others, joining)


def find_affiliations(doc: Doc, actors: Sequence[Actor]) -> list[Affiliation]:
    """The affiliations that the text states, one for each pair, the surest first found."""
    context = read_context(doc, actors)
    found = [each for rule in _STATING for each in rule(context)]
    stated = {a.subject for a in found if actors[a.object].node_class is NodeClass.STATE}
    found += [each for rule in _SURE for each in rule(context)]
    found += default_state(context, stated)
    found += [each for rule in _LATER for each in rule(context)]
    best: dict[tuple[int, int], Affiliation] = {}
    for each in found:
        pair = (each.subject, each.object)
        if each.subject != each.object and (pair not in best or each.confidence > best[pair].confidence):
            best[pair] = each
    return sorted(best.values(), key=lambda a: (a.start, a.end, a.subject, a.object))


__all__ = ["Affiliation", "find_affiliations"]
