"""What waits for somebody: todo items of the home page, and what is open before a text is frozen."""
