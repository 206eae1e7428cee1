"""What the words beside a time say of it, in five languages: data and nothing else."""
