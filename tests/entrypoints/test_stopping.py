"""Asked to stop, a program ends its work; asked again, it ends at once."""

import asyncio
import os
import signal

import pytest

from entrypoints.stopping import WISHES, stop_on_signals


@pytest.mark.parametrize("wish", WISHES)
async def test_the_first_signal_asks_and_the_second_is_the_systems_again(wish: signal.Signals) -> None:
    before = {each: signal.getsignal(each) for each in WISHES}
    stop = stop_on_signals()
    handled = {each: signal.getsignal(each) for each in WISHES}

    os.kill(os.getpid(), wish)

    async with asyncio.timeout(20):
        await stop.wait()
    assert all(handled[each] is not before[each] for each in WISHES)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
