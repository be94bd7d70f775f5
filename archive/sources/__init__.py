"""Where the night job looks for pages: feeds, sitemaps, lists of addresses, drop folders, WARC files."""
