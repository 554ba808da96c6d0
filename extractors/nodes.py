"""The nodes of one document by number: its actors, then its proposals and interests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .actors import Actor
from .frames import Filler
from .learned.candidates import KINDS
from .learned.scores import NodeMentions
from .themes import Phrase, Theme, Themes

# The kinds of phrases as the learned reader numbers them.
_FORM = {"pronoun": KINDS.index("pronoun"), "name": KINDS.index("entity"), "nominal": KINDS.index("noun")}
_NOUN_PHRASE, _VERB_PHRASE = KINDS.index("noun_prep"), KINDS.index("verb_right")

# The salience from which an actor is written down for itself: best for actors on held-out documents.
SALIENT = 0.42
# The salience below which an actor is no end of a statement: mostly neither of the two is right.
FAINT = 0.32


class Nodes:
    """Numbers actors and themes, and finds them by the tokens that head their mentions."""

    def __init__(self, doc: Doc, actors: Sequence[Actor], themes: Themes) -> None:
        self._doc, self._found = doc, themes
        self.actors, self.themes = actors, themes.merge()
        self._number = {id(theme): len(actors) + i for i, theme in enumerate(self.themes)}
        self._phrase_at = {p.head: p for theme in self.themes for p in theme.phrases}
        at: defaultdict[int, list[int]] = defaultdict(list)
        for number, actor in enumerate(actors):
            for mention in actor.mentions:
                if number not in at[mention.root]:
                    at[mention.root].append(number)
        self._actors_at = dict(at)
        self._salience = [actor.salience for actor in actors]

    def actors_at(self, token: Token) -> list[int]:
        """The actors that have a mention headed by the token."""
        return self._actors_at.get(token.i, [])

    def phrase_at(self, token: Token) -> Phrase | None:
        """The phrase of a theme that the token heads."""
        return self._phrase_at.get(token.i)

    def theme(self, number: int) -> Theme | None:
        """The theme of that number, or None where it is an actor's."""
        return self.themes[number - len(self.actors)] if number >= len(self.actors) else None

    def named_by(self, filler: Filler) -> list[int]:
        """The nodes that the filler of a role names."""
        if filler.kind == "Actor":
            return self.actors_at(filler.token)
        theme = self._found.of(filler.token)
        return [self._number[id(theme)]] if theme is not None else []

    def node_class(self, number: int) -> NodeClass:
        """The class of a node."""
        theme = self.theme(number)
        return theme.node_class if theme is not None else self.actors[number].node_class

    def classes(self) -> list[NodeClass]:
        """The classes of all nodes, by number."""
        return [*(actor.node_class for actor in self.actors), *(theme.node_class for theme in self.themes)]

    def salience(self, number: int) -> float:
        """How sure it is that a careful reader writes the node down; 1 for a theme, chosen for that."""
        return self._salience[number] if number < len(self.actors) else 1.0

    def chance(self, number: int) -> float:
        """The learned reader's chance that a theme is one; 1 for an actor, which has its salience."""
        theme = self.theme(number)
        return theme.chance if theme is not None else 1.0

    def weigh(self, saliences: Sequence[float]) -> None:
        """Set how sure it is that each actor is written down, where more is known than the rules know."""
        self._salience = list(saliences)

    def faint(self, *numbers: int) -> bool:
        """Whether one of the nodes is an actor that a careful reader would hardly write down."""
        return min(map(self.salience, numbers)) < FAINT

    def salient(self) -> list[int]:
        """The actors that a careful reader would write down even where no statement names them."""
        return [
            number
            for number, actor in enumerate(self.actors)
            if self._salience[number] >= SALIENT and any(m.kind != "pronoun" for m in actor.mentions)
        ]

    def mentions(self) -> list[NodeMentions]:
        """The nodes as the learned reader wants them."""
        rows = [
            NodeMentions(a.node_class.value, [(m.start, m.end, m.root, _FORM[m.kind]) for m in a.mentions])
            for a in self.actors
        ]
        for theme in self.themes:
            forms = [
                (p.start, p.end, p.head, _VERB_PHRASE if self._doc[p.head].pos_ == "VERB" else _NOUN_PHRASE)
                for p in theme.phrases
            ]
            rows.append(NodeMentions(theme.node_class.value, forms))
        return rows

    def spans(self, number: int) -> list[tuple[int, int, int]]:
        """The mentions of a node: token offsets (end exclusive) and head, pronouns included."""
        theme = self.theme(number)
        if theme is not None:
            return [(p.start, p.end, p.head) for p in theme.phrases]
        return [(m.start, m.end, m.root) for m in self.actors[number].mentions]
