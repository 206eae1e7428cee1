"""The other side of the server, below ``/control/``: the test sets the scene and reads the record."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields

from tests.faults.bot_api.house import House
from tests.faults.bot_api.limits import Limits
from tests.faults.bot_api.rules import Rule, Rulebook
from tests.faults.bot_api.wire import Connection, Request

CONTROL = "/control/"


async def serve_control(house: House, request: Request, connection: Connection) -> None:
    """404 for an unknown path, 400 with the problem for what cannot be understood."""
    desk = DESKS.get(request.path.removeprefix(CONTROL))
    if desk is None:
        await connection.answer(404, json.dumps("no such control"))
        return
    try:
        status, body = 200, desk(house, request)
    except (KeyError, TypeError, ValueError) as problem:
        status, body = 400, json.dumps(f"{type(problem).__name__}: {problem}")
    await connection.answer(status, body)


def set_scene(house: House, scene: Mapping[str, object]) -> None:
    """``{"rules": [...], "limits": {...}}``, where both may be left out.

    Raises ``KeyError``, ``TypeError`` and ``ValueError`` for what is no scene; what came before the mistake is set.
    """
    for name, value in scene.items():
        SCENERY[name](house, value)


def _set_rules(house: House, rules: object) -> None:
    if not isinstance(rules, list):
        raise TypeError("rules are a list")
    house.rules = Rulebook([Rule.from_json(rule) for rule in rules])


def _set_limits(house: House, limits: object) -> None:
    if not isinstance(limits, dict):
        raise TypeError("limits are an object")
    house.limit(Limits(**limits))


def _scene(house: House, request: Request) -> str:
    set_scene(house, json.loads(request.body))
    return "true"


def _record(house: House, request: Request) -> str:
    return house.record.as_json(int(request.fields.get("after", "0")))


def _counts(house: House, request: Request) -> str:
    counts = house.record.counts
    return json.dumps({kind.name: getattr(counts, kind.name) for kind in fields(counts)})  # asdict breaks a Counter


def _updates(house: House, request: Request) -> str:
    return json.dumps(house.bot.add_update(json.loads(request.body)))


def _reset(house: House, request: Request) -> str:
    house.forget()
    return "true"


SCENERY: Mapping[str, Callable[[House, object], None]] = {"rules": _set_rules, "limits": _set_limits}
DESKS: Mapping[str, Callable[[House, Request], str]] = {
    "scene": _scene,
    "record": _record,
    "counts": _counts,
    "updates": _updates,
    "reset": _reset,
}
