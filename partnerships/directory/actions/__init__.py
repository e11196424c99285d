"""What changes the directory: each verb an atomic function with `by=`, its rule, and its event."""
