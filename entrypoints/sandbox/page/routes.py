"""The page's addresses: its static files, its reads and its acts."""

from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.methods.request import call_values
from entrypoints.sandbox.bot_api.person import CannotDo
from entrypoints.sandbox.bot_api.refusal import Refusal
from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.kept_clock import KeptClock
from entrypoints.sandbox.page.acts import Act, Acts
from entrypoints.sandbox.page.events import EventStream
from entrypoints.sandbox.page.guard import refuse_unless_from_our_page
from entrypoints.sandbox.page.view import View

STATIC = Path(__file__).parent
STATIC_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class PageRoutes:
    def __init__(self, room: Room, controls: KeptClock | None) -> None:
        self._room = room
        self._view = View(room, controls)
        self._events = EventStream(room, self._view)
        self._acts = Acts(room, controls, self._view)

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/", _answering(self.index))
        app.router.add_get("/page/{name}", _answering(self.static_file))
        app.router.add_get("/sandbox/state", _answering(self.state))
        app.router.add_get("/sandbox/events", _answering(self.events))
        app.router.add_get("/sandbox/calls", _answering(self.calls))
        app.router.add_get("/sandbox/clock", _answering(self.clock))
        app.router.add_get("/sandbox/persons", _answering(self.persons))
        app.router.add_get("/sandbox/files/{file_id}", _answering(self.file))
        app.router.add_post("/sandbox/upload", _answering(self.upload))
        for path, act in self._acts.by_path().items():
            app.router.add_post(f"/sandbox/{path}", _answering(_performing(act)))

    async def index(self, request: web.Request) -> web.Response:
        """Redirect from a person who is no longer here (an old bookmark) to the first person's page."""
        try:
            self._person_id(request)
        except (KeyError, Refusal):
            raise web.HTTPFound("/") from None
        return _static("index.html")

    async def static_file(self, request: web.Request) -> web.Response:
        return _static(request.match_info["name"])

    async def state(self, request: web.Request) -> web.Response:
        return web.json_response(self._view.state(self._person_id(request)))

    async def events(self, request: web.Request) -> web.StreamResponse:
        return await self._events.follow(request, self._person_id(request))

    async def calls(self, _request: web.Request) -> web.Response:
        return web.json_response(self._view.calls())

    async def clock(self, _request: web.Request) -> web.Response:
        return web.json_response(self._view.clock())

    async def persons(self, _request: web.Request) -> web.Response:
        return web.json_response({"people": self._view.people()})

    async def file(self, request: web.Request) -> web.Response:
        file = self._room.store.files.file(request.match_info["file_id"])
        return web.Response(body=self._room.store.files.content(file), content_type=file.mime_type)

    async def upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form.get("file")
        if not isinstance(file, web.FileField):
            raise CannotDo("There is no file in this upload.")
        sent = Parameters("upload", {name: value for name, value in form.items() if isinstance(value, str)})
        mime_type = _safe_type(file.content_type)
        return web.json_response(await self._acts.send_file(sent, file.file.read(), mime_type))

    def _person_id(self, request: web.Request) -> int:
        """Return the person whom the page asks for, else the first."""
        person_id = Parameters("person", {**request.query}).integer("person") or self._room.people[0].id
        return self._room.person(person_id).profile.id


def _performing(act: Act) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        return web.json_response(await act(Parameters(request.path, await call_values(request))))

    return handle


def _answering(handler: Handler) -> Handler:
    """Accept writes from our own page only, and answer every refusal with ``{"error": ...}``."""

    async def handle(request: web.Request) -> web.StreamResponse:
        refuse_unless_from_our_page(request)
        try:
            return await handler(request)
        except Refusal as refusal:
            return _error(refusal.description, refusal.error_code)
        except CannotDo as error:
            return _error(str(error), 409)
        except KeyError:
            return _error("No person with this id is in the sandbox.", 404)

    return handle


def _error(text: str, status: int) -> web.Response:
    return web.json_response({"error": text}, status=status)


def _static(name: str) -> web.Response:
    """Answer with a file beside this module; never a path out of the folder, and never its Python."""
    path = STATIC / Path(name).name
    if path.suffix not in STATIC_TYPES or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(text=path.read_text(encoding="utf-8"), content_type=STATIC_TYPES[path.suffix])


def _safe_type(content_type: str) -> str:
    """An upload is played back as sound or not at all: a page of HTML must not come from our own address."""
    return content_type if content_type.startswith("audio/") else "application/octet-stream"
