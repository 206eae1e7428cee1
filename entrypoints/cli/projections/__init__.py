"""``leadbell projections``"""
