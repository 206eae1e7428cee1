"""The form in which a language lists the words that stand beside a time."""

from collections.abc import Mapping
from enum import Enum, auto

from domain.timing.notes.found_timing import Task


class Cue(Enum):
    """What a phrase says of a time near it."""

    VERB = auto()  # of the owner's task
    PROMISE = auto()  # the owner's or the customer's, by its subject
    NOUN = auto()  # names a task as a thing: "meeting"; weaker than a verb
    DONE = auto()  # a verb of the past: "met"
    AGREED = auto()  # leaves the word to the noun: "scheduled a call"
    WANTED = auto()  # by the customer, as it does: "wants a demo"
    THEIRS = auto()  # a verb of the customer's own: "launch"
    EVENT = auto()  # names a thing of the customer's own: "fair", "budget"
    AWAY = auto()
    BACK = auto()
    NOT_BEFORE = auto()  # stands directly in front of the time
    DEFERRING = auto()  # an "until" that is no deadline
    THEY = auto()  # the customer acts: "she will"
    A = auto()  # what follows is a noun: "a call"
    NOT = auto()
    IF = auto()


Tasks = Mapping[Task, str]
Cues = Mapping[Cue, str]
"""Phrases with commas between them; "spoke*" is each word that begins so."""
