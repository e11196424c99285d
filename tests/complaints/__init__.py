"""Complaints: the store that keeps them."""
