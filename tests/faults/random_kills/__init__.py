"""Workers killed at random, in the midst of everything else that can go wrong, over many reminders."""
