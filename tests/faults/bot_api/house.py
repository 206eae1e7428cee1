"""Everything that the server knows, and how one call goes through it: recorded, limited, then played."""

import asyncio
import time
from dataclasses import dataclass, field, replace

from tests.faults.bot_api.arrival import Arrival
from tests.faults.bot_api.bot import Bot, BotApiError
from tests.faults.bot_api.call import Call
from tests.faults.bot_api.faults import Ending, Fault, too_many_requests, unauthorized
from tests.faults.bot_api.killing import dead, strike
from tests.faults.bot_api.limits import SENDING, UNLIMITED, Limiter, Limits
from tests.faults.bot_api.record import Record
from tests.faults.bot_api.rules import Rulebook
from tests.faults.bot_api.wire import Connection

LONGEST_SILENCE_S = 600.0


@dataclass(slots=True)
class House:
    bot: Bot
    rules: Rulebook = field(default_factory=Rulebook)
    limiter: Limiter = field(default_factory=Limiter)
    record: Record = field(default_factory=Record)

    async def serve(self, call: Call, connection: Connection) -> None:
        arrival = self.record.arrived(call)
        await _Play(self, call, arrival.number, self._fault_for(call, arrival), connection).run()

    def forget(self) -> None:
        """Rules and limits as well; as if it had just been started, but for the identifiers."""
        self.bot.forget()
        self.record.forget()
        self.rules = Rulebook()
        self.limit(UNLIMITED)

    def limit(self, limits: Limits) -> None:
        """Counts anew."""
        self.limiter = Limiter(limits)

    def _fault_for(self, call: Call, arrival: Arrival) -> Fault:
        """A stranger sets off no limit, and what a limit refuses uses up no rule."""
        if call.token != self.bot.token:
            self.record.met(arrival.number, "unknown token")
            return unauthorized()
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

    house: House
    call: Call
    number: int
    fault: Fault
    connection: Connection

    async def run(self) -> None:
        await _pause(self.fault.before_s)
        await self._kill(self.fault.kill_before)
        status, body = await self._accept() if self.fault.accepts else (self.fault.status, self.fault.body or "")
        self.house.record.decided(self.number)
        await self._kill(self.fault.kill_after)
        await _pause(self.fault.after_s)
        await self._end(status, body)

    async def _accept(self) -> tuple[int, str]:
        """Gives the answer. What the Bot API itself refuses is not accepted, whatever the fault says."""
        try:
            done = await self.house.bot.perform(self.call)
        except BotApiError as refusal:
            return refusal.status, refusal.body
        self.house.record.accepted(self.number, done.message_id)
        return self.fault.status, self.fault.body if self.fault.body is not None else done.as_json()

    async def _kill(self, pid: int | None) -> None:
        """Recorded before anybody can have noticed."""
        if pid is not None and strike(pid):
            self.house.record.killed(self.number, pid)
            await dead(pid)

    async def _end(self, status: int, body: str) -> None:
        match self.fault.ending:
            case Ending.ANSWER:
                await self._answer(status, body)
            case Ending.HALF:
                await self.connection.answer_half(status, body)
            case Ending.CLOSE:
                self.connection.close()
            case Ending.RESET:
                self.connection.reset()
            case Ending.SILENCE:
                async with asyncio.timeout(LONGEST_SILENCE_S):
                    await self.connection.hung_up()

    async def _answer(self, status: int, body: str) -> None:
        """The pause that a 429 asks for begins before anybody can have read of it."""
        if self.fault.retry_after is not None and self.call.method in SENDING:
            self.house.limiter.pause(time.monotonic(), self.fault.retry_after)
        self.house.record.answered(self.number, status)
        await self.connection.answer(status, body)


async def _pause(seconds: float) -> None:
    if seconds:
        await asyncio.sleep(seconds)
