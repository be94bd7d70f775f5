"""Words of text in ASCII and a little more: counted, cut, compared block with block.

Compiled functions do it where presscut was installed with a C compiler. Elsewhere plain Python gives the same answers.
"""

from __future__ import annotations

try:
    from presscut.cleaner._words import counts, cue_words, shares
except ImportError:  # presscut was installed where there is no C compiler: the same, slower
    from presscut.cleaner.plain_words import counts, cue_words, shares

__all__ = ["counts", "cue_words", "shares"]
