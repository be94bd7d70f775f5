"""Bytes in, Article out. Opens no file, no socket, no clock."""
