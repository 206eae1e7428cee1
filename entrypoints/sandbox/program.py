"""``leadbell sandbox``: the whole production program, against a Bot API server of its own on this computer."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from application.errors import DatabaseInUse
from application.inbox.house import Access
from application.ports.planner import Planner
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.bootstrap.database import exclusive_on, system_clock
from entrypoints.bootstrap.program import running
from entrypoints.sandbox.clock import SandboxClock
from entrypoints.sandbox.kept_clock import KeptClock, kept_offset
from entrypoints.sandbox.server import BotApiServer
from entrypoints.settings import Settings
from entrypoints.settings_problem import SettingsProblem
from entrypoints.stopping import stop_on_signals

SANDBOX_TOKEN = "8990:SANDBOX"  # noqa: S105 - the door of a server that only this computer can reach


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The server, listening, the app, not yet running, and the clock of both."""

    server: BotApiServer
    app: App
    clock: KeptClock


async def run_sandbox(
    settings: Settings, *, port: int, speed: float, folder: Path, announce: Callable[[str], None]
) -> None:
    """Run until it is asked to stop. Raise ``SettingsProblem`` when the folder or the port cannot be had."""
    async with (
        sandbox(settings, port=port, speed=speed, folder=folder) as opened,
        running(opened.app, with_bot=True) as program,
    ):
        announce(f"Leadbell sandbox: open {opened.server.url} in your browser. Ctrl+C stops it.")
        await program.run(stop_on_signals())


@asynccontextmanager
async def sandbox(
    settings: Settings, *, port: int, speed: float, folder: Path, planner: Planner | None = None
) -> AsyncIterator[Sandbox]:
    """Open it on a folder that keeps database, chat and clock for the next time."""
    _make(folder)
    with ExitStack() as stack:
        try:
            stack.enter_context(exclusive_on(f"sqlite+aiosqlite:///{folder / 'sandbox'}"))
        except DatabaseInUse as error:
            problem = f"another sandbox is already running on {folder}: stop it, or choose another folder with --data"
            raise SettingsProblem(problem) from error
        async with _opened(settings, port=port, speed=speed, folder=folder, planner=planner) as opened:
            yield opened


@asynccontextmanager
async def _opened(
    settings: Settings, *, port: int, speed: float, folder: Path, planner: Planner | None
) -> AsyncIterator[Sandbox]:
    real = system_clock()
    clock = SandboxClock(real.now, real.monotonic, speed, offset=kept_offset(folder / "clock.json"))
    async with bootstrap(_on(folder, settings), clock=clock, planner=planner) as app:
        controls = KeptClock(clock, folder / "clock.json", settings.timezone.key, app.use.claims.next_due_at)
        chat = folder / "chat.json"
        server = BotApiServer(
            SANDBOX_TOKEN, clock.now, port=port, controls=controls, kept_in=chat, monotonic=real.monotonic
        )
        async with _listening(server, port), controls.kept_at_the_end():
            yield Sandbox(server, app.at_bot_api(server.url), controls)


def _on(folder: Path, settings: Settings) -> Settings:
    """Never a real bot's token, database, guest list or port, whatever the environment says."""
    database_url = f"sqlite+aiosqlite:///{folder / 'leadbell.db'}"
    ours: dict[str, object] = {"telegram_token": (SecretStr(SANDBOX_TOKEN),), "database_url": database_url}
    ours |= {"allowed_users": frozenset(), "access": Access.OPEN, "http_port": None}
    return settings.model_copy(update=ours)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise SettingsProblem(f"{folder} cannot be made ({error.strerror}): choose another with --data") from error


@asynccontextmanager
async def _listening(server: BotApiServer, port: int) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(server)
        except OSError as error:
            problem = f"port {port} cannot be had ({error.strerror}): try `leadbell sandbox --port 0`"
            raise SettingsProblem(problem) from error
        yield
