"""The words of each language as data: phrases by their terms in the grammar. A new language is a new file here."""
