"""The tables of ``0001_initial``, by subject. A later migration leaves these modules as they are."""
