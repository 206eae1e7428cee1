"""The JSON of Telegram's answers, bounded before it is read: a part without end costs itself, not its whole answer."""

import json
import re

DEEPEST = 100
"""Levels. Telegram needs about ten; Python's parser gives up at about a thousand."""
BEYOND_ALL_IDS = "9" * 20
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[{]|[\]}]|[0-9]{100,}+', re.DOTALL)


def read_answer(text: str) -> object:
    """With null in place of what lies too deep, and of numbers without end some that is no id. Raise ``ValueError``."""
    return json.loads(_bounded(text), strict=False)


def _bounded(text: str) -> str:
    kept, depth, since = list[str](), 0, 0
    for token in _TOKEN.finditer(text):
        match token[0][0]:
            case "[" | "{":
                depth += 1
                if depth == DEEPEST + 1:
                    kept += text[since : token.start()], "null"
            case "]" | "}":
                if depth == DEEPEST + 1:
                    since = token.end()
                depth -= 1
            case first if first != '"' and depth <= DEEPEST:
                kept += text[since : token.start()], BEYOND_ALL_IDS
                since = token.end()
    return "".join((*kept, text[since:]))
