"""The agreement and its life."""
