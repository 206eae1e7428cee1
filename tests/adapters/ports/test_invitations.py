"""Invitations and allowances, on every adapter."""

import asyncio
from datetime import timedelta

from application.ports.allowances import Bound, Spent
from application.ports.invitations import NewInvitation
from application.ports.transaction import Transactions
from application.transactions import run_in_transaction
from tests.support.leads import MONDAY_9AM

DAY = timedelta(days=1)
FOR_THREE = NewInvitation("hash", 3, MONDAY_9AM + DAY, MONDAY_9AM, "operator:me")


async def used_by(transactions: Transactions, persons: int) -> list[int | None]:
    async def use() -> int | None:
        return await run_in_transaction(transactions, lambda tx: tx.invitations.use("hash", at=MONDAY_9AM))

    return list(await asyncio.gather(*(use() for _ in range(persons))))


async def test_racing_persons_never_use_an_invitation_more_often_than_it_is_for(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        number = await tx.invitations.add(FOR_THREE)

    used = await used_by(transactions, 8)

    assert sorted(one for one in used if one is not None) == [number] * 3
    async with transactions.read() as tx:
        [invitation] = await tx.invitations.all(limit=10)
    assert (invitation.uses, invitation.used, invitation.is_open(MONDAY_9AM)) == (3, 3, False)


async def test_an_invitation_is_revoked_once(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        number = await tx.invitations.add(FOR_THREE)
        revoked = [await tx.invitations.revoke(one, at=MONDAY_9AM) for one in (number, number, number + 1)]

    assert revoked == [True, False, False]
    assert await used_by(transactions, 1) == [None]


async def test_what_a_person_has_used_is_kept_until_it_is_old(transactions: Transactions) -> None:
    old, new = Spent(MONDAY_9AM - DAY, 5, MONDAY_9AM), Spent(MONDAY_9AM, 2**40)
    async with transactions.write() as tx:
        await tx.allowances.put(7, Bound.NOTES, new)
        await tx.allowances.put(7, Bound.MESSAGES, Spent(MONDAY_9AM))
        await tx.allowances.put(7, Bound.MESSAGES, old)

    async with transactions.write() as tx:
        before = [await tx.allowances.get(7, bound) for bound in (Bound.MESSAGES, Bound.NOTES, Bound.BYTES)]
        forgotten = await tx.allowances.forget(before=MONDAY_9AM)
        after = [await tx.allowances.get(7, bound) for bound in (Bound.MESSAGES, Bound.NOTES)]

    assert (before, forgotten, after) == ([old, new, None], 1, [None, new])
