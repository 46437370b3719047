"""Releases raced against what ends them, on separate connections and processes."""
