"""Commands on a database of several bots, and what is said of a bot whose token is not given."""

import asyncio

import pytest

from application.delivery.pause import PauseCause
from domain.account.account import Account
from domain.lead.lead import Lead
from entrypoints.bootstrap.app import bootstrap
from entrypoints.settings import Settings
from tests.entrypoints.cli.bot_api import Doorman, a_bot_api_server
from tests.entrypoints.cli.terminal import Terminal
from tests.support.accounts import DEFAULTS, an_account, keep_accounts
from tests.support.entries import an_answer
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, OTHER_BOT_ID, OTHER_LEAD_ID, OWNER_ID, a_new_lead, keep

HERE, THERE = f"{BOT_ID}:SANDBOX", f"{OTHER_BOT_ID}:SANDBOX"
LISTS = (("leads", "list"), ("accounts", "list"), ("outbox", "list"))


async def what_one_bot_has(terminal: Terminal) -> None:
    async with bootstrap(_settings(terminal)) as app:
        here = app.database.of_bot(BOT_ID)
        await keep_accounts(here, an_account(OWNER_ID))
        await keep(here, a_new_lead(LEAD_ID, with_plan=True))
        async with here.write() as tx:
            await tx.outbox.add(an_answer(), at=MONDAY_9AM)


async def what_another_has(terminal: Terminal) -> None:
    async with bootstrap(_settings(terminal)) as app:
        there = app.database.of_bot(OTHER_BOT_ID)
        account = Account.open(OTHER_BOT_ID, OWNER_ID, chat_id=OWNER_ID, preferences=DEFAULTS, at=MONDAY_9AM)
        await keep_accounts(there, account)
        lead_id = OTHER_LEAD_ID
        await keep(
            there, Lead.capture(lead_id, bot_id=OTHER_BOT_ID, owner_id=OWNER_ID, chat_id=7, note="x", at=MONDAY_9AM)
        )
        async with there.write() as tx:
            await tx.outbox.add(an_answer(), at=MONDAY_9AM)


def _settings(terminal: Terminal) -> Settings:
    return Settings(database_url=f"sqlite+aiosqlite:///{terminal.folder / 'leadbell.db'}")


@pytest.fixture
def one(terminal: Terminal) -> Terminal:
    asyncio.run(what_one_bot_has(terminal))
    return terminal


@pytest.fixture
def two(one: Terminal) -> Terminal:
    asyncio.run(what_another_has(one))
    return one


@pytest.mark.parametrize("command", LISTS)
def test_a_list_shows_the_bot_where_there_is_more_than_one(two: Terminal, command: tuple[str, str]) -> None:
    table, rows = two.leadbell(*command), two.leadbell(*command, "--json").json()

    assert table.output.split()[:2] == ["bot", "id"]
    assert {row["bot_id"] for row in rows} == {BOT_ID, OTHER_BOT_ID}


@pytest.mark.parametrize("command", LISTS)
def test_a_list_of_one_bot_does_not(one: Terminal, command: tuple[str, str]) -> None:
    assert "bot" not in one.leadbell(*command).output.splitlines()[0].split()


@pytest.mark.parametrize("command", [*LISTS, ("stats",)])
def test_a_list_is_narrowed_to_one_bot(two: Terminal, command: tuple[str, ...]) -> None:
    for bot_id in (BOT_ID, OTHER_BOT_ID):
        rows = two.leadbell(*command, "--bot", str(bot_id), "--json").json()

        assert {row["bot_id"] for row in rows} <= {bot_id}
    assert two.leadbell(*command, "--bot", "5", "--json").json() == []


def test_an_owner_of_several_bots_is_shown_of_the_bot_that_is_named(two: Terminal) -> None:
    ended = two.leadbell("accounts", "show", "7")

    assert ended.code == 2
    assert "owner 7 is with several bots, add --bot: 8990, 8991" in " ".join(ended.errors.replace("│", " ").split())
    assert two.leadbell("accounts", "show", "7", "--bot", "8991", "--json").json()["bot_id"] == OTHER_BOT_ID
    assert two.leadbell("leads", "reschedule", "--owner", "7", "--dry-run", "--send-time", "10").code == 2


