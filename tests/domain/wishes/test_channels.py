"""Which channels a note rules out."""

import pytest

from domain.wishes import CHANNELS, unwanted_channels

EMAIL, PHONE = {"email"}, {"phone"}
WRITTEN = CHANNELS - {"phone"}


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Anna, Acme: no e-mail!", EMAIL),
        ("met Bob. Please no more emails", EMAIL),
        ("don't call him, he hates it", PHONE),
        ("do not email or call", EMAIL | PHONE),
        ("no LinkedIn messages please", {"linkedin"}),
        ("phone only", WRITTEN),
        ("never write", WRITTEN),
        ("bitte nicht anrufen", PHONE),
        ("Keine E-Mails schicken, lieber telefonisch", EMAIL),
        ("per Mail bitte nicht", EMAIL),
        ("nur telefonisch", WRITTEN),
        ("не писать", WRITTEN),
        ("не писать на почту", EMAIL),
        ("на почту не писать, только звонить", CHANNELS - PHONE),
        ("звонить нельзя", PHONE),
        ("не звонить и не писать в телеграм", {"phone", "telegram"}),
        ("не дзвонити", PHONE),
        ("без дзвінків, будь ласка", PHONE),
        ("no llamar", PHONE),
        ("nada de correos por favor", EMAIL),
        ("no enviar correos", EMAIL),
    ],
)
def test_a_wish_rules_out_its_channels(text: str, channels: set[str]) -> None:
    assert unwanted_channels(text) == channels


@pytest.mark.parametrize(
    "text",
    [
        "call tomorrow, e-mail the price list",
        "no problem, call him",
        "don't forget to call and to email",
        "no reply to my e-mail",
        "did not call, has not emailed",
        "he does not call back",
        "no email address yet, no phone number",
        "don't call before Monday, no calls after 5pm",
        "am Montag nicht anrufen",
        "не звонить до понедельника",
        "не дозвонился, не ответил на письмо",
        "no contesta al teléfono",
        "just call",
        "not only email, also phone",
        "no.email@acme.com",
        "",
    ],
)
def test_what_is_no_wish_rules_out_nothing(text: str) -> None:
    assert unwanted_channels(text) == frozenset()
