"""How fast, and how close together, by the server's own clock."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.faults.bot_api.arrival import Arrival


def most_in_any_second(arrivals: Sequence[Arrival]) -> int:
    """The fullest sliding second; 0 without arrivals."""
    most, recent = 0, deque[float]()
    for arrival in arrivals:
        recent.append(arrival.arrived_mono)
        while recent[0] <= arrival.arrived_mono - 1.0:
            recent.popleft()
        most = max(most, len(recent))
    return most


def shortest_gap_in_a_chat(arrivals: Iterable[Arrival]) -> float:
    """Seconds between two arrivals for the same chat; infinite when no chat got two."""
    chats: dict[int | None, list[float]] = defaultdict(list)
    for arrival in arrivals:
        chats[arrival.chat_id].append(arrival.arrived_mono)
    return min((later - one for times in chats.values() for one, later in pairwise(times)), default=float("inf"))
