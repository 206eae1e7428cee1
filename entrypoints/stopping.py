"""SIGTERM and Ctrl+C ask a program to end its work; the second time they end it at once."""

import asyncio
import signal
import threading

SIGNALS = (signal.SIGTERM, signal.SIGINT)


def stop_on_signals() -> asyncio.Event:
    """Return an event that the first SIGTERM or SIGINT sets; a second one ends the program at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def received() -> None:
        stop.set()
        for one in SIGNALS:
            loop.remove_signal_handler(one)

    for one in SIGNALS:
        loop.add_signal_handler(one, received)
    return stop


def end_at_once_when_asked_twice() -> None:
    """Let the first Ctrl+C cancel the calling task, so that it leaves nothing half done, and a second one end the
    program at once."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def received() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if task is not None:
            task.cancel()

    loop.add_signal_handler(signal.SIGINT, received)
