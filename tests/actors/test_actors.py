"""Who is found as an actor, under what label and of what class."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files

import pytest
from parleygraph.extractors import wordlists
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.gazetteer import load_gazetteer
from parleygraph.extractors.lexicon import LexiconError
from parleygraph.extractors.names import is_acronym_of, same_person
from parleygraph.extractors.wordlists import load_words
from parleygraph.ontology import NodeClass
from spacy.language import Language

Find = Callable[[str], dict[str, Actor]]


def names(actor: Actor) -> set[str]:
    """What the text calls the actor."""
    return {actor.label, *actor.aliases}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Washington rejected the offer on Friday.", "United States"),
        ("The Kremlin dismissed the report as absurd.", "Russia"),
        ("The French refused to sign the accord.", "France"),
        ("U.S. officials warned that talks would fail.", "United States"),
        ("The Japanese government welcomed the plan.", "Japan"),
        ("Downing Street said that the offer stands.", "United Kingdom"),
        ("The USSR vetoed the draft.", "Soviet Union"),
    ],
)
def test_a_state_is_found_however_it_is_named(find: Find, text: str, label: str) -> None:
    """Capitals, seats of government, demonyms, officials and abbreviations are their state."""
    assert find(text)[label].node_class is NodeClass.STATE


def test_names_of_one_state_are_one_actor(find: Find) -> None:
    """A name, an abbreviation, a demonym plural and a capital gather in one node with its code."""
    found = find(
        "The United States backed the plan. The US paid. The Americans left. Washington regretted it."
    )
    assert [a.label for a in found.values() if a.node_class is NodeClass.STATE] == ["United States"]
    assert (found["United States"].iso3166, found["United States"].wikidata) == ("US", "Q30")
    assert len([m for m in found["United States"].mentions if m.kind == "name"]) == 4


def test_the_abbreviation_pa_is_the_palestinian_authority(find: Find) -> None:
    """The override table comes before country codes."""
    assert find("The PA condemned the raid.")["Palestinian Authority"].node_class is NodeClass.ORGANIZATION


def test_one_authority_is_a_body_and_no_state(find: Find) -> None:
    """*The Ports Authority* is an organization, *the authorities* of a state are the state."""
    found = find(
        "The Tanzania Ports Authority met the union of Zambia. The authority refused to pay. "
        "Kenya's authorities kept silent. The local water authority wanted a levy."
    )
    ports = found["Tanzania Ports Authority"]
    assert ports.node_class is NodeClass.ORGANIZATION
    assert [m.kind for m in ports.mentions] == ["name", "nominal"]
    assert found["Kenya"].node_class is NodeClass.STATE


def test_a_power_is_no_actor(find: Find) -> None:
    """*The authority of parliament to tax* is not somebody."""
    found = find(
        "The governor doubted the authority of the council to tax fuel. He invoked emergency powers. "
        "The great powers protested."
    )
    assert not any("authority" in label or "emergency" in label for label in found)
    assert "great powers" in found


def test_a_surname_and_a_title_join_the_full_name(find: Find) -> None:
    """A person is one actor by full name, surname and title."""
    found = find("John Harker met the mayor. Harker then left. Secretary Harker gave no comment.")
    people = [a for a in found.values() if a.node_class is NodeClass.PERSON and "Harker" in a.label]
    assert [a.label for a in people] == ["John Harker"]
    assert len([m for m in people[0].mentions if m.kind == "name"]) == 3


def test_two_persons_of_one_surname_stay_apart(find: Find) -> None:
    """Different first names are different persons."""
    found = find("Anna Lindqvist voted for the bill. Peter Lindqvist voted against it.")
    assert {"Anna Lindqvist", "Peter Lindqvist"} <= set(found)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("kerry", "john kerry", True),
        ("ann kerry", "john kerry", False),
        ("recep tayyip erdogan", "recep erdogan", True),
        ("volodymyr zelenskyy", "volodymyr zelensky", True),
        ("j. smith", "john smith", True),
        ("george ii", "george iii", False),
        ("lee kwok-hing", "lee kwok-kin", False),
    ],
)
def test_spelling_variants_are_told_from_other_names(short: str, full: str, same: bool) -> None:
    """Surnames, initials, middle names and misspelt variants agree, other first names do not."""
    assert same_person(short, full) is same


def test_an_acronym_stands_for_its_name(find: Find) -> None:
    """An acronym joins the name whose initials it is."""
    assert is_acronym_of("NFU", ["National Farmers Union"])
    assert not is_acronym_of("NFU", ["National Railway Board"])
    found = find("The National Farmers Union (NFU) rejected the tax. The NFU called for a vote.")
    assert any({"National Farmers Union", "NFU"} <= names(actor) for actor in found.values())


def test_groups_are_found_by_their_head_nouns(find: Find) -> None:
    """Collectives without a name are actors of the class Group."""
    found = find("The rebels rejected the truce. Thousands of protesters demanded new elections.")
    groups = {label for label, actor in found.items() if actor.node_class is NodeClass.GROUP}
    assert any("rebels" in label for label in groups)
    assert any("protesters" in label for label in groups)


def test_administrations_are_apart_where_the_text_tells_them_apart(find: Find) -> None:
    """One named administration is its state, two are organizations."""
    one = find("The United States signed. The Carter administration welcomed the treaty.")
    assert "Carter administration" in names(one["United States"])
    two = find("The Carter administration signed the treaty. The Reagan administration rejected it.")
    for label in ("Carter administration", "Reagan administration"):
        assert two[label].node_class is NodeClass.ORGANIZATION


def test_some_officials_do_not_speak_for_their_state(find: Find) -> None:
    """*U.S. officials* are the state, some of them a group."""
    found = find("U.S. officials rejected the plan. Some Egyptian officials supported it.")
    assert found["United States"].node_class is NodeClass.STATE
    assert found["Some Egyptian officials"].node_class is NodeClass.GROUP


def test_one_people_is_one_group_however_it_is_put(find: Find) -> None:
    """*The people of Sudan* are *the Sudanese people*, and laborers are workers."""
    found = find(
        "The Sudanese people rejected the coup. The people of Sudan demanded a vote. "
        "The Kenyan people watched. Chinese laborers struck. Chinese workers want a raise."
    )
    groups = [names(a) for a in found.values() if a.node_class is NodeClass.GROUP]
    assert {"Sudanese people", "people of Sudan"} in groups and {"Kenyan people"} in groups
    assert {"Chinese laborers", "Chinese workers"} in groups


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The bank lent to nine countries that had never paid.", "nine countries that had never paid"),
        ("It alarmed bystanders throughout the valley, and left.", "bystanders throughout the valley"),
        ("The embassy warned Danish citizens living in Lima.", "Danish citizens living in Lima"),
        ("All parties to the conflict met.", "All parties to the conflict"),
    ],
)
def test_a_group_is_named_with_what_tells_who_is_meant(find: Find, text: str, label: str) -> None:
    """What follows the head is in the label where it tells who is meant, up to the next comma."""
    assert label in find(text)


def test_groups_that_are_told_apart_are_not_one(find: Find) -> None:
    """*Countries that paid* are not *countries that did not*; with a name of their own, they are one."""
    apart = find("The bank praised nine countries that had paid. It sued nine countries that had refused.")
    assert {"nine countries that had paid", "nine countries that had refused"} <= set(apart)
    one = find("Danish sailors who had struck went home. Later the Danish sailors demanded a raise.")
    assert len(one["Danish sailors"].mentions) == 2


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Non-citizens pay. Later, citizens pay.", {"Non-citizens", "citizens"}),
        ("Non-Danish sailors struck. Danish sailors did not.", {"Non-Danish sailors", "Danish sailors"}),
        ("The envoy met hard-line anti-communists.", {"hard-line anti-communists"}),
        ("Some activists left. Human rights activists stayed.", {"Some activists", "Human rights activists"}),
        (
            "More than 90 countries signed. Many poor countries did not.",
            {"90 countries", "Many poor countries"},
        ),
    ],
)
def test_a_group_is_not_those_it_is_set_against(find: Find, text: str, groups: set[str]) -> None:
    """*Non-citizens* are no citizens, and those that are only counted not those that are described."""
    found = {
        label.removeprefix("More than ") for label, a in find(text).items() if a.node_class is NodeClass.GROUP
    }
    assert found == groups


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("We thank those at the table.", "those at the table"),
        ("The army and those who oppose reform objected.", "those who oppose reform"),
        ("It freed those responsible for the fire.", "those responsible for the fire"),
        ("The speech shocked many abroad, who objected.", "many abroad"),
        ("Peru, Chile and others throughout the region signed.", "others throughout the region"),
        ("Then everyone would benefit.", "everyone"),
    ],
)
def test_a_group_needs_no_noun(find: Find, text: str, group: str) -> None:
    """Pronouns with what tells who is meant are groups, whatever their place in the sentence."""
    assert find(text)[group].node_class is NodeClass.GROUP


def test_the_public_is_one_in_what_it_thinks_and_feels(find: Find) -> None:
    """*Public opinion* and *public anger* are the public's; *public procurement* is not."""
    found = find("Public anger grew. Danish public opinion turned, and the Danish public voted.")
    assert names(found["Danish public"]) == {"Danish public", "Danish public opinion", "Public"}
    assert "public" not in find("The minister reformed public procurement.")


