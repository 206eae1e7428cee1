"""``leadbell inbox``: what people sent, as far as it could not be handled."""
