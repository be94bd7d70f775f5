"""How a name that stands in capitals is written elsewhere on its page."""

from __future__ import annotations

from presscut.cleaner.metadata.frame import Frame

LONGEST = 400  # characters of a block that is searched


def printed(frame: Frame, name: str) -> str:
    """The name as the page prints it in small letters with capitals, else as it was found."""
    if not name.isupper() and not name.islower():
        return name
    wanted = name.casefold()
    for i in (*frame.tail, *frame.top):
        block = frame.blocks[i]
        at = block.text.casefold().find(wanted) if 0 < block.shape.chars < LONGEST else -1
        if at >= 0:
            form: str = block.text[at : at + len(name)]
            if form.casefold() == wanted and not form.isupper() and not form.islower():
                return form
    return name
