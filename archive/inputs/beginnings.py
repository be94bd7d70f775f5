"""How pages begin whose kind nobody said: by a name that leaves it open, by an HTTP header that is not there."""

from __future__ import annotations

import re

BEGINS_AS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?xml\b[^>]*+>|<!--(?>.*?-->))*+<(?:!doctype\s+html|html|head|body|title|meta)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
"""A doctype, or an element that no text begins with; comments, an XML declaration and a byte order mark before it."""
