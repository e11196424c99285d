"""What is reckoned of an agreement in force: its term, whom it binds, what is due, what happened."""
