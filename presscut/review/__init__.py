"""A picture of what was kept, moved and cut: one HTML file that needs no script and asks nothing of any network.

``review`` (the command) ─► `page` renders a page to its section ─► `document` puts the sections into one
file, with an index before them when there are several.
"""
