"""The address of a PostgreSQL database: what libpq takes, and what poolers, hosts and other libraries add to it."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sqlalchemy import URL

from adapters.sql.engine.refused_address import refused

HOST = r"(?:\[[0-9A-Fa-f:.%\w]+\]|[^\s\[\]@:/?#,]*)(?::[^\s@:/?#,]*)?"
PLACE = re.compile(rf"(?P<hosts>{HOST}(?:,{HOST})*)(?:/(?P<database>[^/?@#]*))?(?:\?(?P<query>(?:\w+=[^&]*(?:&|$))*))?")
"""What may follow a user and a password."""
SERVER = re.compile(r"(?P<host>\[.*\]|[^:]*)(?::(?P<port>.*))?")

OF_OTHERS = {
    *("pgbouncer", "prepare_threshold", "preparethreshold", "prepared_statement_cache_size", "statement_cache_size"),
    *("prepared_statements", "connection_limit", "pool_timeout", "pool_size", "max_overflow", "workaround"),
}
"""Options of poolers and other libraries that say nothing here: Leadbell prepares nothing on the server."""
KEPT_PLUS = {"password", "sslpassword"}
OPTIONS = {
    *("service", "user", "password", "passfile", "channel_binding", "connect_timeout", "dbname", "host", "hostaddr"),
    *("port", "client_encoding", "options", "application_name", "fallback_application_name", "keepalives"),
    *("keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "sslmode", "sslnegotiation"),
    *("sslcompression", "sslcert", "sslkey", "sslcertmode", "sslpassword", "sslrootcert", "sslcrl", "sslcrldir"),
    *("sslsni", "requirepeer", "require_auth", "min_protocol_version", "max_protocol_version", "gssencmode"),
    *("ssl_min_protocol_version", "ssl_max_protocol_version", "krbsrvname", "gsslib", "gssdelegation"),
    *("target_session_attrs", "load_balance_hosts"),
}
"""Of libpq, which reads them."""
SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}
SSL_WORDS = {"true": "require", "1": "require", "false": "disable", "0": "disable", "no-verify": "require"}
"""``ssl=`` as other libraries have it."""

ENCODE = "write @ as %40, / as %2F, ? as %3F, # as %23, : as %3A and % as %25 in user and password"


def postgres_url(rest: str) -> URL:
    """``rest`` is what follows ``postgresql://``. Raise ``DatabaseUnavailable``."""
    user, password, place = _split(rest)
    query = dict(_options(place["query"] or ""))
    hosts, ports = _servers(place["hosts"])
    hosts, ports = query.pop("host", hosts), query.pop("port", ports)
    database = query.pop("dbname", None) or _decoded(place["database"] or "", "the database's name") or None
    if database is None and "service" not in query:
        raise refused("it names no database: end it with /leadbell, or the name that yours has")
    ports = _checked(hosts, ports)
    if "," in hosts:
        # Of a server and its copies only one takes changes, and after a failover another one.
        query = {"target_session_attrs": "read-write"} | query
    user, password = query.pop("user", None) or user, query.pop("password", None) or password
    if "," in hosts or hosts.startswith("/"):  # a socket's folder
        query |= {"host": hosts, **({"port": ports} if ports else {})}
        return URL.create("postgresql+psycopg", user, password, database=database, query=query)
    port = int(ports) if ports else None
    return URL.create("postgresql+psycopg", user, password, hosts or None, port, database, query)


def _split(rest: str) -> tuple[str | None, str | None, re.Match[str]]:
    """The user, the password, and where: at the one @ after which an address can follow."""
    places = [(at, place) for at in _ats(rest) if (place := PLACE.fullmatch(rest[at + 1 :]))]
    whole = [(at, place) for at, place in places if place["database"]] or places
    if not whole:
        raise refused(f"it cannot be read: {ENCODE}, and the port as a number after the host")
    [(at, place), *others] = whole
    ahead_of_options = [one for one, _ in places if 0 <= one < len(rest.partition("?")[0])]
    if others or any(one != at for one in ahead_of_options):
        raise refused(f"it can be read in more than one way: {ENCODE}")
    user, _, password = rest[:at].partition(":") if at >= 0 else ("", "", "")
    return _decoded(user, "the user") or None, _decoded(password, "the password") or None, place


def _ats(rest: str) -> Iterator[int]:
    if "@" not in rest.partition("?")[0]:
        yield -1  # no user
    yield from (at for at, sign in enumerate(rest) if sign == "@")


def _servers(hosts: str) -> tuple[str, str]:
    """Several have commas in between."""
    found = [server for one in hosts.split(",") if (server := SERVER.fullmatch(one))]
    ports = [server["port"] or "" for server in found]
    names = [_decoded(server["host"].strip("[]"), "the host") for server in found]
    return ",".join(names), ",".join(ports) if any(ports) else ""


def _checked(hosts: str, ports: str) -> str:
    """A port for each host, or none."""
    every = ports.split(",")
    if not all(port == "" or (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536) for port in every):
        raise refused("the port is a number from 1 to 65535; a password with : or @ in it: " + ENCODE)
    if len(every) not in (1, len(hosts.split(","))):
        raise refused("each of several hosts has a port, or none has, or one port is for all of them")
    return ",".join(every * len(hosts.split(","))) if len(every) == 1 and ports else ports


def _options(query: str) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for number, part in enumerate(filter(None, query.split("&")), start=1):
        name, _, value = part.partition("=")
        name = name.lower()
        if name in OF_OTHERS or (name, value) == ("schema", "public"):
            continue
        # In a query many write a space as a plus; a password may hold one.
        value = _decoded(value if name in KEPT_PLUS else value.replace("+", " "), f"option {number}")
        name, value = _as_libpq_has_it(name, value)
        if name not in OPTIONS:
            raise refused(f"option {number} after the question mark is none of PostgreSQL's")
        seen[name] = f"{seen[name]},{value}" if name in seen and name in ("host", "port") else value
    if seen.get("sslmode", "prefer") not in SSL_MODES:
        raise refused(f"sslmode is one of {', '.join(sorted(SSL_MODES))}")
    return iter(_with_ports_apart(seen).items())


def _as_libpq_has_it(name: str, value: str) -> tuple[str, str]:
    if name == "ssl":
        return "sslmode", SSL_WORDS.get(value.lower(), value)
    return name, SSL_WORDS.get(value.lower(), value) if name == "sslmode" else value


def _with_ports_apart(options: dict[str, str]) -> dict[str, str]:
    """``host=a:1`` as SQLAlchemy has it; a colon of IPv6 is not alone."""
    hosts = options.get("host", "").split(",")
    if "port" in options or not any(re.fullmatch(r"[^/:]+:\d*", host) for host in hosts):
        return options
    names, _, ports = zip(*(host.partition(":") for host in hosts), strict=True)
    return {**options, "host": ",".join(names), "port": ",".join(ports)}


def _decoded(text: str, what: str) -> str:
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError as error:
        raise refused(f"{what} has percent signs that stand for no letter: write % itself as %25") from error
    if "\0" in decoded:
        raise refused(f"{what} has a zero byte (%00) in it")
    return decoded
