"""The command line: the commands put together, and every error on one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from .commands._exit import EPILOG, Exit
from .commands._terminal import complain, say
from .commands.add import add
from .commands.build import build
from .commands.decisions import decisions
from .commands.diff import diff
from .commands.doctor import doctor
from .commands.explain import explain
from .commands.export import export
from .commands.info import info
from .commands.links import links
from .commands.list import list_
from .commands.merge import merge
from .commands.ontology import ontology
from .commands.push import push
from .commands.query import query
from .commands.rebuild import rebuild
from .commands.remove import remove
from .commands.rename import rename
from .commands.serve import serve
from .commands.split import split
from .commands.undo import undo
from .commands.validate import validate
from .commands.view import view
from .model import ParleyError

app = typer.Typer(
    name="parleygraph",
    help="Who is for or against what, and why: knowledge graphs from political text, with the evidence.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Plain help: rich's needs twice the time to start.
    rich_markup_mode=None,
)
for command in (
    *(build, add, remove, rebuild, list_, info),
    *(query, explain, export, push, view, serve, validate),
    *(merge, split, rename, decisions, undo, links, diff),
    *(ontology, doctor),
):
    app.command(name=command.__name__.rstrip("_"), epilog=EPILOG)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from ._version import __version__

        say(f"parleygraph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line (`sys.argv` where no arguments are given) and exit with its status."""
    try:
        status = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has gone: the interpreter must not try to write at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = Exit.OK
    sys.exit(int(status))


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status, after a line on standard error where it failed."""
    try:
        return int(app(args=list(arguments), prog_name="parleygraph", standalone_mode=False) or Exit.OK)
    except typer.Abort:
        complain("interrupted")
        return Exit.INTERRUPTED
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "parleygraph"
        complain(f"{error.format_message()} See: {command} --help")
        return Exit.USAGE
    except BrokenPipeError:
        raise
    except ParleyError as error:
        complain(str(error))
        return Exit.USAGE if isinstance(error, _usage_errors()) else Exit.FAILED
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}")
        return Exit.FAILED


def _usage_errors() -> tuple[type[ParleyError], ...]:
    from .extractors import ExtractorError
    from .graph import ExportError, QueryError
    from .graph.decisions import DecisionRefused

    return ExportError, QueryError, ExtractorError, DecisionRefused
