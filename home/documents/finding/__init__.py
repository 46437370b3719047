"""Finding a story: what was asked, what was found, ways to narrow it, and where the stories come from."""
