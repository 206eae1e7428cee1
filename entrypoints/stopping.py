"""SIGTERM and Ctrl+C ask a program to end its work; they never cut it off."""

import asyncio
import signal


def stop_on_signals() -> asyncio.Event:
    """Set by the first SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wish, stop.set)
    return stop
