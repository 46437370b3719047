"""“Keep me informed”: an address that wishes for news, confirmed by its owner, gone with one click."""
