"""Use cases about a lead: capture, steps, plan, rescheduling, lists and statistics."""
