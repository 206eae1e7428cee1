"""``leadbell audit``"""
