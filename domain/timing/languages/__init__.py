"""The words of each language as data: phrases by what they can be in the grammar. A new language is a new file here."""
