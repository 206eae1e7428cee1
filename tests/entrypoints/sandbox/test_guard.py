"""A foreign web page in the same browser can neither read nor drive the sandbox, nor be shown by it."""

import pytest
from aiohttp import ClientSession

from entrypoints.sandbox.bot_api.person import Person
from tests.entrypoints.sandbox.scene import ANNA, TOKEN

SAY = {"person": ANNA.id, "text": "hi"}


@pytest.mark.parametrize("path", ["/", "/sandbox/state", f"/bot{TOKEN}/getMe", "/nowhere"])
async def test_every_answer_carries_the_strict_policy(http: ClientSession, path: str) -> None:
    async with http.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'self'; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/sandbox/state", "/page/chat.js", f"/bot{TOKEN}/getMe"])
async def test_a_foreign_host_name_is_refused(http: ClientSession, path: str) -> None:
    async with http.get(path, headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403


async def test_localhost_is_as_good_as_127_0_0_1(http: ClientSession) -> None:
    async with http.get("/", headers={"Host": "localhost:8080"}) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/html"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
@pytest.mark.parametrize("path", ["/sandbox/say", f"/bot{TOKEN}/sendMessage"])
async def test_writing_on_behalf_of_another_site_is_refused(
    http: ClientSession, anna: Person, path: str, headers: dict[str, str]
) -> None:
    async with http.post(path, json=SAY, headers=headers) as answer:
        assert answer.status == 403
    assert len(anna.messages) == 1


async def test_the_page_s_own_origin_is_welcome(http: ClientSession, anna: Person) -> None:
    own = {"Origin": str(http._base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"}

    async with http.post("/sandbox/say", json=SAY, headers=own) as answer:
        assert answer.status == 200


async def test_following_a_link_to_the_page_is_fine(http: ClientSession) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    async with http.get("/", headers=link) as page, http.get("/sandbox/state", headers=link) as state:
        assert (page.status, state.status) == (200, 403)


@pytest.mark.parametrize("path", ["/sandbox/say", "/sandbox/upload", "/sandbox/clock/skip"])
async def test_plain_forms_are_refused(http: ClientSession, anna: Person, path: str) -> None:
    async with http.post(path, data={"person": str(ANNA.id), "text": "hi"}) as answer:
        assert answer.status == 415
    assert len(anna.messages) == 1


@pytest.mark.parametrize("name", ["routes.py", "..%2f..%2fserver.py", "nothing.js", "__init__.py"])
async def test_only_the_page_s_own_files_are_served(http: ClientSession, name: str) -> None:
    async with http.get(f"/page/{name}") as answer:
        assert answer.status == 404
