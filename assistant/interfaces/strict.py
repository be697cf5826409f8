"""Requests are read as their description says: no 0 for a false, no 0 for a day."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator, TypeAdapter, ValidationError


def strictly(kind: type) -> BeforeValidator:
    """Return what reads a body as a dataclass, and takes no other type for one that is wanted."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def read(sent: Any) -> Any:
        if isinstance(sent, bytes):  # which was not sent as JSON, and is refused as what it is
            return sent
        try:
            # As JSON, in which a day is a text; a dict would have to hold dates.
            return adapter.validate_json(json.dumps(sent), strict=True)
        except ValidationError as error:
            flaws = [each | {"loc": ("body", *each["loc"])} for each in error.errors()]
            raise RequestValidationError(flaws) from None

    return BeforeValidator(read)


def _day(sent: Any) -> Any:
    return date.fromisoformat(sent) if isinstance(sent, str) else sent


Day = Annotated[date, BeforeValidator(_day)]
"""A day in a query, as 2024-03-14 and never as seconds."""
