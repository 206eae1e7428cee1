"""The Bot API's methods about the bot itself: its profile, its updates, its menu of commands, its files."""

from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.store.commands import command_list, command_scope
from entrypoints.sandbox.bot_api.store.store import Store


async def get_me(store: Store, _given: Parameters) -> object:
    return store.bot.as_me()


async def get_updates(store: Store, given: Parameters) -> object:
    limit, seconds = given.integer("limit", default=100), given.integer("timeout")
    if given.has("allowed_updates"):
        store.updates.allowed = [str(kind) for kind in given.array("allowed_updates")]
    if store.updates.confirm(given.integer("offset")):
        store.changes.touch()
    return await store.updates.take(limit=limit, wait_seconds=seconds)


async def delete_webhook(store: Store, given: Parameters) -> object:
    if given.flag("drop_pending_updates"):
        store.updates.pending = []
        store.changes.touch()
    return True


async def get_webhook_info(store: Store, _given: Parameters) -> object:
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(store.updates.pending)}


async def set_my_commands(store: Store, given: Parameters) -> object:
    commands = command_list(given.array("commands"))
    scope = command_scope(given.table("scope"))
    store.commands.put(commands, scope=scope, language=given.text("language_code"))
    store.changes.touch()
    for person in store.chats.people:
        store.changes.tell(person.id, "commands", commands=store.commands.for_person(person.language_code))
    return True


async def get_my_commands(store: Store, given: Parameters) -> object:
    scope = command_scope(given.table("scope"))
    return store.commands.get(scope=scope, language=given.text("language_code"))


async def get_file(store: Store, given: Parameters) -> object:
    return store.files.file(given.text("file_id")).as_telegram_file()
