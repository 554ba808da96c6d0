"""`parleygraph build`: documents in, a folder with the graph out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ._exit import Exit
from ._reading import options_of, progress
from ._terminal import complain, say_json


def build(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the graph.")] = Path(
        "parley-out"
    ),
    extractor: Annotated[
        str | None,
        typer.Option("--extractor", metavar="NAME", help="What reads the documents; doctor lists the names."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="OPTION=VALUE", help="An option of the extractor; may be repeated."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME_OR_PATH", help="A spaCy pipeline, its folder, or a model of llm."
        ),
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            metavar="P",
            min=0.0,
            max=1.0,
            help="Keep statements of at least this confidence; more is fewer and surer.",
        ),
    ] = None,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Let the rules alone decide, without the learned reader.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="en", help="Read every text as English, also one that looks like another."
        ),
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="What the identifiers in the RDF begin with.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> int:
    """Build the graph of documents (txt, md, html, pdf, docx) and write it into a folder.

    Standard input (-) is taken for plain text or HTML.
    """
    from .._build import BuildError, build_with_failures
    from ..extractors.language import LanguageError, admission
    from ..graph import BASE, Graph, GraphError, Run
    from ..graph.dossiers import is_part, writing
    from ._summary import print_summary, summary_record

    try:
        Graph(run=Run("", "", ""), base=base or BASE)
        admission(language)
    except (GraphError, LanguageError) as error:
        raise typer.BadParameter(str(error)) from error
    with writing(out) as writer, progress(hidden=quiet or as_json) as on_progress:
        try:
            built = build_with_failures(
                paths,
                extractor=extractor,
                options=options_of(settings or []),
                model=model,
                learned=not rules_only,
                min_confidence=min_confidence,
                language=language,
                base=base or BASE,
                on_progress=on_progress,
                # The page of the last build, where the folder lies among the documents.
                leave=lambda path: is_part(path, out),
                journal=writer.journal,
            )
        except BuildError as error:
            for failure in error.failures:
                complain(failure)
            return Exit.FAILED
        graph = writer.write(built.corpus)
    for failure in built.failures:
        complain(failure)
    if as_json:
        say_json(summary_record(graph, built, out))
    elif not quiet:
        print_summary(graph, built, out)
    return Exit.PARTIAL if built.failures else Exit.OK
