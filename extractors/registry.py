"""Which extractors there are: the shipped ones, and those of the entry points `parleygraph.extractors`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from ..model import ParleyError
from .extractor import Extractor, ExtractorError

GROUP = "parleygraph.extractors"
DEFAULT = "spacy"
_OURS = "parleygraph"
_SHIPPED = {
    "spacy": f"{__package__}.spacy_extractor:SpacyExtractor",
    "llm": f"{__package__}.llm:make_extractor",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An extractor by its name, with the package that brings it. Nothing of it is imported yet."""

    name: str
    package: str
    entry: EntryPoint

    def load(self) -> Callable[..., object]:
        """What makes the extractor. Raises ExtractorError where its module cannot be imported."""
        try:
            factory = self.entry.load()
        except ParleyError:
            raise
        except Exception as error:
            raise ExtractorError(
                f"the extractor {self.name!r} of {self.package} cannot be loaded from {self.entry.value}: "
                f"{type(error).__name__}: {error}"
            ) from error
        if not callable(factory):
            raise ExtractorError(
                f"the extractor {self.name!r} of {self.package}: {self.entry.value} is no class or function "
                "that makes an extractor"
            )
        made: Callable[..., object] = factory
        return made


def find_extractors() -> tuple[Offer, ...]:
    """Every extractor that can be chosen by name, sorted by name, then package."""
    shipped = [Offer(name, _OURS, EntryPoint(name, value, GROUP)) for name, value in _SHIPPED.items()]
    added = [
        Offer(entry.name, entry.dist.name if entry.dist else "an unknown package", entry)
        for entry in entry_points(group=GROUP)
    ]
    return tuple(sorted({*shipped, *added}, key=lambda offer: (offer.name, offer.package, offer.entry.value)))


def load_extractor(name: str = DEFAULT, options: Mapping[str, object] | None = None) -> Extractor:
    """Make the extractor of that name; `options` are the keyword arguments of what makes it.

    Raises ExtractorError for an unknown name, with the names that were found, for an option that
    it does not take, and for what is no extractor; and whatever ParleyError the extractor raises.
    """
    options = dict(options or {})
    factory = _choose(name).load()
    _check_options(name, factory, options)
    try:
        made = factory(**options)
    except ParleyError:
        raise
    except Exception as error:
        raise ExtractorError(
            f"the extractor {name!r} cannot be made with "
            f"{', '.join(sorted(options)) or 'no options'}: {type(error).__name__}: {error}"
        ) from error
    return check_extractor(made)


def check_extractor(made: object) -> Extractor:
    """The object, if it follows the protocol; raises ExtractorError that says what it lacks."""
    lacks = [
        attribute
        for attribute in ("name", "version")
        if not isinstance(value := getattr(made, attribute, None), str) or not value
    ]
    if not callable(getattr(made, "extract", None)):
        lacks.append("extract")
    if lacks or not isinstance(made, Extractor):
        raise ExtractorError(
            f"{made!r:.80} is no extractor: it lacks {' and '.join(lacks)} (see docs/extractors.md)"
        )
    return made


def _choose(name: str) -> Offer:
    offers = find_extractors()
    chosen = [offer for offer in offers if offer.name == name]
    if not chosen:
        names = ", ".join(sorted({offer.name for offer in offers}))
        raise ExtractorError(f"there is no extractor {name!r}: choose one of {names}")
    if len(chosen) > 1:
        packages = " and ".join(f"{offer.package} ({offer.entry.value})" for offer in chosen)
        raise ExtractorError(f"the extractor {name!r} is offered twice, by {packages}: uninstall one")
    return chosen[0]


def _check_options(name: str, factory: Callable[..., object], options: Mapping[str, object]) -> None:
    try:
        parameters = inspect.signature(factory).parameters.values()
    except (TypeError, ValueError):
        # Some callables written in C do not tell their parameters: then the call itself decides.
        return
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return
    takes = [p.name for p in parameters if p.kind is not inspect.Parameter.POSITIONAL_ONLY]
    if unknown := sorted(set(options) - set(takes)):
        raise ExtractorError(
            f"the extractor {name!r} takes no option {unknown[0]!r}: "
            f"{'it takes ' + ', '.join(takes) if takes else 'it takes none'}"
        )
