"""One file for each change of the tables, named by its revision, newest last.

What was released is never written to again. A later migration changes the tables of today, and ``tables`` with them; a
test holds both equal. One that changes a read model drops it (``drop_read_model``) and makes it anew: the next start
computes its rows from the log. ``test_migrations`` has an example of a database that is carried on.
"""
