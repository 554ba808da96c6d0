"""What can go wrong with a graph, each error with what, where and what to do.

Errors:

    model.ParleyError
    └── GraphError
        ├── DossierError     a folder that cannot be read or written, or a damaged line in it
        ├── ExportError      an unknown format, or one that cannot be written that way
        ├── PushError        another store that does not take a graph
        └── QueryError       a query that cannot be understood or answered
            └── RefusedError     a query for what is never done, or for a graph that is not there
"""

from ..model import ParleyError


class GraphError(ParleyError):
    """The root of the errors of this package."""


class DossierError(GraphError):
    """A saved graph cannot be read or written; the message names the file and the line."""


class ExportError(GraphError, ValueError):
    """A format is unknown, or needs a folder where a file was asked for."""


class PushError(GraphError):
    """Another store cannot be reached or does not take a graph; the message says what it answered."""


class QueryError(GraphError, ValueError):
    """A SPARQL query is malformed (the message says where), refused, or not known by that name."""


class RefusedError(QueryError):
    """A SPARQL query would reach the network or change the data, or names a graph that is not there."""
