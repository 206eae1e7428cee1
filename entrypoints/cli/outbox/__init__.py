"""``leadbell outbox``"""
