"""What a person sends, as far as Leadbell needs to know it."""
