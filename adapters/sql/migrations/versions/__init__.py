"""One file for each change of the tables, named by its revision, newest last.

A released migration is never changed. A later one changes the tables, and ``tables`` with them; a test holds both
equal. To change a read model, drop it (``drop_read_model``) and create it again: the next start computes its rows from
the log. ``test_migrations`` has an example.
"""
