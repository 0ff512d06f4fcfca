"""What past sessions add up to: pure functions over outcomes. No clock, no files."""
