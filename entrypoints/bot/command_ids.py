"""What an update asks for is one command, however often the update is handled."""


def command_id_of(bot_id: int, update_id: int) -> str:
    return f"tg:{bot_id}:{update_id}"
