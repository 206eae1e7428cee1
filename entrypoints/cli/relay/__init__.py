"""``leadbell relay``"""
