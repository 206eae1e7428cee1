"""``leadbell accounts``"""
