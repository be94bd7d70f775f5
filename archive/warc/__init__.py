"""WARC records and the files they stand in."""
