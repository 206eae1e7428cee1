"""Invitations, and persons who are kept out."""

from datetime import timedelta

import pytest

from application.accounts.access import InvitationRefused, Invited, UnknownInvitation
from application.accounts.owner import Owner
from application.delivery.entry import EntryState
from application.operator_request import OperatorRequest
from tests.support.memory_app import YOU, MemoryApp

WEEK = timedelta(days=7)
REQUEST = OperatorRequest("operator:me", "spam")
BEN = Owner(8, 8)


async def invited(app: MemoryApp, *, uses: int = 1) -> Invited:
    return await app.use.access.invite(REQUEST, uses=uses, lasts=WEEK)


async def admitted(app: MemoryApp, code: str, owner: Owner, command_id: str = "tg:1:1") -> bool:
    try:
        await app.use.access.accept(code, owner=owner, command_id=command_id)
    except InvitationRefused:
        return False
    row = await app.use.accounts.row_of(owner.id)
    return row is not None and row.admitted_at is not None


async def used(app: MemoryApp) -> int:
    [invitation] = await app.use.access.invitations(limit=10)
    return invitation.used


async def test_an_invitation_lets_in_as_many_as_it_is_for(app: MemoryApp) -> None:
    made = await invited(app, uses=2)

    came = [await admitted(app, made.code, Owner(number, number)) for number in (7, 8, 9)]

    assert came == [True, True, False]
    assert await used(app) == 2
    assert [(one.command, one.actor) for one in await app.use.outbox.actions(limit=9)] == [("invite", "operator:me")]


async def test_a_person_who_comes_twice_uses_it_once(app: MemoryApp) -> None:
    made = await invited(app, uses=2)

    assert [await admitted(app, made.code, YOU, f"tg:1:{n}") for n in (1, 1, 2)] == [True] * 3
    assert await used(app) == 1


@pytest.mark.parametrize("why", ["unknown", "expired", "revoked"])
async def test_an_invitation_that_is_no_more_lets_in_nobody(app: MemoryApp, why: str) -> None:
    made = await invited(app)
    if why == "expired":
        app.clock.advance(WEEK)
    if why == "revoked":
        await app.use.access.revoke(REQUEST, made.id)

    assert not await admitted(app, f"{made.code}x" if why == "unknown" else made.code, YOU)
    assert await app.use.accounts.row_of(YOU.id) is None


async def test_who_came_by_an_invitation_stays_when_it_is_revoked(app: MemoryApp) -> None:
    made = await invited(app)
    await admitted(app, made.code, YOU)

    await app.use.access.revoke(REQUEST, made.id)

    assert await admitted(app, made.code, YOU, "tg:1:2")
    with pytest.raises(UnknownInvitation):
        await app.use.access.revoke(REQUEST, made.id)


async def test_a_dry_run_changes_nothing(app: MemoryApp) -> None:
    made = await invited(app)

    await app.use.access.revoke(REQUEST, made.id, dry_run=True)
    assert await app.use.access.block(REQUEST, BEN.id, dry_run=True)

    assert await admitted(app, made.code, YOU)
    assert await app.use.accounts.row_of(BEN.id) is None


async def test_messages_to_a_blocked_person_wait_and_go_out_when_they_are_let_in(app: MemoryApp) -> None:
    await app.captured_lead()
    assert await app.use.access.block(REQUEST, YOU.id)
    assert not await app.use.access.block(REQUEST, YOU.id)
    await app.relay_everything()
    blocked = list(app.messenger.sent)

    assert await app.use.access.unblock(REQUEST, YOU.id)
    await app.relay_everything()

    assert blocked == []
    assert [entry.state for entry in await app.entries()] == [EntryState.SENT]


async def test_a_person_who_is_not_blocked_is_not_let_in_again(app: MemoryApp) -> None:
    assert not await app.use.access.unblock(REQUEST, BEN.id)


async def test_a_blocked_person_s_return_lets_no_message_out(app: MemoryApp) -> None:
    await app.captured_lead()
    await app.use.access.block(REQUEST, YOU.id)

    await app.use.reachability.note_back(YOU.chat_id, owner_id=YOU.id)

    async with app.transactions.read() as tx:
        assert (await tx.chat_states.get(YOU.chat_id)).unreachable_since is not None


async def test_an_unblocked_person_who_has_blocked_the_bot_stays_unreachable(app: MemoryApp) -> None:
    await app.captured_lead()
    await app.use.access.block(REQUEST, YOU.id)
    await app.use.reachability.note_blocked(YOU.chat_id)

    await app.use.access.unblock(REQUEST, YOU.id)

    async with app.transactions.read() as tx:
        assert (await tx.chat_states.get(YOU.chat_id)).unreachable_since is not None
