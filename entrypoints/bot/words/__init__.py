"""Words of a person that are no command and no answer to a question: what they are, and what becomes of them."""
