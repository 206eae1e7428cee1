"""Words that the note reader knows, in five languages: lists to edit. All are compared casefolded."""
