"""Taking pages out of an archive for good: which go, what hangs on them, and what is written instead."""
