"""Text and its entities as Telegram keeps them: trimmed, bounded, and measured in UTF-16 code units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from entrypoints.sandbox.bot_api.refusal import bad_request, not_modelled
from entrypoints.sandbox.bot_api.text.found_entities import found_entities
from entrypoints.sandbox.bot_api.text.utf16 import utf16_length, utf16_size

Entity = dict[str, object]

LONGEST_TEXT = 4096
KNOWN_FIELDS = {"type", "offset", "length", "url", "language"}
KNOWN_TYPES = {
    *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "blockquote"),
    *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "expandable_blockquote"),
}


@dataclass(frozen=True, slots=True)
class FormattedText:
    text: str
    entities: list[Entity]

    def as_content(self) -> dict[str, object]:
        """The fields of a message; like Telegram, without ``entities`` when there are none."""
        return {"text": self.text, "entities": self.entities} if self.entities else {"text": self.text}


def formatted_text(text: str, raw_entities: Sequence[object] = ()) -> FormattedText:
    """Return the text as Telegram would store it. Raise ``Refusal``, in the order in which Telegram checks."""
    given = [_entity(raw, text) for raw in raw_entities]
    trimmed = _trimmed(text, given)
    if not trimmed.text:
        raise bad_request("message text is empty")
    if utf16_length(trimmed.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return _with_found_entities(trimmed)


def _entity(raw: object, text: str) -> Entity:
    if not isinstance(raw, Mapping):
        raise bad_request("can't parse MessageEntity: expected an Object")
    if unknown := set(raw) - KNOWN_FIELDS:
        raise not_modelled(f"field {min(unknown)} of MessageEntity")
    if raw.get("type") not in KNOWN_TYPES:
        raise not_modelled(f"entity of type {raw.get('type')}")
    entity = {**raw, "offset": _whole(raw, "offset"), "length": _whole(raw, "length")}
    _check_bounds(entity["offset"], entity["length"], text)
    return entity


def _whole(raw: Mapping[str, object], field: str) -> int:
    try:
        return int(str(raw.get(field)))
    except ValueError as error:
        raise bad_request(f'can\'t parse MessageEntity: Field "{field}" must be of type Number') from error


def _check_bounds(offset: int, length: int, text: str) -> None:
    ends = utf16_length(text)
    if offset < 0 or length <= 0 or offset + length > ends:
        where = f"beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {ends}"
        raise bad_request(f"entity {where}")
    boundaries = {0, *accumulate(utf16_size(character) for character in text)}
    if offset not in boundaries:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {offset}")
    if offset + length not in boundaries:
        raise bad_request(f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol")


def _trimmed(text: str, entities: Sequence[Entity]) -> FormattedText:
    removed = utf16_length(text) - utf16_length(text.lstrip())
    ends = utf16_length(text.strip())
    moved = (_clipped(entity, -removed, ends) for entity in entities)
    return FormattedText(text.strip(), [entity for entity in moved if entity is not None])


def _clipped(entity: Entity, shift: int, ends: int) -> Entity | None:
    first, last = _span(entity)
    first, last = max(first + shift, 0), min(last + shift, ends)
    return {**entity, "offset": first, "length": last - first} if first < last else None


def _with_found_entities(given: FormattedText) -> FormattedText:
    taken = [_span(entity) for entity in given.entities if entity["type"] in {"code", "pre", "text_link"}]
    found = [entity for entity in found_entities(given.text) if not _overlaps(_span(entity), taken)]
    entities = [*given.entities, *(entity for entity in found if entity not in given.entities)]
    return FormattedText(given.text, sorted(entities, key=lambda entity: (_span(entity)[0], -_span(entity)[1])))


def _span(entity: Entity) -> tuple[int, int]:
    offset, length = int(str(entity["offset"])), int(str(entity["length"]))
    return offset, offset + length


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < last and first < span[1] for first, last in taken)
