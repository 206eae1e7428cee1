"""The reference pages of ``docs/reference``, written from the program itself: ``make reference``."""
