"""What came too late to be told step by step."""

from application.delivery.message import Button, Message, Span, Style
from application.wording import buttons


def overdue_notice() -> Message:
    """Says that there is something in the overdue list, which does not go out of date."""
    return Message(
        (
            Span("⏰ Some steps are overdue", Style.BOLD),
            Span("\n\nTheir reminders could not be sent in time. /overdue lists them."),
        ),
        ((Button("⏰ Show overdue steps", buttons.overdue_data(0)),),),
    )
