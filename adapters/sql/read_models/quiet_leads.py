"""``quiet_leads`` on SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select

from adapters.sql.bot_scope import BotConnection, same_bot
from adapters.sql.read_models.table import SqlReadModel
from adapters.sql.schema.tables import accounts, quiet_leads
from application.read_models.quiet_leads import EASTERNMOST, QuietLeadRow


class SqlQuietLeads(SqlReadModel[QuietLeadRow]):
    def __init__(self, connection: BotConnection) -> None:
        super().__init__(connection, quiet_leads, QuietLeadRow)

    async def waiting(self, now: datetime, *, limit: int) -> Sequence[QuietLeadRow]:
        query = select(quiet_leads).where(_is_wanted(now), quiet_leads.c.not_before <= now)
        query = query.order_by(quiet_leads.c.quiet_since, quiet_leads.c.lead_id).limit(limit)
        with self.readable():
            return [self.read(row) for row in await self._connection.execute(query)]

    async def next_at(self, now: datetime) -> datetime | None:
        query = select(quiet_leads.c.not_before).where(_is_wanted(now)).order_by(quiet_leads.c.not_before).limit(1)
        return (await self._connection.execute(query)).scalar()


def _is_wanted(now: datetime) -> ColumnElement[bool]:
    """An owner without an account has follow-ups on. A pause counts until its last day is over in the easternmost zone:
    a follow-up that is scheduled a little early is moved to its end."""
    is_owners = and_(same_bot(accounts, quiet_leads), accounts.c.owner_id == quiet_leads.c.owner_id)
    is_paused = accounts.c.paused_until > (now + EASTERNMOST).date().isoformat()
    return not_(exists().where(is_owners, or_(accounts.c.follow_ups.is_(False), is_paused)))
