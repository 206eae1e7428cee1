"""Direct answers to a press: pauses, pace and chat states hold for them too, and Telegram's answer to them for all."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.accounts.reachability import record_chat_news
from application.delivery.attempt import Verdict, direct_attempt
from application.delivery.message import Message
from application.delivery.outcome import ChatUnreachable, NotSent, Outcome, Throttled
from application.delivery.pacing import Pacing
from application.delivery.pause import PauseCause, RelayPause
from application.delivery.settlement import TOO_MANY_REQUESTS
from application.errors import ConcurrentChange, DatabaseUnavailable
from application.origin import RELAY, Origin
from application.ports.clock import Clock
from application.ports.messenger import Messenger
from application.ports.rate_limit import TokenBucket
from application.ports.transaction import Transaction, Transactions
from application.relay.lead_outcomes import UNREACHABLE
from application.relay.leases import PauseWatch
from application.relay.settle import is_one_chats_own
from application.relay.spacing import SendSpacer
from application.transactions import run_in_transaction
from domain.account.decisions import chat_lost

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=2)
NO_TURN = NotSent("all sending is paused, or too much is being said at once")


@dataclass(frozen=True, slots=True)
class PacedMessenger:
    """Implements the ``Messenger`` port around another messenger. Waits for its turn, up to ``PATIENCE`` for the bot's
    and about as long for the chat's; a direct answer that would come later is ``NotSent``."""

    messenger: Messenger
    transactions: Transactions
    clock: Clock
    pacing: Pacing
    pause_watch: PauseWatch
    spacer: SendSpacer

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self._in_turn(chat_id, lambda: self.messenger.send(chat_id, message, write_by=write_by))

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        edit = self.messenger.edit
        return await self._in_turn(chat_id, lambda: edit(chat_id, message_id, message, write_by=write_by))

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        """In the bot's turn, but not in the chat's: it writes nothing there."""
        acknowledge = self.messenger.acknowledge
        outcome = await self._in_turn(None, lambda: acknowledge(chat_id, press_id, text, alert=alert))
        if isinstance(outcome, NotSent | Throttled):
            log.warning("a pressed button could not be answered", extra={"kind": type(outcome).__name__})
        return outcome

    async def _in_turn(self, chat_id: int | None, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        try:
            turn_in = await run_in_transaction(self.transactions, lambda tx: self._turn(tx, chat_id))
        except (DatabaseUnavailable, ConcurrentChange):
            turn_in = None
        if turn_in is None:
            return NO_TURN
        await self.clock.sleep(turn_in)
        await self.spacer.wait_turn()
        outcome = NO_TURN if self.pause_watch.is_shut else await call()
        try:
            await self._record(outcome, chat_id)
        except (DatabaseUnavailable, ConcurrentChange):
            log.warning("the outcome of a direct answer could not be recorded")
        return outcome

    async def _turn(self, tx: Transaction, chat_id: int | None) -> timedelta | None:
        """Take the next slot that is free for the bot and, if it is given, for the chat; None when it is too late."""
        bucket = await tx.rate_limiter.bucket()
        if self.pause_watch.stops_all(await tx.rate_limiter.pauses()):
            return None
        now = self.clock.now()
        slots = self.pacing.slots(bucket.next_free_at, now, limit=1, within=PATIENCE)
        if not slots:
            return None
        used = self.pacing.after(slots, bucket.next_free_at, now)
        await tx.rate_limiter.save(TokenBucket(used, bucket.high_water_mark + 1))
        return slots[0] - now if chat_id is None else await self._chat_turn(tx, chat_id, slots[0], now)

    async def _chat_turn(self, tx: Transaction, chat_id: int, slot: datetime, now: datetime) -> timedelta | None:
        chat_state = await tx.chat_states.get(chat_id)
        turn = max(slot, chat_state.waits_until(now) or slot)
        if turn > now + PATIENCE:
            return None
        await tx.chat_states.throttle_until({chat_id: turn + self.pacing.chat_gap}, at=now)
        return turn - now

    async def _record(self, outcome: Outcome, chat_id: int | None) -> None:
        if isinstance(outcome, Throttled | ChatUnreachable):
            pause = await run_in_transaction(
                self.transactions, lambda tx: _settle(tx, chat_id, outcome, self.clock.now())
            )
            if pause is not None:
                self.pause_watch.shut(pause)


async def _settle(
    tx: Transaction, chat_id: int | None, outcome: Throttled | ChatUnreachable, now: datetime
) -> RelayPause | None:
    """As ``SettlementPolicy`` decides for an entry, which is not asked: here is none. A chat's own trouble stops no
    other chat. Return the pause of all, if any."""
    if isinstance(outcome, Throttled):
        return await _throttled(tx, chat_id, outcome, now)
    if chat_id is not None:
        await tx.chat_states.mark_unreachable(chat_id, reason=outcome.reason, at=now)
        origin = Origin(RELAY, f"direct:{chat_id}:{now.isoformat()}")
        await record_chat_news(tx, chat_id, lambda state: chat_lost(state, UNREACHABLE, at=now), origin, at=now)
    return None


async def _throttled(tx: Transaction, chat_id: int | None, refusal: Throttled, now: datetime) -> RelayPause | None:
    await tx.rate_limiter.hold()
    until = now + refusal.retry_after
    if chat_id is not None:
        is_own = await is_one_chats_own(tx, chat_id, refusal, now)
        await tx.attempts.add([direct_attempt(chat_id, Verdict.THROTTLED, at=now, reason=TOO_MANY_REQUESTS)])
        await tx.chat_states.throttle_until({chat_id: until}, at=now)
        if is_own:
            return None
    pause = RelayPause(PauseCause.THROTTLED, now, until, TOO_MANY_REQUESTS)
    await tx.rate_limiter.pause(pause)
    return pause
