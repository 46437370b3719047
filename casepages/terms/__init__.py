"""Protected terms: what a text must not contain, known to us only as keyed hashes.

`folding` makes a text comparable, `keys` hashes it, `entering` makes the hashes of a term, `finding` looks
for them in a text. Storing and deleting them are `casepages.actions`.
"""
