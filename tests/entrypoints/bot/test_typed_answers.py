"""Typed answers to a question; and words that are no answer are never lost."""

from datetime import timedelta

import pytest

from application.inbox.open_questions import ANSWERED_WITHIN
from domain.errors import PauseRefused
from entrypoints.bot.replies import texts
from entrypoints.bot.settings import texts as setting_texts
from tests.entrypoints.bot.visitor import Flashed, Visitor, data_of, labels, text_of
from tests.support.memory_app import MemoryApp

NOTE = "the blonde lady from the second row"

A_NOTE = "Met Ada at the fair in Munich"


async def question(app: MemoryApp) -> str | None:
    async with app.transactions.read() as tx:
        found = await tx.questions.of(70)
    return found.question if found else None


async def notes(app: MemoryApp) -> list[str]:
    leads = await app.use.queries.list_all(limit=10)
    return [(await app.state(lead.row.lead_id)).note for lead in leads]


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("time", "10", "✅ 🕘 Send time: 10:00."),
        ("quiet", "22:00 - 7:30", "✅ 🌙 Quiet hours: 22:00–07:30."),
        ("days", "Sunday-Thursday", "✅ 📅 Working days: Sun–Thu."),
        ("holidays", "Deutschland", "✅ 🎉 Holidays: Germany. The next one is Fri 25 Dec 2026, Christmas Day."),
        ("holidays", "none", "✅ 🎉 Holidays: none."),
        ("pause", "next Monday", "✅ ⏸ Pause: until Mon 09 Nov 2026."),
        ("pause", "until 9 November", "✅ ⏸ Pause: until Mon 09 Nov 2026."),
    ],
)
async def test_an_answer_is_understood_done_and_closes_the_question(
    app: MemoryApp, owner: Visitor, field: str, words: str, said: str
) -> None:
    await owner.presses(f"set/ask/{field}")

    [answer] = await owner.writes(words)

    assert answer.startswith(f"{said}\n\n⚙️ Settings\n")
    assert await question(app) is None
    assert await notes(app) == []


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("time", "half past", "I cannot read that. Please write hours and minutes on a 24-hour clock, as 09:30."),
        ("holidays", "Atlantis", setting_texts.unknown_country("Atlantis")),
        ("pause", "some day", setting_texts.UNREAD_DAY),
        ("pause", NOTE, setting_texts.UNREAD_DAY),
        ("pause", "yesterday", setting_texts.DAY_NOT_AHEAD),
        ("pause", "in 3 hours", texts._REFUSALS[PauseRefused]),
        ("zone", "Nosuchplace", setting_texts.unknown_place("Nosuchplace")),
        ("zone", "x" * 101, setting_texts.TOO_LONG),
        ("time", "09:30\n10:30", setting_texts.TOO_LONG),
    ],
)
async def test_an_answer_not_understood_is_refused_and_may_be_tried_again(
    app: MemoryApp, owner: Visitor, field: str, words: str, said: str
) -> None:
    await owner.presses(f"set/ask/{field}")

    answer = await owner.asks(words)

    assert answer.text == said
    assert labels(answer) == ["✖️ Cancel", "📝 Keep it as a note"]
    assert await question(app) == f"set/ask/{field}"
    assert await notes(app) == []
    assert (await app.use.accounts.show(7)).state is None


async def test_a_send_time_within_the_quiet_hours_may_be_tried_again(owner: Visitor) -> None:
    await owner.presses("set/quiet/20:00-08:00")
    await owner.presses("set/ask/time")

    [refused] = await owner.writes("07:00")
    [taken] = await owner.writes("08:00")

    assert refused.startswith("The send time would lie in your quiet hours")
    assert taken.startswith("✅ 🕘 Send time: 08:00.")


