"""An archive to leaf through in a browser, on this machine alone: nothing is written, nothing of a page is run.

``browse`` (the command) ─► `archive.net.loopback` takes requests ─► `site` finds who answers: `listing`, `article`,
`account`, `original`, each of them text of ours in a `frame`.
"""
