"""What people type in analyses."""
