"""The tables of ``0001_initial``, by subject; keys and constraints are named by the convention of ``metadata``.

A later migration leaves these modules as they are.
"""
