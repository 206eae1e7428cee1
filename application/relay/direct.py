"""Answers to a press go to Telegram directly, but in the same lines as everything else: pauses, pace, and the chat's
the state of their chat hold for them too, and what Telegram says to them holds for all."""

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
REASON = "429: too many requests"
NO_TURN = NotSent("all sending is paused, or too much is being said at once")


@dataclass(frozen=True, slots=True)
class PacedMessenger:
    """Implements the ``Messenger`` port around another one. Waits for its turn, up to ``PATIENCE`` for the bot's
    and about as long for the chat's; a direct answer that would come later is not given, which is ``NotSent``."""

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
        """It takes a slot of the bot's, but not of the chat's: it writes nothing there."""
        acknowledge = self.messenger.acknowledge
        outcome = await self._in_turn(None, lambda: acknowledge(chat_id, press_id, text, alert=alert))
        if isinstance(outcome, NotSent | Throttled):
            log.warning("a pressed button could not be answered", extra={"kind": type(outcome).__name__})
        return outcome

    async def _in_turn(self, chat_id: int | None, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        try:
            turn_in = await run_in_transaction(self.transactions, lambda tx: self._turn(tx, chat_id))
        except (DatabaseUnavailable, ConcurrentChange):
            return NO_TURN  # who cannot ask for a turn has none
        if turn_in is None:
            return NO_TURN
        await self.clock.sleep(turn_in)
        await self.spacer.wait_turn()
        outcome = NO_TURN if self.pause_watch.is_shut else await call()
        try:
            await self._heed(outcome, chat_id)
        except (DatabaseUnavailable, ConcurrentChange):
            log.warning("what Telegram said to a direct answer could not be recorded")
        return outcome

    async def _turn(self, tx: Transaction, chat_id: int | None) -> timedelta | None:
        """Takes the next slot that is free for the bot and, if asked for, for the chat."""
        bucket = await tx.rate_limiter.bucket()
        if self.pause_watch.stops_all(await tx.rate_limiter.pauses()):
            return None
        now = self.clock.now()
        slots = self.pacing.slots(bucket.next_free_at, now, limit=1, within=PATIENCE)
        if not slots:
            return None
        used = self.pacing.after(slots, bucket.next_free_at, now)
        await tx.rate_limiter.save(TokenBucket(used, bucket.high_water_mark + 1))
        return slots[0] - now if chat_id is None else await self._lane_turn(tx, chat_id, slots[0], now)

    async def _lane_turn(self, tx: Transaction, chat_id: int, slot: datetime, now: datetime) -> timedelta | None:
        chat_state = await tx.chat_states.get(chat_id)
        turn = max(slot, chat_state.waits_until(now) or slot)
        if turn > now + PATIENCE:
            return None
        await tx.chat_states.throttle_until({chat_id: turn + self.pacing.chat_gap}, at=now)
        return turn - now

    async def _heed(self, outcome: Outcome, chat_id: int | None) -> None:
        now = self.clock.now()
        match outcome:
            case Throttled():
                refused = outcome
                pause = await run_in_transaction(self.transactions, lambda tx: _note_refusal(tx, chat_id, refused, now))
                if pause is not None:
                    self.pause_watch.shut(pause)
            case ChatUnreachable(reason=reason) if chat_id is not None:
                blocked, why = chat_id, reason
                await run_in_transaction(self.transactions, lambda tx: _note_lost(tx, blocked, why, now))


async def _note_lost(tx: Transaction, chat_id: int, reason: str, now: datetime) -> None:
    await tx.chat_states.mark_unreachable(chat_id, reason=reason, at=now)
    origin = Origin(RELAY, f"direct:{chat_id}:{now.isoformat()}")
    await record_chat_news(tx, chat_id, lambda state: chat_lost(state, UNREACHABLE, at=now), origin, at=now)


async def _note_refusal(tx: Transaction, chat_id: int | None, refusal: Throttled, now: datetime) -> RelayPause | None:
    """As T3 does it, so that one chat's own trouble stops nobody else here either; gives the pause of all, if any."""
    await tx.rate_limiter.bucket()
    pause = RelayPause(PauseCause.THROTTLED, now, now + refusal.retry_after, REASON)
    if chat_id is not None:
        own = await is_one_chats_own(tx, chat_id, refusal, now)
        await tx.attempts.add([direct_attempt(chat_id, Verdict.THROTTLED, at=now, reason=REASON)])
        await tx.chat_states.throttle_until({chat_id: now + refusal.retry_after}, at=now)
        if own:
            return None
    await tx.rate_limiter.pause(pause)
    return pause
