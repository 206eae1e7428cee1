"""The names of the read models, spelled out here alone: all other tests ask ``PROJECTIONS``."""

from application.projections.registry import PROJECTIONS


def test_a_read_model_keeps_its_name_and_its_place() -> None:
    """Positions are stored by it, metrics and commands show it."""
    assert [(projection.name, projection.aggregate_type.category) for projection in PROJECTIONS] == [
        ("lead_list", "leads"),
        ("scheduled_reminders", "leads"),
        ("quiet_leads", "leads"),
        ("owner_statistics", "leads"),
        ("accounts", "accounts"),
    ]
