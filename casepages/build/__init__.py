"""Makes what is shipped in `casepages/data/`. Never run by an installation or a test."""
