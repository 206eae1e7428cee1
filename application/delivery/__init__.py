"""What a message is on its way: entries, outcomes, attempts, pauses and the pure rules of settling and pacing."""
