"""One analysis of words for every index: what a record says and what is looked for become the same tokens."""