def test_a_part_of_a_people_is_named_with_where_it_is(find: Find) -> None:
    """*Many Danes in Lima* are some Danes."""
    assert "many Danes in Lima" in find("The consul warned many Danes in Lima.")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The law protects independent media.", "independent media"),
        ("It passed in 1884. Skeptics had dubbed the purchase a folly.", "Skeptics"),
    ],
)
def test_a_plural_is_seen_whatever_its_form(find: Find, text: str, group: str) -> None:
    """*Media* are many, and a plural that the tagger takes for a name is a group all the same."""
    assert find(text)[group].node_class is NodeClass.GROUP


def test_trades_are_people(find: Find) -> None:
    """Dentists are a group, and a dentist is a person."""
    found = find("Dentists rejected the fee. A Danish plumber sued.")
    assert found["Dentists"].node_class is NodeClass.GROUP
    assert found["Danish plumber"].node_class is NodeClass.PERSON


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The law protects nurses, miners and pilots.", {"nurses, miners and pilots"}),
        ("Danish sailors and fishermen in Peru struck.", {"Danish sailors and fishermen in Peru"}),
        ("Danish sailors and Peruvian miners struck.", {"Danish sailors", "Peruvian miners"}),
        ("Danish sailors met miners and left.", {"Danish sailors", "miners"}),
    ],
)
def test_groups_named_in_one_breath_are_one(find: Find, text: str, groups: set[str]) -> None:
    """Bare plurals that are joined are one group; who has words of their own is another."""
    assert {label for label, a in find(text).items() if a.node_class is NodeClass.GROUP} == groups


