"""`parleygraph info`: what a dossier holds, what made it, and whether it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ._changing import Folder
from ._exit import Exit
from ._terminal import say, say_json


def info(
    folder: Folder,
    check: Annotated[
        bool, typer.Option("--check", help="Compare every file with its digest, and open the store.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> int:
    """Show what a dossier holds and what made it; with --check, whether it is whole."""
    from ..graph.dossiers import open_dossier
    from ..service.journal import problems as problems_of_updates

    dossier = open_dossier(folder)
    manifest = dossier.manifest
    problems = [*dossier.problems(), *problems_of_updates(folder)] if check else None
    facts: dict[str, Any] = {
        "format": manifest.format,
        "version": manifest.version,
        "generation": manifest.generation,
        "base": manifest.base,
        "extractor": manifest.run.settings.get("extractor"),
        "model": manifest.run.model,
        "model_version": manifest.run.model_version,
        "settings": dict(manifest.run.settings),
        "settings_hash": manifest.run.settings_hash,
        "choices": dict(manifest.choices),
        "runs": len(manifest.runs),
        **manifest.counts,
        "decisions": len(dossier.decisions()),
        "updates": _updates(folder),
        "current": dossier.is_current,
        "bytes": dossier.sizes(),
        "skipped": list(manifest.skipped),
        "problems": problems,
    }
    if as_json:
        say_json(facts)
    else:
        _print(folder.name, facts)
    return Exit.PARTIAL if problems else Exit.OK


def _updates(folder: Path) -> int | None:
    """How many updates there are beside what was extracted; None where that cannot be read."""
    from ..graph.errors import DossierError
    from ..service.journal import FILE, read

    try:
        return len(read(folder / FILE))
    except DossierError:
        return None


def _print(name: str, facts: dict[str, Any]) -> None:
    say(
        f"{name}: {facts['documents']:,} documents, {facts['nodes']:,} nodes, "
        f"{facts['statements']:,} statements, {facts['decisions']:,} decisions"
    )
    say(f"  format {facts['format']}, generation {facts['generation']}, by parleygraph {facts['version']}")
    settings = ", ".join(f"{key} {value}" for key, value in sorted(facts["settings"].items()))
    say(f"  read with {facts['model']} {facts['model_version']} ({settings})")
    if facts["runs"] > 1:
        say(f"  read by {facts['runs']} runs: `parleygraph rebuild` reads all by this one")
    say(f"  identifiers begin with {facts['base']}")
    say("  " + ", ".join(f"{part} {size:,} bytes" for part, size in facts["bytes"].items()))
    if facts["skipped"]:
        say(f"  {len(facts['skipped']):,} notes on what could not be read")
    if not facts["current"]:
        say("  some decisions are not in the store yet: `parleygraph rebuild` brings them in")
    if facts["updates"] is None:
        say("  updates beside what was extracted cannot be read: `parleygraph info --check` says why")
    elif facts["updates"]:
        say(
            f"  {facts['updates']:,} updates beside what was extracted: "
            "`serve` shows them and `export --updates` gives them out"
        )
    for problem in facts["problems"] or ():
        say(f"  {problem}")
    if facts["problems"] == []:
        say("  whole: every file is as it was written")
