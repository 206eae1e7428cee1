"""Asked to stop, a program ends its work; asked again, it ends at once."""

import asyncio
import os
import signal

import pytest

from entrypoints.stopping import SIGNALS, end_at_once_when_asked_twice, stop_on_signals


@pytest.mark.parametrize("wish", SIGNALS)
async def test_the_first_signal_asks_and_the_second_is_the_systems_again(wish: signal.Signals) -> None:
    before = {each: signal.getsignal(each) for each in SIGNALS}
    stop = stop_on_signals()
    handled = {each: signal.getsignal(each) for each in SIGNALS}

    os.kill(os.getpid(), wish)

    async with asyncio.timeout(20):
        await stop.wait()
    assert all(handled[each] is not before[each] for each in SIGNALS)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_first_ctrl_c_cancels_a_command_and_a_second_would_end_it() -> None:
    async def command() -> None:
        end_at_once_when_asked_twice()
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.Event().wait()

    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(command())

        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGINT, before)