def test_an_owner_of_one_bot_is_shown_without_naming_it(one: Terminal) -> None:
    assert one.leadbell("accounts", "show", "7", "--json").json()["bot_id"] == BOT_ID


def test_a_pause_is_of_all_bots_or_of_one(two: Terminal) -> None:
    why = ("--reason", "moving house")

    assert "All sending of bot 8991 is paused." in two.leadbell("relay", "pause", "--bot", "8991", *why).output
    assert two.leadbell("relay", "status", "--bot", "8990").code == 0
    assert two.leadbell("relay", "status", "--bot", "8991").code == 1
    assert "All sending is paused." in two.leadbell("relay", "pause", *why).output
    assert two.leadbell("relay", "status", "--bot", "8990").code == 1
    stays = two.leadbell("relay", "resume", "--bot", "8991", *why).output
    assert f"Lifted: {PauseCause.OPERATOR}" in stays
    assert "Stays, since it is for all bots (leave out --bot)" in stays
    assert two.leadbell("relay", "resume", *why).output.count("Lifted") == 1
    assert two.leadbell("relay", "status").code == 0


def test_health_names_a_bot_whose_token_is_not_given(two: Terminal) -> None:
    ended = two.with_settings(TELEGRAM_TOKEN=HERE).leadbell("health")

    assert (
        "! This database also holds bot 8991 (accounts 1, leads 1, messages that wait 1), and its token" in ended.output
    )
    assert "LEADBELL_TELEGRAM_TOKEN takes the tokens of several bots" in ended.output
    for settings in ({}, {"TELEGRAM_TOKEN": f"{HERE},{THERE}"}):
        assert "also holds" not in two.with_settings(**settings).leadbell("health").output


def started(terminal: Terminal, token: str) -> str:
    """What it says when it starts."""
    with a_bot_api_server(Doorman(ends_at="getMe")) as doorman:
        return terminal.with_settings(TELEGRAM_TOKEN=token, TELEGRAM_API_URL=doorman.url).leadbell("run").errors


def test_a_database_of_another_bot_than_the_token_s_is_named_loudly_at_the_start(one: Terminal) -> None:
    errors = started(one, THERE)

    [line] = [line for line in errors.splitlines() if "the token is of another bot than the database's" in line]
    assert "[error " in line
    assert "8990 (accounts 1, leads 1, messages that wait 1)" in line
    assert THERE not in errors


def test_a_bot_beside_the_token_s_is_named_at_the_start(two: Terminal) -> None:
    errors = started(two, HERE)

    [line] = [line for line in errors.splitlines() if "bots that this program does not serve" in line]
    assert "[warning " in line
    assert "8991 (accounts 1, leads 1, messages that wait 1)" in line


def test_where_each_bot_s_token_is_given_nothing_is_said(one: Terminal) -> None:
    assert "bots" not in started(one, HERE)


@pytest.mark.parametrize("command", ["run", "worker"])
@pytest.mark.parametrize(
    ("tokens", "problem"),
    [
        (f"{HERE},{BOT_ID}:another", "bot 8990 is named twice: keep one token of each bot"),
        (f"{HERE}, {HERE}", "bot 8990 is named twice"),
        (f"{HERE};{THERE}", "write what @BotFather shows, and commas between the tokens of several bots"),
        (f"{HERE} {THERE}", "commas between"),
        (f"{HERE},SANDBOX", "write what @BotFather shows"),
        ("0:SANDBOX", "write what @BotFather shows"),
    ],
)
def test_tokens_that_cannot_be_are_refused_and_not_shown(
    terminal: Terminal, command: str, tokens: str, problem: str
) -> None:
    ended = terminal.with_settings(TELEGRAM_TOKEN=tokens).leadbell(command)

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors.startswith("leadbell: LEADBELL_TELEGRAM_TOKEN: ")
    assert problem in ended.errors
    assert not any(word in ended.errors for word in ("SANDBOX", "another"))
