"""Keeping entries clean: likely duplicates, addresses in a former spelling."""
