"""Listings with numbered lines."""

from __future__ import annotations

import pytest

from presscut.cleaner.inline.edits import apply_edits
from presscut.cleaner.model import Block
from presscut.cleaner.segment.html import segment_html


def blocks(markup: str) -> list[Block]:
    """The blocks of some markup, each one's text proved to be its span with its edits."""
    laid = segment_html(markup, url=None)
    for block in laid.blocks:
        assert apply_edits(laid.source, block.start, block.end, block.edits) == block.text
        assert all(block.text[link.start : link.end] == link.text for link in block.links)
    return list(laid.blocks)


CODE = "def tide():\n    return <a href=/3>3</a>"
LINES = CODE.split("\n")
LISTINGS = {
    "Pygments": f"""<table class=highlighttable><tr><td class=linenos><div class=linenodiv>
    <pre><span class=normal>1</span>\n<span class=normal>2</span></pre></div></td>
    <td class=code><div><pre><span></span>{CODE}\n</pre></div></td></table>""",
    "Pygments in the lines": f"""<pre><span class=linenos> 9</span>{LINES[0]}
<span class=linenos>10</span>{LINES[1]}\n</pre>""",
    "Rouge": f"""<table><tr><td class='rouge-gutter gl'><pre class=lineno>1\n2\n</pre></td>
    <td class=rouge-code><pre>{CODE}\n</pre></td></tr></table>""",
    "Hexo": f"""<figure class=highlight><table><tr>
    <td class=gutter><pre><span class=line>1</span><br><span class=line>2</span><br></pre></td>
    <td class=code><pre><span class=line>{LINES[0]}</span><br><span class=line>{LINES[1]}</span><br></pre></td>
    </tr></table></figure>""",
    "Hugo": f"""<table class=lntable><tr>
    <td class=lntd><pre><code><span class=lnt>1\n</span><span class=lnt>2\n</span></code></pre></td>
    <td class=lntd><pre><code>{CODE}\n</code></pre></td></tr></table>""",
    "GitHub": f"""<table class=js-file-line-container>
    <tr><td class=blob-num data-line-number=1></td><td class=blob-code>{LINES[0]}</td></tr>
    <tr><td class=blob-num data-line-number=2></td><td class=blob-code>{LINES[1]}</td></tr></table>""",
    "highlight.js": f"""<pre><code><table class=hljs-ln><tr><td class=hljs-ln-numbers><div></div></td>
    <td class=hljs-ln-code>{LINES[0]}</td></tr><tr><td class=hljs-ln-numbers><div></div></td>
    <td class=hljs-ln-code>{LINES[1]}</td></tr></table></code></pre>""",
    "prettify": f"""<pre class=prettyprint><ol class=linenums><li class=L0>{LINES[0]}</li>
    <li class=L1>{LINES[1]}</li></ol></pre>""",
    "GitLab": f"""<div><div class=line-numbers><a href=#L1>1</a> <a href=#L2>2</a></div>
    <pre><code>{CODE}</code></pre></div>""",
}


@pytest.mark.parametrize("program", LISTINGS)
def test_a_listing_is_its_code_alone(program: str) -> None:
    """The numbers stood as code of their own, or ran into it, and code of a row a line lost its indentation."""
    before, listing, after = blocks(f"<p>Before.</p>{LISTINGS[program]}<p>After.</p>")
    assert (before.text, after.text) == ("Before.", "After.")
    assert (listing.kind, listing.text) == ("code", "def tide():\n    return 3")
    assert [link.text for link in listing.links] == ["3"]


@pytest.mark.parametrize("numbers", ["1\n2\n3\n4\n5", "1\n3", "2031\n2032", "1"])
def test_other_numbers_are_code(numbers: str) -> None:
    """What a program prints may be numbers: they go only where they count the lines beside them."""
    column = f"<pre>{numbers}</pre>" if numbers != "2031\n2032" else f"<div>{numbers}</div>"
    assert [block.text for block in blocks(f"{column}<pre>a = 1\nb = 2</pre>")][-1] == "a = 1\nb = 2"
    assert len(blocks(f"{column}<pre>a = 1\nb = 2</pre>")) == 2


def test_a_word_called_like_a_number_stays() -> None:
    """`ln` is also a last name, and a highlighter may use the class for anything."""
    assert [b.text for b in blocks("<pre><span class=ln>Quill</span> 1</pre><p><span class=ln>7</span> pears</p>")] == [
        "Quill 1",
        "7 pears",
    ]
