"""The Bot API's methods about the bot itself: who it is, its updates, its menu of commands, its files."""

from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.refusal import bad_request
from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.bot_api.store.commands import command_list, command_scope


async def get_me(room: Room, _given: Parameters) -> object:
    return room.store.bot.as_me()


async def get_updates(room: Room, given: Parameters) -> object:
    limit, seconds = given.integer("limit", default=100), given.integer("timeout")
    if given.has("allowed_updates"):
        room.store.updates.allow_only([str(kind) for kind in given.array("allowed_updates")])
    if room.store.updates.confirm(given.integer("offset")):
        room.store.changes.touch()
    return await room.store.updates.take(limit=limit, wait_seconds=seconds)


async def delete_webhook(room: Room, given: Parameters) -> object:
    if given.flag("drop_pending_updates"):
        room.store.updates.drop_pending()
        room.store.changes.touch()
    return True


async def get_webhook_info(room: Room, _given: Parameters) -> object:
    pending = len(room.store.updates.pending)
    return {"url": "", "has_custom_certificate": False, "pending_update_count": pending}


async def set_my_commands(room: Room, given: Parameters) -> object:
    commands = command_list(given.array("commands"))
    scope = command_scope(given.table("scope"))
    room.store.commands.put(commands, scope=scope, language=given.text("language_code"))
    room.store.changes.touch()
    for person in room.people:
        fitting = room.store.commands.for_person(person.language_code)
        room.store.changes.tell(person.id, "commands", commands=fitting)
    return True


async def get_my_commands(room: Room, given: Parameters) -> object:
    scope = command_scope(given.table("scope"))
    return room.store.commands.get(scope=scope, language=given.text("language_code"))


async def get_file(room: Room, given: Parameters) -> object:
    file_id = given.text("file_id")
    if not file_id:
        raise bad_request("invalid file_id")
    return room.store.files.file(file_id).as_telegram_file()
