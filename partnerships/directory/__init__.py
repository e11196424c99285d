"""Who takes part, whom they stand for, and what they may do."""
