"""`parleygraph doctor`: what is installed, whether the model loads, and what could be added."""

from __future__ import annotations

import platform
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Annotated

import typer

from ._exit import Exit
from ._terminal import console, say_json, table

_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:.*extra == ['\"]([a-z]+)['\"])?")
# What each optional group of pyproject.toml is for, in the words of a user.
_PURPOSES = {
    "data": "to make the gazetteer in extractors/data again",
    "dev": "to run the tests and the checks",
    "llm": "to read with a language model behind an endpoint",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the installation; `found` is its version, or None, and `advice` how to get it."""

    name: str
    found: str | None
    needed: bool
    advice: str


def doctor(
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME_OR_PATH", help="Try this spaCy pipeline, not the default one."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> int:
    """Show versions, try the language model, and say which optional parts are missing."""
    parts = [*_software(), _model(model), *_extractors(), *_groups(), _browser(), _queries()]
    healthy = all(part.found for part in parts if part.needed)
    if as_json:
        say_json({"healthy": healthy, "parts": [asdict(part) for part in parts]})
    else:
        rows = ((part.name, part.found or ("MISSING" if part.needed else "not complete"),
                 "" if part.found else part.advice) for part in parts)  # fmt: skip
        console().print(table(("part", "found", "what to do"), rows))
    return Exit.OK if healthy else Exit.PARTIAL


def _software() -> Iterator[Part]:
    yield Part("Python", platform.python_version(), True, "")
    yield Part("parleygraph", version("parleygraph"), True, "")
    for name in sorted(_requirements()[""]):
        yield Part(name, _version_of(name), True, f"python -m pip install {name}")


def _requirements() -> dict[str, list[str]]:
    """The names of the required packages (under "") and of those of each optional group."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for line in requires("parleygraph") or ():
        if found := _REQUIREMENT.match(line):
            groups[found[2] or ""].append(found[1])
    return groups


def _version_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _model(model: str | None) -> Part:
    """The language model, which counts as found when it loads."""
    name = f"language model {model}" if model else "language model"
    try:
        from ..extractors import load_pipeline
        from ..model import ParleyError
    except ImportError as error:
        return Part(name, None, True, f"{error.name} is not installed: see above")
    try:
        meta = load_pipeline(model).meta
    except ParleyError as error:
        return Part(name, None, True, str(error))
    return Part(name, f"{meta['lang']}_{meta['name']} {meta['version']}", True, "")


def _extractors() -> Iterator[Part]:
    """What `build --extractor` can choose, with the version of the package that brings it."""
    try:
        from ..extractors.registry import find_extractors
        from ..model import ParleyError
    except ImportError as error:
        yield Part("extractors", None, True, f"{error.name} is not installed: see above")
        return
    for offer in find_extractors():
        name = f"extractor {offer.name}"
        try:
            offer.load()
        except ParleyError as error:
            yield Part(name, None, False, str(error))
        else:
            yield Part(name, f"{offer.package} {_version_of(offer.package) or ''}".strip(), False, "")


def _groups() -> Iterator[Part]:
    for group, names in sorted(_requirements().items()):
        if not group:
            continue
        missing = sorted(name for name in names if _version_of(name) is None)
        purpose = _PURPOSES.get(group, "")
        advice = f"only {purpose}: python -m pip install {' '.join(missing)}"
        yield Part(f"optional: {group}", None if missing else "complete", False, advice)


def _browser() -> Part:
    import webbrowser

    try:
        found: str | None = getattr(webbrowser.get(), "name", "yes")
    except webbrowser.Error:
        found = None
    return Part(
        "optional: a browser", found, False, "only for `view`: open graph.html in any browser yourself"
    )


def _queries() -> Part:
    """Whether the kernel takes the network from the processes that answer queries."""
    from ..model import ParleyError
    from ..service.asking import confinement

    try:
        held = confinement()
    except ParleyError:
        held = None
    found = held and " and ".join(
        name for name, holds in (("a namespace", held.namespace), ("a filter", held.filter)) if holds
    )
    return Part(
        "optional: queries without network",
        f"by {found}" if found else None,
        False,
        "only for `serve`: SERVICE is refused all the same; run it on Linux to have the kernel refuse it too",
    )
