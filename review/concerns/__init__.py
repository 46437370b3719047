"""Privacy concerns at the desk: received from anyone, told to reviewers, answered, and forgotten again."""