def test_what_is_compared_with_is_no_group(find: Find) -> None:
    """*Rules like those outlined in the treaty* are rules."""
    assert not [
        label for label in find("It wants rules like those outlined in the treaty.") if "those" in label
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Criminal networks smuggle arms. Power networks failed.", "Criminal networks"),
        ("American merchant ships were seized. Old ships sank.", "American merchant ships"),
        ("Nine state legislatures approved it. The conferences failed.", "Nine state legislatures"),
        ("Denmark sent its fleet, but the military leadership refused.", "military leadership"),
    ],
)
def test_some_words_are_groups_only_of_a_kind(find: Find, text: str, group: str) -> None:
    """Networks act where they are criminal, bodies where they are several."""
    groups = [
        label for label, a in find(text).items() if a.node_class is NodeClass.GROUP and label != "its fleet"
    ]
    assert groups == [group]


@pytest.mark.parametrize(
    "text",
    [
        "The platform of the party promised reform.",
        "The treaty led to the establishment of a fund.",
        "Peru ceded the territory and three islands.",
        "The right to vote was denied.",
    ],
)
def test_a_thing_or_a_deed_is_no_group(find: Find, text: str) -> None:
    """Words that may mean a body, but hardly ever do, are no groups."""
    assert not [a for a in find(text).values() if a.node_class is NodeClass.GROUP]


