"""Which of two readings of one sentence stays."""

from __future__ import annotations

import pytest
from parleygraph.extractors.decisions import Decision
from parleygraph.extractors.settle import settle
from parleygraph.ontology import Relation
from spacy.language import Language

TEXT = "Chad demanded aid from Mali. Mali answered."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, Relation.SUPPORTS, 1), (0, Relation.OPPOSES, 1)),
        ((0, Relation.DEMANDS, 1), (1, Relation.ADDRESSED_TO, 0)),
        ((0, Relation.PROPOSES, 1), (1, Relation.ADDRESSED_TO, 0)),
        ((0, Relation.AFFILIATED_WITH, 1), (0, Relation.NEGOTIATES_WITH, 1)),
    ],
)
def test_the_surer_of_two_that_exclude_one_another_stays(
    nlp: Language, first: tuple[int, Relation, int], second: tuple[int, Relation, int]
) -> None:
    """A sentence does not say both of the same two ends, whichever way round; two sentences may."""
    doc = nlp(TEXT)
    one, two = Decision(*first, sentence=0), Decision(*second, sentence=0)
    assert settle(doc, [(one, 0.4), (two, 0.6)]) == [(two, 0.6)]
    other = Decision(*second, sentence=1)
    assert settle(doc, [(one, 0.4), (other, 0.6)]) == [(other, 0.6), (one, 0.4)]


def test_what_does_not_exclude_stays(nlp: Language) -> None:
    """What is demanded of one actor may be supported by the same."""
    demanded, supported = Decision(1, Relation.ADDRESSED_TO, 0, sentence=0), Decision(0, Relation.SUPPORTS, 1)
    supported.sentence = 0
    weighed = [(demanded, 0.6), (supported, 0.4)]
    assert settle(nlp(TEXT), weighed) == weighed
