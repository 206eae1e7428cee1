"""Values with parts that are missing, of the wrong type, too large, too deep, or of tomorrow."""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.faults.any_update.shapes import Json

RAW: Mapping[str, str] = {
    "@a list without end": "[" * 10_000 + "]" * 10_000,
    "@an object without end": '{"chat":' * 2_000 + "1" + "}" * 2_000,
    "@a deep list": "[" * 150 + "7" + "]" * 150,
    "@a number without end": "7" * 10_000,
    "@beyond floats": "-1e999",
    "@no number": "NaN",
    "@a raw NUL": '"Met\0 Ada"',
    "@half a pair": r'"Met \udc00 Ada\ud800"',
}
"""What ``json.dumps`` does not write: each stands for a value."""
JUNK: st.SearchStrategy[Json] = st.sampled_from(
    (
        *RAW,
        *(None, True, False, 0, -1, 7, 2**31, 2**63 - 1, 2**63, -(2**63), -(2**64), 1.5, 1e300),
        *("", "7", "\x00", "\u202e", "x" * 20_001, [], {}, [[]], [None], {"id": None}, {"type": "of_tomorrow"}),
    )
)


@st.composite
def broken(draw: st.DrawFn, value: Json) -> Json:
    """In up to three places; mostly in none or one."""
    value = deepcopy(value)  # a strategy may give the same object twice
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 1, 2, 3)))):
        places = list(_places(value))
        if not places:
            return deepcopy(draw(JUNK))
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        _break(draw, holder, key)
    return value


def _places(value: Json) -> Sequence[tuple[Any, Any]]:
    """Each part of it, as what holds it and its key. Those near the top are as many times as it has levels."""
    found, waiting = list[tuple[Any, Any]](), [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys]
    return found


def _break(draw: st.DrawFn, holder: Any, key: Any) -> None:
    match draw(st.integers(0, 5)):
        case 0:
            del holder[key]
        case 1:
            holder[key] = [holder[key]]
        case 2:
            holder[key] = str(holder[key])
        case 3 if isinstance(holder, dict):
            holder["of_tomorrow"] = deepcopy(draw(JUNK))
        case _:
            holder[key] = deepcopy(draw(JUNK))


def written(updates: Sequence[Json]) -> str:
    """As the text of an answer to getUpdates."""
    text = json.dumps({"ok": True, "result": updates})
    for name, raw in RAW.items():
        text = text.replace(json.dumps(name), raw)
    return text
