"""``leadbell leads``"""
