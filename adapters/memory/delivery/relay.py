"""Pauses, pace, chat states, attempts and the operators' trail, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, MutableMapping, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.contents import BotContents, Contents
from application.delivery.attempt import ANSWERED, Attempt, Verdict
from application.delivery.entry import EntryState
from application.delivery.pause import CLOCK_SLACK, PauseCause, RelayPause
from application.ports.bots import ALL_BOTS, KnownBot, bot_of
from application.ports.chat_state import CLOCKS_DIFFER, ChatState
from application.ports.operator_actions import OperatorAction
from application.ports.rate_limit import TokenBucket

WAITING = (EntryState.QUEUED, EntryState.SENDING, EntryState.UNCONFIRMED)


class MemoryRateLimiter:
    def __init__(self, contents: Contents, bot_id: int | None) -> None:
        self.bot_id, self._contents = bot_id, contents

    async def pauses(self) -> Sequence[RelayPause]:
        bots = self._contents.bots if self.bot_id is None else (self.bot_id, ALL_BOTS)
        pauses = [pause for bot_id in bots for pause in self._pauses_of(bot_id).values()]
        return sorted(pauses, key=lambda pause: pause.since)

    async def pause(self, pause: RelayPause) -> None:
        pauses = self._contents.of_bot(self.bot_id or ALL_BOTS).pauses
        known = pauses.get(pause.cause)
        if known is None or _takes_over(pause, known):
            pauses[pause.cause] = replace(pause, bot_id=self.bot_id)

    async def lift(self, causes: Collection[PauseCause]) -> None:
        for bot_id in self._contents.bots if self.bot_id is None else [self.bot_id]:
            for cause in causes:
                self._pauses_of(bot_id).pop(cause, None)

    async def bucket(self) -> TokenBucket:
        return self._contents.of_bot(bot_of(self)).bucket

    async def hold(self) -> None:
        """One writer at a time."""

    async def save(self, bucket: TokenBucket) -> None:
        self._contents.of_bot(bot_of(self)).bucket = bucket

    def _pauses_of(self, bot_id: int) -> MutableMapping[PauseCause, RelayPause]:
        return self._contents.bots[bot_id].pauses if bot_id in self._contents.bots else {}


class MemoryChatStates:
    def __init__(self, contents: BotContents, bot_id: int | None) -> None:
        self.bot_id, self._contents = bot_id, contents
        self._chat_states = contents.chat_states

    async def get(self, chat_id: int) -> ChatState:
        return self._chat_states.get(chat_id, ChatState(chat_id, bot_id=bot_of(self)))

    async def throttle_until(self, until: Mapping[int, datetime], *, at: datetime) -> None:
        for chat_id, free_at in until.items():
            chat_state = await self.get(chat_id)
            counts = chat_state.set_at is not None and chat_state.set_at <= at + CLOCKS_DIFFER
            if not counts or chat_state.free_at is None or chat_state.free_at < free_at:
                self._chat_states[chat_id] = replace(chat_state, free_at=free_at, set_at=at)

    async def mark_unreachable(self, chat_id: int, *, reason: str, at: datetime) -> None:
        chat_state = await self.get(chat_id)
        if chat_state.unreachable_since is None:
            self._chat_states[chat_id] = replace(chat_state, unreachable_since=at, reason=reason)

    async def mark_reachable(self, chat_id: int) -> None:
        if chat_id in self._chat_states:
            self._chat_states[chat_id] = replace(self._chat_states[chat_id], unreachable_since=None, reason="")

    async def move(self, chat_id: int, *, to: int) -> None:
        self._chat_states[chat_id] = await self.get(chat_id)
        for chat_state in list(self._chat_states.values()):
            if chat_id in (chat_state.chat_id, chat_state.moved_to):
                self._chat_states[chat_state.chat_id] = replace(chat_state, moved_to=to)
        for entry in list(self._contents.entries.values()):
            if entry.state is EntryState.QUEUED and entry.content.chat_id == chat_id:
                self._contents.entries[entry.id] = replace(entry, content=replace(entry.content, chat_id=to))

    async def unreachable(self) -> Sequence[ChatState]:
        unreachable = [chat for chat in self._chat_states.values() if chat.unreachable_since is not None]
        return sorted(unreachable, key=lambda chat: str(chat.unreachable_since))


class MemoryDeliveryAttempts:
    def __init__(self, contents: Contents, bot_id: int | None) -> None:
        self.bot_id, self._ids, self._by_number = bot_id, contents, contents.of_bot(bot_id).attempts

    @property
    def _attempts(self) -> Sequence[Attempt]:
        return [attempt for _, attempt in sorted(self._by_number.items())]

    async def add(self, attempts: Sequence[Attempt]) -> None:
        for attempt in attempts:
            bot_of(self)
            self._ids.last_attempt_id += 1
            self._by_number[self._ids.last_attempt_id] = attempt

    async def of_entry(self, entry_id: int) -> Sequence[Attempt]:
        return [attempt for attempt in self._attempts if attempt.entry_id == entry_id]

    async def unconfirmed_in_a_row(self) -> int:
        streak = 0
        for attempt in reversed(self._attempts):
            if attempt.verdict in ANSWERED:
                break
            streak += attempt.verdict is Verdict.UNCONFIRMED
        return streak

    async def others_sent_since_throttled(self, chat_id: int, *, since: datetime) -> bool:
        refusals = [one.verdict is Verdict.THROTTLED and one.chat_id == chat_id for one in self._attempts]
        recent = [i for i, refused in enumerate(refusals) if refused and self._attempts[i].ended_at >= since]
        later = self._attempts[recent[-1] :] if recent else []
        return any(one.chat_id != chat_id and one.verdict is Verdict.SENT for one in later)

    async def count_by_verdict(self) -> Mapping[Verdict, int]:
        return Counter(attempt.verdict for attempt in self._attempts)


class MemoryOperatorActions:
    def __init__(self, contents: Contents) -> None:
        self._actions = contents.operator_actions

    async def add(self, action: OperatorAction) -> None:
        self._actions.append(action)

    async def select(self, *, entry_id: int | None = None, limit: int) -> Sequence[OperatorAction]:
        newest_first = reversed(self._actions)
        return [one for one in newest_first if entry_id is None or one.entry_id == entry_id][:limit]


class MemoryInstallation:
    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def identity(self) -> str | None:
        return self._contents.identity

    async def identify(self, identity: str) -> None:
        self._contents.identity = identity

    async def high_water_mark(self) -> int:
        return sum(part.bucket.high_water_mark for part in self._contents.bots.values())


class MemoryKnownBots:
    def __init__(self, contents: Contents, bot_id: int | None) -> None:
        self._bots = {one: part for one, part in contents.bots.items() if one and bot_id in (None, one)}

    async def all(self) -> Sequence[KnownBot]:
        known = [_known(bot_id, part) for bot_id, part in sorted(self._bots.items())]
        return [one for one in known if one != KnownBot(one.bot_id) or self._bots[one.bot_id].bucket.high_water_mark]

    async def of_owner(self, owner_id: int) -> Sequence[int]:
        return sorted(bot_id for bot_id, part in self._bots.items() if owner_id in _owners(part))


def _owners(part: BotContents) -> Collection[int]:
    with_accounts = {row.owner_id for rows in part.accounts.values() for row in rows}
    return with_accounts | {row.owner_id for rows in part.leads.values() for row in rows}


def _known(bot_id: int, part: BotContents) -> KnownBot:
    waiting = [entry for entry in part.entries.values() if entry.state in WAITING]
    return KnownBot(bot_id, len(part.accounts), len(part.leads), len(waiting))


def _takes_over(pause: RelayPause, known: RelayPause) -> bool:
    if known.since > pause.since + CLOCK_SLACK:
        return True
    return known.until is not None and (pause.until is None or pause.until > known.until)