def test_an_organ_of_a_state_is_an_organization(find: Find) -> None:
    """Ministries, parliaments and armies are organizations, not their states."""
    found = find("The Norwegian parliament approved the treaty. The Peruvian Navy seized a trawler.")
    assert found["Norwegian parliament"].node_class is NodeClass.ORGANIZATION
    assert found["Peruvian Navy"].node_class is NodeClass.ORGANIZATION


def test_an_unnamed_office_holder_is_a_person(find: Find) -> None:
    """An office without a name is a Person."""
    found = find("The Norwegian foreign minister proposed a truce.")
    assert found["Norwegian foreign minister"].node_class is NodeClass.PERSON


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Soviet Union signed. Moscow then ratified the treaty.", "Soviet Union"),
        ("Russia signed. Moscow then ratified the treaty.", "Russia"),
        ("Settlers attacked the Indians. The Indians rejected the treaty.", "Native Americans"),
        ("India signed. The Indians then ratified the treaty.", "India"),
    ],
)
def test_a_name_that_several_share_is_his_whom_the_document_names(find: Find, text: str, label: str) -> None:
    """*Moscow* is the Soviet Union where that is named, *Indians* are Native Americans without India."""
    last = text.rsplit(". ", maxsplit=1)[-1].removeprefix("The ").split()[0]
    assert last in names(find(text)[label])


def test_a_government_is_its_state_with_a_capital_too(find: Find) -> None:
    """*The U.S. Government* names no organization of its own."""
    found = find("The U.S. Government rejected the claim. The South African Government protested.")
    assert {a.label for a in found.values()} == {"United States", "South Africa"}


@pytest.mark.parametrize(
    "text",
    [
        "Germany sent the Zimmermann Telegram to Mexico.",
        "The Senate rejected the Treaty of San Ildefonso.",
        "The President signed a historic Executive Order on trade.",
    ],
)
def test_a_document_is_no_actor(find: Find, text: str) -> None:
    """Names of documents are no persons and no organizations, whatever the recogniser says."""
    assert not any(word in label for label in find(text) for word in ("Telegram", "Ildefonso", "Order"))


def test_descriptions_of_which_one_says_no_more_are_one_group(find: Find) -> None:
    """*The workers* are the rail workers; other workers, and those of another trade, are others."""
    found = find(
        "The rail workers rejected the offer. The workers want a raise. "
        "Other workers agreed. The dock workers protested."
    )
    groups = [names(a) for a in found.values() if a.node_class is NodeClass.GROUP]
    assert {"rail workers", "workers"} in groups
    assert {"Other workers"} in groups and {"dock workers"} in groups


def test_a_place_is_less_salient_than_a_party(find: Find) -> None:
    """A state that demands something weighs more than one where something happens."""
    found = find("Norway demanded an apology from Sweden.\n\nThe two men had met once in Portugal.")
    assert found["Norway"].salience > found["Portugal"].salience if "Portugal" in found else True
    assert found["Norway"].salience > 0.5


def test_salience_sees_who_acts_and_who_is_a_mere_place(find: Find) -> None:
    """Owning a plan and willing something speak for an actor, standing after *in* against it."""
    found = find("Norway urged Sweden to sign Denmark's plan. Workers struck in Iceland.")
    assert found["Norway"].features["wills"] and found["Sweden"].features["is to act"]
    assert found["Denmark"].features["owns a theme"]
    assert found["Iceland"].features["only place:State:name"] == 1.0
    assert found["Iceland"].salience < min(found[name].salience for name in ("Norway", "Sweden", "Denmark"))


