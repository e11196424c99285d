"""Days of agreements: ends, notice, evaluations, reminders, decisions and ceremonies."""
