"""Who may change the data: those who bear the token, where the service takes changes at all."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from .context import Context, Updates
from .guard import bears_token


def writing(context: Context, request: Request) -> Updates:
    """What takes the changes of a request that may make them; raises HTTPException: 401, 403."""
    if context.updates is None or not context.updates.writes:
        raise HTTPException(403, "updates are refused: the service only reads")
    if not bears_token(request.headers, context.token):
        raise HTTPException(
            401, "an update bears the token of the service", {"WWW-Authenticate": 'Bearer realm="updates"'}
        )
    return context.updates
