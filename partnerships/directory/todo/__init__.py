"""What waits for somebody: the home cards of the directory."""
