"""Verifying and repairing WARC files and archives."""
