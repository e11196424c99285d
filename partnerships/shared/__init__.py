"""Used by every room; knows no subject."""
