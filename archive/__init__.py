"""Every outside format and every byte on disk. No opinion on content."""
