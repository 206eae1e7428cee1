"""``leadbell db``"""
