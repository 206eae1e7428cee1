"""SIGTERM and Ctrl+C ask a program to end its work; they never cut it off."""

import asyncio
import signal
import threading

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


def end_at_once_when_asked_twice() -> None:
    """Of a command: the first Ctrl+C cancels the task that calls this, so that it leaves nothing half done; a second
    one ends the program, whatever it waits for."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def wished() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if task is not None:
            task.cancel()

    loop.add_signal_handler(signal.SIGINT, wished)
