"""One file for each change of the tables, newest revision last."""
