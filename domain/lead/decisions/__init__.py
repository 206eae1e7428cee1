"""The decisions about a lead: functions from its state to an event, one module a subject."""
