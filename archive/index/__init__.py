"""What finds a record again: by likeness, by address and date, by word."""
