"""Lengths as Telegram counts them: in UTF-16 code units, where most emoji are two."""


def utf16_size(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


def utf16_length(text: str) -> int:
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)
