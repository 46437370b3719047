"""The public site as server-rendered documents: the same signed bytes the API serves, made readable."""
