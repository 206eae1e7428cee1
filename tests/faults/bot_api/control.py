"""The other side of the server, below ``/control/``: the test sets the scene and reads the record."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields

from aiohttp import web

from tests.faults.bot_api.fault_server import FaultServer
from tests.faults.bot_api.limits import Limits
from tests.faults.bot_api.rules import Rule, Rulebook

CONTROL = "/control/"


async def serve_control(fault_server: FaultServer, request: web.Request) -> web.Response:
    """404 for an unknown path, 400 with the problem for an unreadable body."""
    desk = DESKS.get(request.path.removeprefix(CONTROL))
    if desk is None:
        return web.json_response("no such control", status=404)
    try:
        body = desk(fault_server, await request.text(), int(request.query.get("after", "0")))
    except (KeyError, TypeError, ValueError) as problem:
        return web.json_response(f"{type(problem).__name__}: {problem}", status=400)
    return web.json_response(text=body)


def set_scene(fault_server: FaultServer, scene: Mapping[str, object]) -> None:
    """``{"rules": [...], "limits": {...}}``, where both may be left out.

    Raise ``KeyError``, ``TypeError`` and ``ValueError`` when it is no scene; the part before the mistake is set.
    """
    for name, value in scene.items():
        SCENERY[name](fault_server, value)


def _set_rules(fault_server: FaultServer, rules: object) -> None:
    if not isinstance(rules, list):
        raise TypeError("rules are a list")
    fault_server.rules = Rulebook([Rule.from_json(rule) for rule in rules])


def _set_limits(fault_server: FaultServer, limits: object) -> None:
    if not isinstance(limits, dict):
        raise TypeError("limits are an object")
    fault_server.limit(Limits(**limits))


def _scene(fault_server: FaultServer, body: str, _after: int) -> str:
    set_scene(fault_server, json.loads(body))
    return "true"


def _record(fault_server: FaultServer, _body: str, after: int) -> str:
    return fault_server.record.as_json(after)


def _counts(fault_server: FaultServer, _body: str, _after: int) -> str:
    counts = fault_server.record.counts
    return json.dumps({kind.name: getattr(counts, kind.name) for kind in fields(counts)})  # asdict breaks a Counter


def _reset(fault_server: FaultServer, _body: str, _after: int) -> str:
    fault_server.forget()
    return "true"


SCENERY: Mapping[str, Callable[[FaultServer, object], None]] = {"rules": _set_rules, "limits": _set_limits}
DESKS: Mapping[str, Callable[[FaultServer, str, int], str]] = {
    "scene": _scene,
    "record": _record,
    "counts": _counts,
    "reset": _reset,
}
