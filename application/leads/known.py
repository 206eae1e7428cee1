"""The owner's leads that words name: by the name of the prospect or the company, spelt as people spell it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from application.ports.read_models import LeadSummary
from application.ports.transaction import Transactions

MOST_LEADS = 2_000
MOST_FOUND = 6
ALIKE = 75
"""Of 100: also a name in another case of its language, "Ольге" for "Ольга", and one wrong letter in four."""
SURELY = 88
_WORD = re.compile(r"[^\W_]{2,40}")


@dataclass(frozen=True, slots=True)
class KnownLeads:
    transactions: Transactions

    async def named(self, owner_id: int, words: str) -> Sequence[LeadSummary]:
        """Leads of which ``words``, a name, are the name, the best first."""
        wanted = _words(words)
        leads = await self._leads(owner_id) if wanted else []
        scored = [(_alike(wanted, _words(_names(lead))), lead) for lead in leads]
        found = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
        return [lead for _, lead in found[:MOST_FOUND]]

    async def mentioned_in(self, owner_id: int, note: str) -> Sequence[LeadSummary]:
        """Leads whose prospect's whole name, of two words at least, is in the note."""
        said = _words(note[:2_000])
        found = [lead for lead in await self._leads(owner_id) if _is_said(lead.row.title, said)][:MOST_FOUND]
        async with self.transactions.read() as tx:
            leads = (await tx.log.load_all([lead.row.lead_id for lead in found])).leads if found else {}
        names = {lead_id: lead.state.prospect.name for lead_id, lead in leads.items()}
        return [lead for lead in found if _is_said(names.get(lead.row.lead_id, ""), said)]

    async def _leads(self, owner_id: int) -> Sequence[LeadSummary]:
        async with self.transactions.read() as tx:
            return await tx.leads.page(owner_id=owner_id, offset=0, limit=MOST_LEADS)


def _is_said(name: str, said: Sequence[str]) -> bool:
    words = _words(name)
    return len(words) >= 2 and _alike(words, said) >= SURELY


def _names(lead: LeadSummary) -> str:
    return f"{lead.row.title} {lead.row.company}"


def _words(text: str) -> Sequence[str]:
    return [word.casefold().replace("ё", "е") for word in _WORD.findall(text)]


def _alike(wanted: Sequence[str], known: Sequence[str]) -> float:
    """How well each of the wanted words is found among the known ones with its first letter: the worst counts."""
    found = [[fuzz.ratio(word, other) for other in known if other[0] == word[0]] for word in wanted]
    return min((max(ratios, default=0) for ratios in found), default=0)
