"""A method, a parameter or an address that is refused: by name, or as Telegram refuses it."""

import io

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile
from aiohttp import ClientSession

from entrypoints.sandbox.bot_api.person import Person
from tests.entrypoints.sandbox.scene import ANNA, TOKEN, complaint


async def test_the_bot_learns_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.id, me.is_bot, me.username) == (4242, True, "leadbell_sandbox_bot")


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot4242:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        (f"/bot{TOKEN}/", 404, "Not Found"),
        (f"/bot{TOKEN}/test/getMe", 404, "Not Found"),
        ("/file/bot4242:wrong/photos/file_0.jpg", 401, "Unauthorized"),
        (f"/file/bot{TOKEN}/photos/file_0.jpg", 404, "Not Found"),
    ],
)
async def test_wrong_addresses_get_telegram_s_envelope(
    http: ClientSession, path: str, status: int, description: str
) -> None:
    async with http.get(path) as answer:
        body = await answer.json()

    assert answer.status == status
    assert body == {"ok": False, "error_code": status, "description": description}


@pytest.mark.parametrize("method", ["sendPoll", "logOut", "close", "setWebhook", "noSuchThing"])
async def test_other_methods_are_refused_by_name(http: ClientSession, method: str) -> None:
    assert await complaint(http, method) == f"sandbox: method {method} is not modelled"


async def test_other_parameters_are_refused_by_name(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="sandbox: parameter parse_mode of sendMessage is not modelled"):
        await bot.send_message(ANNA.id, "<b>x</b>", parse_mode="HTML")

    assert len(anna.messages) == 1


async def test_a_method_with_an_upload_is_refused_by_the_method_s_name(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="sandbox: method sendDocument is not modelled"):
        await bot.send_document(ANNA.id, BufferedInputFile(b"x", filename="x.csv"))


async def test_an_upload_where_none_belongs_is_refused(http: ClientSession, anna: Person) -> None:
    async with http.post(f"/bot{TOKEN}/sendMessage", data={"text": io.BytesIO(b"x")}) as answer:
        body = await answer.json()

    assert body["description"] == "sandbox: upload of a file as text is not modelled"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"chat_id": "seven"}, "parameter chat_id must be an integer"),
        ({"entities": "{"}, "can't parse entities JSON object"),
        ({"entities": '{"a": 1}'}, "can't parse entities: Array expected"),
        ({"reply_markup": "[]"}, "can't parse reply_markup: Object expected"),
        ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
    ],
)
async def test_malformed_values_are_bad_requests(
    http: ClientSession, anna: Person, values: dict[str, object], reason: str
) -> None:
    given = {"chat_id": ANNA.id, "text": "x"} | values

    assert await complaint(http, "sendMessage", **given) == f"Bad Request: {reason}"


async def test_a_body_that_is_no_json_is_a_bad_request(http: ClientSession) -> None:
    headers = {"Content-Type": "application/json"}
    async with http.post(f"/bot{TOKEN}/getMe", data=b"{", headers=headers) as answer:
        body = await answer.json()

    assert body["description"] == "Bad Request: can't parse JSON object"
