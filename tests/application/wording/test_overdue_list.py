"""The notice that something came too late to be told step by step."""

from application.delivery.message import Button, Message, Span, Style
from application.wording.notices import overdue_notice


def test_the_notice_leads_to_the_overdue_list() -> None:
    assert overdue_notice() == Message(
        spans=(
            Span("⏰ Some steps are overdue", Style.BOLD),
            Span("\n\nTheir reminders could not be sent in time. /overdue lists them."),
        ),
        buttons=((Button("⏰ Show overdue steps", "overdue::0"),),),
    )
