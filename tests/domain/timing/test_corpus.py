"""The 403 cases written for this project. The figures are printed; the misses are listed when the test fails."""

from tests.domain.timing.corpus_figures import figures, judged, share_right, share_silently_wrong


def test_the_corpus_is_read_right_and_hardly_ever_silently_wrong() -> None:
    answers = judged()

    report = "\n".join(figures(answers))
    print(report)  # noqa: T201  # the figures are what this test is for
    assert len(answers) == 403
    assert share_right(answers) >= 0.98, report
    assert share_silently_wrong(answers) <= 0.01, report


def test_hostile_texts_and_objects_are_read_right() -> None:
    answers = [one for one in judged() if one.group in ("hostile", "nonstring")]

    assert [one for one in answers if not one.is_right] == []
