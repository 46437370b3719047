"""Search measured: generated cases, what is judged of them, and how fast it answers."""
