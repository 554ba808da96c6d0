"""Predicates of English that say it in several words, or of things that change places, by the rules alone."""

from __future__ import annotations

import pytest
from parleygraph.extractors.lexicon import LexiconError, parse_lexicon

from .conftest import Say


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # stances in several words
        ("Kenya argued for the fishing accord.", "Kenya supports fishing accord"),
        ("Kenya made the case for the fishing accord.", "Kenya supports fishing accord"),
        ("Kenya threw its weight behind the fishing accord.", "Kenya supports fishing accord"),
        ("Kenya lent its support to the fishing accord.", "Kenya supports fishing accord"),
        ("Kenya gave its backing to the fishing accord.", "Kenya supports fishing accord"),
        ("Kenya signed up to the fishing accord.", "Kenya supports fishing accord"),
        ("Kenya took a stand against the fishing accord.", "Kenya opposes fishing accord"),
        ("Kenya turned its back on the fishing accord.", "Kenya opposes fishing accord"),
        ("Kenya walked out of the fishing talks.", "Kenya opposes fishing talks"),
        ("Kenya severed relations with Uganda.", "Kenya opposes Uganda"),
        ("Kenya is not convinced by the fishing accord.", "Kenya opposes fishing accord"),
        ("Kenya's goal is to rebuild the port.", "Kenya seeks rebuild the port"),
        ("Kenya repeated its willingness to reopen the port.", "Kenya supports reopen the port"),
        ("Kenya flouted the fishing accord.", "Kenya opposes fishing accord"),
        # purposes
        ("To rebuild the port, Kenya raised the levy.", "Kenya seeks rebuild the port"),
        ("In order to rebuild the port, Kenya raised the levy.", "levy advances rebuild the port"),
        ("Kenya raised the levy in the hope of rebuilding the port.", "Kenya seeks rebuilding the port"),
        ("Kenya raised the levy with a view to rebuilding the port.", "Kenya seeks rebuilding the port"),
        # asking
        ("The treaty obliges Uganda to open the border.", "treaty addressedTo Uganda"),
        ("Kenya enacted measures aimed at smugglers.", "measures addressedTo smugglers"),
        ("Kenya's demand that Uganda open the border was heard.", "open the border addressedTo Uganda"),
        ("Kenya's call for a ban on trawling was heard.", "Kenya demands ban on trawling"),
        # towards others
        ("Kenya hit out at Uganda.", "Kenya criticizes Uganda"),
        ("Kenya condemned the raid by Uganda.", "Kenya criticizes Uganda"),
        ("Kenya protested Ugandan support for the rebels.", "Kenya criticizes Uganda"),
        ("Kenya stepped up pressure on Uganda.", "Kenya pressures Uganda"),
        ("Kenya views Uganda with suspicion.", "Kenya distrusts Uganda"),
        ("Kenya doubts that Uganda will keep its word.", "Kenya distrusts Uganda"),
        ("Kenya seized Ugandan ships.", "Kenya attacks Uganda"),
        ("Kenya sent troops into Uganda.", "Kenya attacks Uganda"),
        ("Kenya came to the aid of Uganda.", "Kenya aids Uganda"),
        ("Uganda received aid from Kenya.", "Kenya aids Uganda"),
        ("Kenya formed an alliance with Uganda.", "Kenya allyOf Uganda"),
        ("Kenya reached an agreement with Uganda.", "Kenya negotiatesWith Uganda"),
        ("Kenya was in touch with Uganda.", "Kenya negotiatesWith Uganda"),
        # in the middle
        ("Norway hosted the talks between Chad and Niger.", "Norway mediates Niger"),
        ("The Norwegian-brokered truce held.", "Norway mediates Norwegian-brokered truce"),
        # what follows from a thing
        ("The blockade puts the peace at risk.", "blockade threatens peace"),
        ("The blockade is a threat to the peace.", "blockade threatens peace"),
        ("The loan is a step towards peace.", "loan advances peace"),
        ("Farmers would benefit from the loan.", "loan benefits Farmers"),
        ("Farmers would suffer under the levy.", "levy harms Farmers"),
        ("Farmers are the losers of the levy.", "levy harms Farmers"),
        ("A tax on fish is part of the plan.", "plan includes tax on fish"),
        # conditions
        ("No talks can start unless the troops withdraw.", "talks requires withdraw"),
        ("There will be no talks until the troops withdraw.", "talks requires withdraw"),
        ("The talks can begin only after a ceasefire.", "talks requires ceasefire"),
    ],
)
def test_a_predicate_is_read(said: Say, sentence: str, expected: str) -> None:
    """Idioms, nouns with *is*, reversed roles, owners of the object, purposes and conditions are read."""
    found = {" ".join(triple) for triple in said(sentence)}
    assert expected in found


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Talks will go on until the troops withdraw.", "requires"),
        ("Kenya will talk after a ceasefire.", "requires"),
        ("Kenya is convinced by the fishing accord.", "opposes"),
        ("Kenya sent a letter to Uganda.", "attacks"),
        ("Kenya told Uganda about the step.", "advances"),
        ("Kenya came with a letter to Uganda.", "seeks"),
        ("Kenya recognized the danger.", "supports"),
        ("Kenya thanked Uganda.", "negotiatesWith"),
        ("Kenya joined the fishing talks.", "supports"),
    ],
)
def test_a_like_sentence_does_not_say_it(said: Say, sentence: str, wrong: str) -> None:
    """Without the denial, the word *only* or the object that makes it, nothing of the kind is said."""
    assert wrong not in {relation for _, relation, _ in said(sentence)}


def test_a_place_that_yaml_takes_for_a_truth_value_is_refused() -> None:
    """A bare *on* is `true` in YAML, and would name no place."""
    frame = {
        "name": "press",
        "nouns": ["pressure"],
        "roles": {"agent": ["holder"], "target": [True]},
        "says": [],
    }
    with pytest.raises(LexiconError, match='YAML wants "on" in quotes'):
        parse_lexicon({"frames": [frame], "light_verbs": []})


def test_what_has_its_own_modal_is_no_part_of_what_is_asked(said: Say) -> None:
    """Who may withhold a payment does not ask for that."""
    text = "The bank pressed Peru to reopen the mine and may withhold the payment."
    assert {o for _, r, o in said(text) if r == "demands"} == {"reopen the mine"}
