"""Faults put into the program on purpose, one at a time, each with the test that must notice.

``python -m tests.faults.mutants`` shows which test kills each of them, and fails when one survives.
"""