async def test_words_that_were_no_answer_are_kept_as_a_note_once(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/ask/pause")
    keep = data_of("Keep it as a note", await owner.asks(NOTE))

    kept = await owner.presses(keep)
    again = await owner.presses(keep)

    assert (kept.words, text_of(kept)) == ("📝 Kept as a note.", "📝 Kept as a note.")
    assert not again.is_alert
    assert await notes(app) == [NOTE]
    assert await question(app) is None


async def test_a_stranger_cannot_keep_the_owners_words(app: MemoryApp, owner: Visitor, stranger: Visitor) -> None:
    await owner.presses("set/ask/pause")
    keep = data_of("Keep it as a note", await owner.asks(NOTE))

    pressed = await stranger.presses(keep, update_id=999)

    assert pressed == Flashed(texts.OLD_BUTTON, is_alert=True, edited=None, new=None)
    assert await notes(app) == []


async def test_a_question_can_be_given_up(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/ask/zone")
    answer = await owner.asks("Nosuchplace")

    cancelled = await owner.presses(data_of("Cancel", answer))
    await owner.writes(A_NOTE)

    assert text_of(cancelled) == setting_texts.CANCELLED
    assert await notes(app) == [A_NOTE]


@pytest.mark.parametrize("command", ["/leads", "/help", "/overdue", "/settings", "/nonsense"])
async def test_a_command_closes_the_question(app: MemoryApp, owner: Visitor, command: str) -> None:
    await owner.presses("set/ask/zone")

    await owner.writes(command)

    assert await question(app) is None


async def test_another_press_closes_the_question(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/ask/zone")
    await owner.presses("set")

    await owner.writes(A_NOTE)

    assert await notes(app) == [A_NOTE]


async def test_a_city_typed_on_the_page_of_the_zone_is_an_answer(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/zone")

    [answer] = await owner.writes("Munich")

    assert "Europe/Berlin" in answer
    assert await notes(app) == []


async def test_words_that_come_too_late_are_a_note(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/ask/zone")
    app.clock.advance(ANSWERED_WITHIN)

    await owner.writes(A_NOTE)

    assert await notes(app) == [A_NOTE]


async def test_words_written_in_time_are_an_answer_though_we_were_away(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/ask/zone")
    written_at = app.clock.now() + ANSWERED_WITHIN - timedelta(seconds=1)
    app.clock.advance(timedelta(hours=3))

    [answer] = await owner.sends({"text": "Munich", "date": int(written_at.timestamp())})

    assert answer.startswith("🌍 Munich, Germany")


async def test_forwarded_words_are_a_note(app: MemoryApp, owner: Visitor) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Ada", "date": 1}
    await owner.presses("set/ask/zone")

    await owner.sends({"text": "Munich", "forward_origin": origin, "forward_date": 1})

    assert await notes(app) == ["Munich"]
    assert await question(app) == "set/ask/zone"


async def test_an_answer_handled_twice_counts_once_and_says_the_same(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/ask/time")
    update = owner.update("message", owner.sending({"text": "10:00"}))

    before_the_crash = await owner.bot(update, app.transactions)
    after_it = await owner.bot(update, app.transactions)

    assert before_the_crash == after_it
    state = (await app.use.accounts.show(7)).state
    assert state is not None
    assert (state.version, state.preferences.send_time.isoformat()) == (2, "10:00:00")
    assert await notes(app) == []


async def test_a_question_in_one_chat_is_none_in_another(app: MemoryApp, owner: Visitor, stranger: Visitor) -> None:
    await owner.presses("set/ask/zone")

    await stranger.writes(A_NOTE)

    assert await notes(app) == [A_NOTE]


@pytest.mark.parametrize("field", ["zone", "pause", "time"])
async def test_a_sure_note_is_a_note_whatever_is_asked(app: MemoryApp, owner: Visitor, field: str) -> None:
    await owner.presses(f"set/ask/{field}")

    assert await owner.writes(A_NOTE) == []
    assert await notes(app) == [A_NOTE]
    assert await question(app) == f"set/ask/{field}"


@pytest.mark.parametrize("words", ["done", "find Sarah", "my leads"])
async def test_no_city_is_called_so(app: MemoryApp, owner: Visitor, words: str) -> None:
    await owner.writes("/start")

    [answer] = await owner.writes(words)

    assert "I know no place" not in answer
    assert await notes(app) == []
