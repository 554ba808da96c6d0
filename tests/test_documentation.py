"""The documentation keeps up with the program: commands, options, statuses, formats, examples."""

from __future__ import annotations

import doctest
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import parleygraph
import pytest
import typer
from parleygraph.cli import app
from parleygraph.commands._exit import Exit
from parleygraph.graph.exports import EXPORTS

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def sections() -> dict[str, str]:
    """The part of docs/commands.md on each command."""
    parts = re.split(r"^## (\w+)$", COMMANDS, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options() -> Iterator[tuple[str, str]]:
    """Every command with each of its options."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            if parameter.param_type_name == "option":
                for option in [*parameter.opts, *parameter.secondary_opts]:
                    yield name, option


def test_every_command_has_a_section_and_no_section_is_left_over() -> None:
    """docs/commands.md describes exactly the commands that there are."""
    assert set(sections()) == {name for name, _ in options()}


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_option_is_in_the_section_of_its_command(command: str, option: str) -> None:
    """An option that is added must be described where its command is."""
    assert re.search(rf"`{re.escape(option)}`", sections()[command])


def test_no_option_is_described_that_does_not_exist() -> None:
    """An option that is removed leaves the documentation too."""
    known = set(options())
    for command, text in sections().items():
        for option in re.findall(r"^\| `(--?[\w-]+)`", text, flags=re.MULTILINE):
            assert (command, option) in known


@pytest.mark.parametrize("text", [COMMANDS, README], ids=["docs/commands.md", "README.md"])
def test_the_exit_statuses_are_listed_as_they_are(text: str) -> None:
    """The statuses stand in a table, in the words that the help uses."""
    for status in Exit:
        assert f"| {status.value} | {status.meaning} |" in text


def test_every_export_format_is_described() -> None:
    """A format that is added must be listed under `export`."""
    for name in EXPORTS:
        assert f"`{name}`" in sections()["export"]


def python_blocks(text: str) -> list[str]:
    """The Python examples of a page."""
    return re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples run as they stand, in a folder with an article and nothing else."""
    article = (ROOT / "examples" / "river-talks.txt").read_text(encoding="utf-8")
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = python_blocks(README)
    assert blocks
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102 - our own page


def modules() -> list[str]:
    """Every module of the package, by its import name."""
    folders = [
        ("parleygraph", ROOT),
        *((f"parleygraph.{p.parent.name}", p.parent) for p in ROOT.glob("*/__init__.py")),
    ]
    names = [f"{package}.{path.stem}" for package, folder in folders for path in folder.glob("*.py")]
    return sorted(name.removesuffix(".__init__") for name in names if not name.endswith("__main__"))


@pytest.mark.parametrize("name", modules())
def test_the_examples_in_docstrings_run(name: str) -> None:
    """Every `>>>` of a docstring gives what it says."""
    module = parleygraph if name == "parleygraph" else importlib.import_module(name)
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0
