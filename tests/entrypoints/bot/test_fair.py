"""A day at a trade fair: at its end there are exactly the leads that a person would count."""

from dataclasses import replace

from adapters.playbooks.planner import PlaybookPlanner
from tests.entrypoints.bot.visitor import Visitor, data_of
from tests.support.memory_app import MemoryApp

NOTES = (
    "Met Anna Kowalska, CTO of Brightwater, wants a demo, call her tue 3pm",
    "john smith from acme, needs 20 seats, f/u in 2 wks",
    "Herr Müller von Siemens, Angebot bis Freitag",
    "Олена Шевченко, директорка Nova, набрати завтра",
    "Иван Петров из Ромашки, нужен прайс, не писать",
    "Conocí a Lucía Fernández de Iberfrut en la feria, quiere una demo",
    "Tom Reyes (Pinewood) is on vacation until 20 December, then send the offer",
)
NO_NOTES = ("ok", "thanks", "done", "find Anna", "how many leads do I have?", "my leads", "👍", "who are you?", "hi")


async def test_a_day_at_a_fair(app: MemoryApp, owner: Visitor) -> None:
    await owner.writes("/start")
    for note in NOTES:
        assert await owner.writes(note) == []
        for words in NO_NOTES:
            await owner.writes(words)
    await replace(app.use.enrichment, planner=PlaybookPlanner()).enrich_waiting()

    known = await owner.asks("Anna Kowalska called, budget is 5k")
    await owner.presses(data_of("Add to Anna Kowalska", known))
    unsure = await owner.asks("Pinewood")
    await owner.presses(data_of("Nothing", unsure))

    leads = await app.use.queries.list_all(limit=50)
    assert len(leads) == len(NOTES)
    states = [await app.state(one.row.lead_id) for one in leads]
    firsts = {state.note: state.plan.steps[0] for state in states if state.plan}
    assert [firsts[note].due.words for note in NOTES[:4]] == ["tue 3pm", "in 2 wks", "bis freitag", "завтра"]
    [unwritten] = [state.plan for state in states if "не писать" in state.note and state.plan]
    assert {step.channel for step in unwritten.steps} == {"phone"}
    assert firsts[NOTES[6]].due.at.date().isoformat() >= "2026-12-20"
    assert [one.text for state in states for one in state.added_notes] == ["Anna Kowalska called, budget is 5k"]
