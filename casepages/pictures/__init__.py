"""Pictures of cases: made clean at upload, looked through for faces, covered, made smaller for the public."""
