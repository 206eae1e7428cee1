"""Erasing a lead for good: crypto-shredding its words and redacting what was said outside of the log."""
