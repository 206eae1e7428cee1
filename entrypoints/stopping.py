"""SIGTERM and Ctrl+C ask a program to end its work; they never cut it off."""

import asyncio
import signal

WISHES = (signal.SIGTERM, signal.SIGINT)


def stop_on_signals() -> asyncio.Event:
    """Set by the first SIGTERM or SIGINT; a second one ends the program at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wished() -> None:
        stop.set()
        for wish in WISHES:
            loop.remove_signal_handler(wish)

    for wish in WISHES:
        loop.add_signal_handler(wish, wished)
    return stop
