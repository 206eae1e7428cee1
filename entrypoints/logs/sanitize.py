"""The last check of every text in a log: no token, no password, no control characters."""

import re

LONGEST = 500
REDACTED = "[redacted]"

_SECRETS = re.compile(
    r"(?<=/bot)[0-9]+(?::|%3A)[^\s/?#\"']+"  # the address of a Bot API call, however short the token
    r"|(?<![0-9])[0-9]{5,}(?::|%3A)[A-Za-z0-9_-]{20,}"  # a bot token
    r"|(?<=://)[^\s/]*@",  # user and password
    re.IGNORECASE,
)


def sanitize(text: str) -> str:
    """Return one line of at most ``LONGEST`` characters, with control and invisible characters as escapes."""
    redacted = _SECRETS.sub(REDACTED, text)[:LONGEST]  # cut before, a piece of a secret would not be known as one
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in redacted)
