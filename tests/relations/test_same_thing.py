"""Which phrases name one thing, and how the thing is labelled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.spans import thing
from parleygraph.extractors.themes import Phrase, Themes
from spacy.language import Language
from spacy.tokens import Doc

from .conftest import Say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Parliament proposed a levy on cement kilns. Norway rejected the levy.",
            ("Norway", "opposes", "levy on cement kilns"),
        ),
        (
            "Brussels asked Poland to close the mine. Poland rejected this requirement.",
            ("Poland", "opposes", "close the mine"),
        ),
        (
            "Norway proposed a ban on trawling. Chile backed this ban.",
            ("Chile", "supports", "ban on trawling"),
        ),
        (
            "Tanzania drafted a fishing accord. Kenya rejected the accord. Uganda backed the agreement.",
            ("Uganda", "supports", "fishing accord"),
        ),
    ],
)
def test_a_bare_noun_means_what_was_named_before(
    said: Say, text: str, expected: tuple[str, str, str]
) -> None:
    """*the levy* is the levy on cement, *this requirement* what was asked for just before."""
    assert expected in said(text)


def test_two_levies_stay_two(said: Say) -> None:
    """A bare noun that may mean either of two things is neither."""
    found = said("Peru proposed a levy on kilns. Chile proposed a levy on mines. Norway rejected the levy.")
    assert ("Norway", "opposes", "levy") in found


def test_an_agreement_is_neither_of_two_accords(said: Say) -> None:
    """A noun that is only like the names of two things is a third."""
    found = said("Peru drafted a fishing accord. Chile drafted a mining pact. Norway rejected the agreement.")
    assert ("Norway", "opposes", "agreement") in found


def test_an_agreement_between_others_is_not_the_one_before(said: Say) -> None:
    """*An agreement* is a new one."""
    found = said("Peru drafted a fishing accord. Norway rejected an agreement.")
    assert ("Norway", "opposes", "agreement") in found


def test_what_is_proposed_is_the_thing_and_not_the_act(parse: Callable[[str], Doc]) -> None:
    """*proposed a joint team* is a team; *to sign the pact* may be what somebody is to do."""
    doc = parse("Kenya proposed a joint team. Uganda wants to sign the pact.")
    actors = frozenset({0, 6})
    verbs = {t.lower_: t for t in doc if t.pos_ == "VERB"}
    assert thing(verbs["proposed"], actors) == doc[4]
    assert thing(verbs["sign"], actors) is None
    assert thing(verbs["proposed"], frozenset()) is None


def test_a_label_has_no_owner_that_only_a_pronoun_names(said: Say) -> None:
    """*their pastures* alone says nothing of whose they are."""
    assert ("herders", "seeks", "pastures") in said("The herders want to protect their pastures.")


def test_a_word_of_a_court_is_no_party(said: Say) -> None:
    """*Labour* in *the Labour Court* names no party."""
    assert said("The Labour Court rejected the appeal of Labour.") == {
        ("Labour Court", "opposes", "appeal of Labour")
    }


def test_a_rule_may_name_again_what_the_reader_found(nlp: Language) -> None:
    """*the ban* is a mention of the ban that is there already; *the road* is nothing that is there."""
    doc = nlp("Peru proposed a ban on flights. Chile rejected the ban and closed the road.")
    ban, again, road = (t for t in doc if t.lower_ in ("ban", "road"))
    themes = Themes(doc)
    themes.add(Phrase(ban.i, ban.i + 3, ban.i), {}, 0.6)
    for token in (again, road):
        themes.use(token, "Proposal", admit=False)
    (theme,) = themes.merge()
    assert [phrase.head for phrase in theme.phrases] == [ban.i, again.i]
    assert theme.chance == 0.6
