"""``leads erase``: rehearsed, asked for, done for good."""

from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID

BECAUSE = ("--reason", "a letter of 3 November")


def test_it_is_rehearsed_then_done(scene: Terminal) -> None:
    rehearsed = scene.leadbell("leads", "erase", str(LEAD_ID), *BECAUSE, "--dry-run")
    assert rehearsed.output.splitlines()[0] == "The lead would be erased."
    assert scene.leadbell("leads", "show", str(LEAD_ID), "--json").json()["note"] == "Met Ada at the fair"

    done = scene.leadbell("leads", "erase", str(LEAD_ID), *BECAUSE, "--yes")

    assert (done.code, done.output.splitlines()[0]) == (0, "The lead was erased.")
    assert "Older backups still hold the key and the words" in done.output
    assert scene.leadbell("leads", "show", str(LEAD_ID), "--json").json()["note"] == "[erased]"


def test_after_it_the_log_is_proven_and_the_other_lead_is_there(scene: Terminal) -> None:
    scene.leadbell("leads", "erase", str(LEAD_ID), *BECAUSE, "--yes")

    assert scene.leadbell("audit", "verify").code == 0
    [left] = scene.leadbell("leads", "list", "--json").json()
    assert left["lead_id"] == str(OTHER_LEAD_ID)


def test_the_export_shows_it_without_words(scene: Terminal) -> None:
    scene.leadbell("leads", "erase", str(LEAD_ID), *BECAUSE, "--yes")

    exported = scene.leadbell("audit", "export", "--lead", str(LEAD_ID))

    assert "[erased]" in exported.output
    assert "Ada" not in exported.output


def test_the_trail_says_who_wanted_it_and_why(scene: Terminal) -> None:
    scene.leadbell("leads", "erase", str(LEAD_ID), *BECAUSE, "--yes")

    [action] = scene.leadbell("outbox", "actions", "--json").json()
    assert (action["command"], action["reason"], action["details"]) == ("leads erase", BECAUSE[1], str(LEAD_ID))


def test_a_lead_is_erased_once(scene: Terminal) -> None:
    scene.leadbell("leads", "erase", str(LEAD_ID), *BECAUSE, "--yes")

    again = scene.leadbell("leads", "erase", str(LEAD_ID), *BECAUSE, "--yes")

    assert (again.code, again.output) == (2, "")
    assert f"lead {LEAD_ID} was erased" in again.errors
