"""Faults by which something of one bot is seen or changed by another."""

from tests.faults.mutants.mutant import Edit, mutant

MEMORY, SQLITE = "memory", "sqlite"
BOTS = "tests/adapters/ports/bots"
SCOPE = "adapters/sql/bot_scope.py"

CROSSINGS = (
    mutant(
        "sql: a bot reads the rows of others",
        f"{BOTS}/test_leads.py::test_no_list_has_leads_or_reminders_of_another_bot",
        Edit(SCOPE, "statement = statement.where(*self.ours(read))", "statement = statement.where()"),
        on=SQLITE,
    ),
    mutant(
        "sql: a bot changes the rows of others",
        f"{BOTS}/test_sending.py::test_updates_commands_and_questions_are_one_bots",
        Edit(SCOPE, "return statement.where(table.c[BOT] == _this(self.bot_id))", "return statement"),
        on=SQLITE,
    ),
    mutant(
        "sql: a row of another bot is inserted",
        f"{BOTS}/test_sending.py::test_an_update_of_another_bot_is_not_kept",
        Edit(SCOPE, "if self.bot_id not in (None, bot_id):", "if False:"),
        on=SQLITE,
    ),
    mutant(
        "sql: the follow-ups that an owner wants are those of any bot",
        f"{BOTS}/test_leads.py::test_what_an_owner_wants_of_one_bot_holds_for_that_bot",
        Edit(
            "adapters/sql/read_models/quiet_leads.py",
            "and_(same_bot(accounts, quiet_leads), accounts.c.owner_id == quiet_leads.c.owner_id)",
            "accounts.c.owner_id == quiet_leads.c.owner_id",
        ),
        on=SQLITE,
    ),
    mutant(
        "sql: the lead of another bot is there",
        f"{BOTS}/test_leads.py::test_a_lead_of_another_bot_is_not_there",
        Edit("adapters/sql/log/lead_log.py", "if self._bot_id in (None, lead.state.bot_id)", "if True"),
        on=SQLITE,
    ),
    mutant(
        "memory: the lead of another bot is there",
        f"{BOTS}/test_leads.py::test_a_lead_of_another_bot_is_not_there",
        Edit(
            "adapters/memory/lead_log.py",
            "return history if begins_here(history, self._bot_id) else []",
            "return history",
        ),
        on=MEMORY,
    ),
)