def test_an_adjective_of_a_state_is_marked_attributive(find: Find) -> None:
    """A demonym that only describes something else is no party to what is said."""
    mentions = find("Merchants sold French wine.")["France"].mentions
    assert [m.attributive for m in mentions] == [True]


def test_the_title_of_a_document_does_not_swallow_its_first_sentence(nlp: Language) -> None:
    """Mentions lie inside sentences, and their offsets give the words they name."""
    doc = nlp("Norway Rejects Fishing Pact\nSweden welcomed the decision.")
    sweden = next(a for a in find_actors(doc) if a.label == "Sweden")
    assert doc[sweden.mentions[0].start : sweden.mentions[0].end].text == "Sweden"
    assert doc[sweden.mentions[0].root].dep_ == "nsubj"


def test_the_lexicons_follow_their_schema() -> None:
    """The word lists load, and no polity points to a whole that is not listed."""
    assert load_words().titles[("prime", "minister")] == "state"
    polities = load_gazetteer().polities
    assert {w for p in polities.values() for w in p.part_of} <= set(polities)
    assert set(load_gazetteer().leaders.values()) <= set(polities)


@pytest.mark.parametrize("fault", [{"people": ["Rebel"]}, {"extra": ["rebel"]}])
def test_a_word_list_that_breaks_its_schema_is_refused(
    fault: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A capitalised word or an unknown key in a word list raises, and the error names the file."""
    read = wordlists.read_data
    monkeypatch.setattr(
        wordlists, "read_data", lambda name: read(name) | fault if name == "groups.yaml" else read(name)
    )
    with pytest.raises(LexiconError, match=r"groups\.yaml"):
        wordlists.load_words.__wrapped__()


def test_the_generated_territories_say_where_they_come_from() -> None:
    """Source, licence and command stand in the header of the generated file."""
    text = (files("parleygraph.extractors") / "data" / "territories.json").read_text(encoding="utf-8")
    header = json.loads(text)
    assert "rigour" in header["source"] and "MIT" in header["licence"]
    assert header["command"] == "python tools/make_territories.py"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_actors_do_not_depend_on_the_hash_seed(seed: str, nlp: Language) -> None:
    """Equal text gives equal actors in equal order under any hash seed."""
    text = "Norway and Sweden met the rebels. The rebels thanked President Ann Lee of Chile, who left."
    code = (
        "from parleygraph.extractors.pipeline import load_pipeline;"
        "from parleygraph.extractors.actors import find_actors;"
        f"print([(a.label, a.aliases, a.salience) for a in find_actors(load_pipeline()({text!r}))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "PATH": ""},
    )
    expected = [(a.label, a.aliases, a.salience) for a in find_actors(nlp(text))]
    assert done.stdout.strip() == str(expected)


def test_a_party_is_not_read_into_a_court(find: Find) -> None:
    """*Labour* in *Labour Court* names no party, and a name that ends in a country's is one name."""
    found = find("The Labour Court ruled that the strike was illegal. The Labour Party welcomed it.")
    assert [m.kind for m in found["Labour Party"].mentions if m.kind == "name"] == ["name"]
    assert "Transport Workers Union of America" in find(
        "The Transport Workers Union of America supported it."
    )


def test_a_name_that_goes_on_after_a_preposition_is_not_named_by_its_last_word(find: Find) -> None:
    """*Voice for Peace* is an organization, though *peace* is none."""
    found = find("The Moorland Voice for Peace and the Ministry of Rural Affairs rejected it.")
    assert found["Moorland Voice for Peace"].node_class is NodeClass.ORGANIZATION
    assert found["Ministry of Rural Affairs"].node_class is NodeClass.ORGANIZATION


def test_the_surname_of_a_person_in_the_text_is_the_person(find: Find) -> None:
    """*Ford* after *Paul Ford* is no company, also where it modifies and the recogniser takes it for one."""
    assert set(find("Paul Ford spoke. The Ford plan was made by Ford and GM.")) == {"Paul Ford", "GM"}
