"""Addresses of PostgreSQL as people have them."""

from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.sql.engine.address import database_url
from adapters.sql.engine.engines import create_engine
from adapters.sql.errors import without_password
from application.errors import DatabaseUnavailable

PLAIN = {"user": "me", "host": "db", "dbname": "leadbell"}


def arguments(text: str) -> dict[str, object]:
    """What the driver is given."""
    engine = create_engine(database_url(text))
    _, given_to_driver = engine.dialect.create_connect_args(engine.url)
    return {name: value for name, value in given_to_driver.items() if name != "context"}


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("postgres://me@db/leadbell", {}),
        ("postgresql://me@db/leadbell", {}),
        ("PostgreSQL://me@db/leadbell", {}),
        ("postgresql+psycopg2://me@db/leadbell", {}),
        ("postgresql+asyncpg://me@db/leadbell", {}),
        ("  postgres://me@db/leadbell\n", {}),
        ("postgres://me@db:5433/leadbell", {"port": 5433}),
        ("postgres://me@db:/leadbell", {}),
        ("postgres://me@db/leadbell?sslmode=require", {"sslmode": "require"}),
        ("postgres://me@db/leadbell?ssl=true", {"sslmode": "require"}),
        ("postgres://me@db/leadbell?pgbouncer=true&connection_limit=1", {}),
        ("postgres://me@db/leadbell?prepare_threshold=0", {}),
        ("postgres://me@db/leadbell?schema=public", {}),
        ("postgres://me@db/leadbell?options=-c statement_timeout=5s", {"options": "-c statement_timeout=5s"}),
        ("postgres://me@db/leadbell?options=-c%20statement_timeout%3D5s", {"options": "-c statement_timeout=5s"}),
        ("postgres://me@db/leadbell?options=-c+geqo=off", {"options": "-c geqo=off"}),
        ("postgres://db/leadbell?user=me&password=p%40ss", {"password": "p@ss"}),
        ("postgres://me:pa ss@db/leadbell", {"password": "pa ss"}),
        ("postgres://me:pa+ss@db/leadbell", {"password": "pa+ss"}),
        ("postgres://me:pa%20ss@db/leadbell", {"password": "pa ss"}),
        ("postgres://me:p@ss@db/leadbell", {"password": "p@ss"}),
        ("postgres://me:p@s@s@db/leadbell", {"password": "p@s@s"}),
        ("postgres://me:p#s/s?s%@db/leadbell", {"password": "p#s/s?s%"}),
        ("postgres://me:p:s@db/leadbell", {"password": "p:s"}),
        ("postgres://me:пароль@db/leadbell", {"password": "пароль"}),
        ("postgres://me@[::1]:5433/leadbell", {"host": "::1", "port": 5433}),
        ("postgres://me@/leadbell?host=/run/postgresql", {"host": "/run/postgresql"}),
        ("postgres://me@%2Frun%2Fpostgresql/leadbell", {"host": "/run/postgresql"}),
        ("postgres://me@db?dbname=leadbell", {}),
        ("postgres://me@db/lead%20bell", {"dbname": "lead bell"}),
        (
            "postgres://me@a:1,b:2/leadbell",
            {"host": "a,b", "port": "1,2", "target_session_attrs": "read-write"},
        ),
        ("postgres://me@a,b:2/leadbell?target_session_attrs=any", {"host": "a,b", "port": ",2"}),
        ("postgres://me@/leadbell?host=a:1&host=b:2", {"host": "a,b", "port": "1,2"}),
    ],
)
def test_an_address_is_taken_where_its_meaning_is_clear(address: str, more: dict[str, object]) -> None:
    expected = PLAIN | more
    if "target_session_attrs=any" in address:
        expected["target_session_attrs"] = "any"

    assert arguments(address) == {
        **expected,
        **({"target_session_attrs": "read-write"} if "host=b:2" in address else {}),
    }


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("postgres://me:secret@db", "names no database"),
        ("postgres://me:secret@db/", "names no database"),
        ("postgres://me:secret@db:0/leadbell", "from 1 to 65535"),
        ("postgres://me:secret@db:65536/leadbell", "from 1 to 65535"),
        ("postgres://me:secret@db:port/leadbell", "from 1 to 65535"),
        ("postgres://me:secret@a:1,b:2,c/leadbell?port=1,2", "each of several hosts"),
        ("postgres://me:secret@db/leadbell?colour=secret", "option 1"),
        ("postgres://me:secret@db/leadbell?sslmode=secret", "sslmode is one of"),
        ("postgres://me:secret%ff@db/leadbell", "percent signs"),
        ("postgres://me:secret%00@db/leadbell", "zero byte"),
        ("postgres://me:sec\nret@db/leadbell", "a line break"),
        ("postgres://me:secret\udc80@db/leadbell", "not UTF-8"),
        ("postgres://me:a@secret/x?sslmode=a@db/leadbell", "more than one way"),
        ("postgres://me:secret", "LEADBELL_DATABASE_URL"),
        ("host=db dbname=leadbell password=secret", "write sqlite:///leadbell.db or postgresql://"),
        ("jdbc:postgresql://db/leadbell?password=secret", "write sqlite:///leadbell.db or postgresql://"),
        ("mysql://me:secret@db/leadbell", "mysql is not supported"),
        ("", "write sqlite:///leadbell.db or postgresql://"),
        ("://", "write sqlite:///leadbell.db or postgresql://"),
    ],
)
def test_any_other_is_refused_in_a_line_that_names_what_is_wrong(address: str, problem: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=problem) as refused:
        database_url(address)

    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


ALIEN = "бвгджзклмнпрстфхцчшщ"
"""Letters that neither a message nor the rest of an address has."""
PASSWORDS = st.text(alphabet=ALIEN + "@/?#:%&=+ ,[]", min_size=4, max_size=24)
REST = st.text(alphabet="adbehost:@/?#&=%+,[].0123 ", max_size=30)
OPTIONS = st.sampled_from(["", "?sslmode=require", "?sslpassword={}", "?password={}", "?options=-c {}", "?x={}&{}=1"])


@given(password=PASSWORDS, rest=REST | st.just("db/leadbell"), options=OPTIONS, is_quoted=st.booleans())
@example(password="@=б/:", rest="", options="?sslpassword={}", is_quoted=False)
def test_no_address_shows_a_piece_of_its_password(password: str, rest: str, options: str, *, is_quoted: bool) -> None:
    written = quote(password, safe="") if is_quoted else password
    try:
        url = database_url(f"postgres://me:{written}@{rest}{options.replace('{}', written)}")
        shown = without_password(url) if url.password else ""
    except DatabaseUnavailable as error:
        shown = str(error)

    pieces = {text[at : at + 4] for text in (password, written) for at in range(len(text) - 3)}
    assert not [piece for piece in pieces if piece in shown and set(piece) & set(ALIEN)]
    assert "\n" not in shown


@given(text=st.text() | st.text(alphabet="postgresqlite+:/@?#%[],.&= 09\x00\udc80"))
def test_any_text_gives_an_engine_or_a_line(text: str) -> None:
    for address in (text, f"postgres://{text}", f"sqlite:///{text}"):
        with suppress(DatabaseUnavailable):  # its line is looked at above
            create_engine(database_url(address))


@given(password=st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_a_password_that_is_percent_encoded_reaches_the_driver_as_it_was(password: str) -> None:
    address = f"postgres://me:{quote(password, safe='')}@db/leadbell"

    assert arguments(address)["password"] == password
