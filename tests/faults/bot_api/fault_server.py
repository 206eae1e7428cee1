"""The state of the fault server, and the way of a call through it: recorded, limited, then played."""

import asyncio
import json
import time
from dataclasses import dataclass, field, replace

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.faults.bot_api import wire
from tests.faults.bot_api.arrival import Arrival
from tests.faults.bot_api.call import DEFAULT_TOKEN, Call
from tests.faults.bot_api.faults import Ending, Fault, ok, too_many_requests
from tests.faults.bot_api.killing import dead, strike
from tests.faults.bot_api.limits import SENDING, UNLIMITED, Limiter, Limits
from tests.faults.bot_api.record import Record
from tests.faults.bot_api.rules import Rulebook


@dataclass(slots=True)
class FaultServer:
    """``token`` is the only one that is let in."""

    token: str = DEFAULT_TOKEN
    rules: Rulebook = field(default_factory=Rulebook)
    limiter: Limiter = field(default_factory=Limiter)
    record: Record = field(default_factory=Record)

    async def serve(self, call: Call, request: web.Request, handler: Handler) -> web.StreamResponse:
        """``handler`` is the honest server's."""
        arrival = self.record.arrived(call)
        return await _Play(self, call, arrival.number, self._fault_for(call, arrival), request, handler).run()

    def forget(self) -> None:
        """Record, rules and limits. Messages stay, and no number is ever given twice."""
        self.record.forget()
        self.rules = Rulebook()
        self.limit(UNLIMITED)

    def limit(self, limits: Limits) -> None:
        """Count anew."""
        self.limiter = Limiter(limits)

    def _fault_for(self, call: Call, arrival: Arrival) -> Fault:
        """An unknown token sets off no limit, and a call that a limit refuses uses up no rule."""
        if call.token != self.token:
            self.record.met(arrival.number, "unknown token")
            return ok()  # the server refuses it
        refusal = self.limiter.refusal(call, arrival.arrived_mono)
        if refusal is not None:
            self.record.met(arrival.number, "limit", refusal.violation)
            return replace(too_many_requests(refusal.retry_after), retry_after=None)  # the limiter has paused already
        fault = self.rules.fault_for(call)
        self.record.met(arrival.number, fault.name)
        return fault


@dataclass(slots=True)
class _Play:
    """One call and the fault that it meets. What the client does meanwhile changes nothing."""

    fault_server: FaultServer
    call: Call
    number: int
    fault: Fault
    request: web.Request
    handler: Handler

    async def run(self) -> web.StreamResponse:
        await _pause(self.fault.before_s)
        await self._kill(self.fault.kill_before)
        status, body = await self._accept() if self.fault.accepts else (self.fault.status, self.fault.body or "")
        self.fault_server.record.decided(self.number)
        await self._kill(self.fault.kill_after)
        await _pause(self.fault.after_s)
        return await self._end(status, body)

    async def _accept(self) -> tuple[int, str]:
        """Return the answer. A call that the Bot API itself refuses is not accepted, whatever the fault says."""
        answer = await self.handler(self.request)
        assert isinstance(answer, web.Response)
        body = answer.text or ""
        if answer.status != 200:
            return answer.status, body
        self.fault_server.record.accepted(self.number, _message_id(body))
        return self.fault.status, self.fault.body if self.fault.body is not None else body

    async def _kill(self, pid: int | None) -> None:
        """Recorded before a test can have noticed."""
        if pid is not None and strike(pid):
            self.fault_server.record.killed(self.number, pid)
            await dead(pid)

    async def _end(self, status: int, body: str) -> web.StreamResponse:
        match self.fault.ending:
            case Ending.ANSWER:
                return self._answer(status, body)
            case Ending.HALF:
                return await wire.answer_half(self.request, body, status=status)
            case Ending.CLOSE:
                return wire.close(self.request)
            case Ending.RESET:
                return wire.reset(self.request)
            case Ending.SILENCE:
                return await wire.stay_silent(self.request)

    def _answer(self, status: int, body: str) -> web.Response:
        """The pause that a 429 asks for begins before a client can have read of it."""
        if self.fault.retry_after is not None and self.call.method in SENDING:
            self.fault_server.limiter.pause(time.monotonic(), self.fault.retry_after)
        self.fault_server.record.answered(self.number, status)
        kind = "text/html" if body.startswith("<") else "application/json"
        return web.Response(status=status, text=body, content_type=kind)


def _message_id(body: str) -> int | None:
    """Return the id of the message made or edited."""
    result = json.loads(body)["result"]
    return result.get("message_id") if isinstance(result, dict) else None


async def _pause(seconds: float) -> None:
    if seconds:
        await asyncio.sleep(seconds)
