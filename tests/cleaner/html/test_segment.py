"""HTML to blocks."""

from __future__ import annotations

import pytest

from presscut.cleaner.model import Block
from presscut.cleaner.segment.html import Segmented, segment_html


def lay_out(markup: str, url: str | None = "http://paper.example/news/1.html") -> Segmented:
    return segment_html(markup, url=url)


def blocks(markup: str) -> tuple[Block, ...]:
    return lay_out(markup).blocks


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks(markup)]


def kinds(markup: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in blocks(markup)]


def test_linear_text_is_the_blocks_with_blank_lines() -> None:
    """All offsets of an HTML page point into this text: it must be what it says, to the character."""
    found = lay_out("<h1>Pears</h1><p>One  <b>two</b>\n three.</p><ul><li>a</li><li>b</li></ul>")
    assert found.source == "Pears\n\nOne two three.\n\na\nb"
    assert [found.source[b.start : b.end] for b in found.blocks] == [b.text for b in found.blocks]


def test_kinds_of_blocks() -> None:
    """The judge treats headings, items, quotes, captions and code each in its own way."""
    markup = """<h2>Head</h2><ul><li>item<ol><li>inner</li></ol></li></ul><blockquote><p>said</p></blockquote>
    <figure><img alt="not read"><figcaption>seen</figcaption></figure><dl><dt>term</dt><dd>what it is</dd></dl>
    <details><summary>Why?</summary>Because.</details>"""
    assert kinds(markup) == [
        ("heading", 2, "Head"),
        ("item", 1, "item"),
        ("item", 2, "inner"),
        ("quote", 0, "said"),
        ("caption", 0, "seen"),
        ("item", 1, "term"),
        ("item", 1, "what it is"),
        ("paragraph", 0, "Why?"),
        ("paragraph", 0, "Because."),
    ]


def test_a_first_letter_that_floats_begins_its_word() -> None:
    """What only stands on a line of its own does not."""
    drop_cap = '<p><span style="display:block; float:left; font-size:90px">T</span>he ferry was late.</p>'
    label = '<p><span style="display:block">Harbour</span>The ferry was late.</p>'
    assert texts(drop_cap) == ["The ferry was late."]
    assert texts(label) == ["Harbour", "The ferry was late."]


def test_bare_text_between_blocks_is_kept() -> None:
    """Bodies without a single `p` exist; half of what other extractors lose is text like this."""
    assert texts("<div>One <p>two</p> three <span>four</span><div>five</div></div>") == [
        "One",
        "two",
        "three four",
        "five",
    ]


def test_two_breaks_end_a_paragraph() -> None:
    """Old pages part paragraphs by `br br`; one `br` is a line of a poem."""
    assert texts("<div>one<br>two<br> <br>three</div>") == ["one\ntwo", "three"]


def test_code_keeps_its_lines() -> None:
    """White space in `pre` is text."""
    assert kinds("<pre>\n  if a:\n      b<br>c\n\n</pre>") == [("code", 0, "  if a:\n      b\nc")]


def test_a_row_of_data_is_one_block() -> None:
    """Cells alone say nothing; a row does. The tab adds no word."""
    markup = "<table><tr><th>Kind</th><th>Sugar</th></tr><tr><td><p>Pear</p></td><td>10 g</td></tr></table>"
    assert kinds(markup) == [("row", 0, "Kind\tSugar"), ("row", 0, "Pear\t10 g")]


def test_empty_cells_count_between_others() -> None:
    """What follows stays in its column; at the ends of a row they leave nothing."""
    row = "<tr><td></td><td>Pear</td><td> </td><td><a href=/g>10 g</a></td><td></td></tr>"
    (found,) = blocks(f"<table>{row}</table>")
    assert (found.kind, found.text) == ("row", "Pear\t\t10 g")
    assert [found.text[link.start : link.end] for link in found.links] == ["10 g"]


def test_a_layout_table_stays_in_pieces() -> None:
    """Pages of the nineties put navigation and article into two cells of one row."""
    long = "A paragraph that goes on for a good while. " * 10
    assert len(blocks(f"<table><tr><td>Home</td><td><p>{long}</p><p>And on.</p></td></tr></table>")) == 3


def test_what_is_not_for_readers_is_left_out() -> None:
    """Scripts, styles, templates, drawings, form contents and the title have no place in the text."""
    markup = """<head><title>t</title><style>s</style></head><body><script>x</script><template><p>x</p></template>
    <svg><text>x</text></svg><textarea>x</textarea><select><option>x</select><iframe>x</iframe><p>only this</p>"""
    assert texts(markup) == ["only this"]


def test_shadow_roots_are_read() -> None:
    """A template with `shadowrootmode` is what its host shows (HTML standard 4.12.3); other templates are moulds."""
    shadow = "<template shadowrootmode=open><h2>Pears</h2><p>a <b>b</b></p><template>c</template></template>"
    found = blocks(f"<x-card>{shadow}d</x-card><p>e</p>")
    assert [block.text for block in found] == ["Pears", "a b", "d", "e"]
    assert found[1].hints.path == "/html/body/x-card/template/p"
    assert found[2].hints.path == "/html/body/x-card"


def test_what_framesets_say_without_frames_is_read_as_markup() -> None:
    """It is text to the parser, and often all that a frameset has for a reader."""
    markup = "<frameset><frame src=a><noframes><body><p>See &amp; <a href=/b>go</a></p></noframes></frameset>"
    (block,) = blocks(markup)
    assert (block.text, block.links[0].url) == ("See & go", "http://paper.example/b")
    assert block.hints.path == "/html/frameset/noframes/p"
    assert texts("<p>a</p><noframes><p>b</p></noframes><p>c</p>") == ["a", "c", "b"]


def test_noscript_counts_once() -> None:
    """It often repeats the page for browsers without scripts; alone it may hold the text."""
    assert texts("<p>Same.</p><noscript><p>Same.</p><p>Other.</p></noscript>") == ["Same.", "Other."]


def test_markup_that_was_saved_as_text_in_noscript_is_none() -> None:
    """So browsers with scripts save it; words among the tags are text all the same."""
    markup = '<p>a</p><noscript>&lt;img src="b.jpg" &gt;</noscript><noscript>&lt;p&gt;c&lt;/p&gt;</noscript>'
    assert texts(markup) == ["a", "<p>c</p>"]
    assert texts('<p>&lt;img src="b.jpg"&gt;</p>') == ['<img src="b.jpg">'], "a lesson on markup"


def test_hidden_blocks_stay_and_say_so() -> None:
    """Accordions hide real answers: hiding is evidence, not a verdict."""
    markup = "<p hidden>a</p><div style='DISPLAY : none'><p>b</p></div><p aria-hidden=true>c</p>"
    markup += "<p>d</p><p hidden=until-found>e"
    assert [(b.text, b.hints.hidden) for b in blocks(markup)] == [
        ("a", True), ("b", True), ("c", True), ("d", False), ("e", False),
    ]  # fmt: skip


def test_what_browsers_fold_away_is_hidden() -> None:
    """`noscript` and a closed dialog are not seen, with attributes or without; an open dialog is."""
    markup = "<p>a</p><noscript><p>b</p></noscript><noscript class=x>c</noscript>"
    markup += "<dialog>d</dialog><dialog class=x>e</dialog><dialog open>f</dialog>"
    assert [(b.text, b.hints.hidden) for b in blocks(markup)] == [
        ("a", False), ("b", True), ("c", True), ("d", True), ("e", True), ("f", False),
    ]  # fmt: skip


def test_links_are_absolute_and_have_their_place() -> None:
    """Offsets of links are into the clean text; relative ones are joined with the base."""
    (block,) = blocks(
        '<p>See <a href="../b?x=1#y">the <i>pear</i> page</a>, <a href="/c">c</a> and <a>no link</a>.</p>'
    )
    assert [(link.text, link.url) for link in block.links] == [
        ("the pear page", "http://paper.example/b?x=1#y"),
        ("c", "http://paper.example/c"),
    ]
    assert [block.text[link.start : link.end] for link in block.links] == ["the pear page", "c"]


def test_links_do_not_track() -> None:
    """Which letter or site a reader came from is no part of the address, in HTML as in text."""
    (block,) = blocks(
        '<p><a href="/b?page=4&amp;utm_source=letter&amp;utm_medium=mail#y">b</a> <a href="/c?id=1">c</a></p>'
    )
    assert [link.url for link in block.links] == ["http://paper.example/b?page=4#y", "http://paper.example/c?id=1"]


def test_base_element_moves_relative_links() -> None:
    """HTML standard 4.2.3: the base element's address is the document's base URL."""
    (block,) = lay_out("<base href='//cdn.example/d/'><p><a href='e'>e</a>", "https://paper.example/").blocks
    assert block.links[0].url == "https://cdn.example/d/e"


def test_a_link_over_several_blocks_is_in_each() -> None:
    """Teaser cards wrap heading and text in one link: both are link text."""
    found = blocks("<a href='http://x.example/'><h3>Title</h3><p>Teaser</p></a><p>Text</p>")
    assert [len(block.links) for block in found] == [1, 1, 0]


def test_neighbouring_links_are_two_words() -> None:
    """Menus stand without white space in the source; browsers part them by style sheets."""
    assert texts("<div><a href=/a>Home</a><a href=/b>News</a><span>12</span><b>May</b></div>") == ["Home News12 May"]


def test_words_are_not_torn_apart() -> None:
    """Drop caps and half-bold words are one word."""
    assert texts("<p><span>O</span>nce <b>un</b>seen i<i>Phone</i> <span>H</span><span>ouse</span></p>") == [
        "Once unseen iPhone House"
    ]


def test_a_button_without_words_does_not_part_a_sentence() -> None:
    """A symbol beside a name, to follow it or to watch its price. One with words is a block of its own."""
    symbol = "<p>They oil the <a href=/l>lamp</a><button><i></i></button>, and then the wick.</p>"
    assert texts(symbol) == ["They oil the lamp, and then the wick."]
    assert texts("<p>They oil it <button>Watch</button> every day.</p>") == ["They oil it", "Watch", "every day."]


def test_paths_find_the_element() -> None:
    """The path is the place in the page that a ledger entry names."""
    found = blocks("<body><main><div><p>a</p></div><div><p>b</p><p>c <b>d</b></p></div></main>")
    assert [block.hints.path for block in found] == [
        "/html/body/main/div[1]/p", "/html/body/main/div[2]/p[1]", "/html/body/main/div[2]/p[2]",
    ]  # fmt: skip


def test_hints_name_what_is_around() -> None:
    """Container statistics need the ancestors, one entry an element, equal numbers for the same element."""
    one, two = blocks("<div class='storyBody main-col' id=x1><p>a</p><p class=note>b</p></div>")
    assert one.hints.tags == ("body", "div", "p")
    assert one.hints.tokens[1] == ("story", "body", "main", "col", "x", "1", "main-col")
    assert two.hints.tokens[2] == ("note",)
    assert len(one.hints.containers) == 3
    assert one.hints.containers[:2] == two.hints.containers[:2]
    assert one.hints.containers[2] != two.hints.containers[2]


def test_invisible_characters_are_edits() -> None:
    """A soft hyphen must not tear a word; that it went stands in the ledger."""
    found = lay_out("<p><a href=/x>Straßen\u00adbahn</a>\u200b fährt</p>")
    (block,) = found.blocks
    assert block.text == "Straßenbahn fährt"
    assert found.source == "Straßen\u00adbahn\u200b fährt"
    assert [(found.source[e.start : e.end], e.to) for e in block.edits] == [("\u00ad", ""), ("\u200b", "")]
    assert block.links[0].text == "Straßenbahn"


def test_nothing_to_read_is_no_block() -> None:
    """White space that HTML does not know as such, between characters nobody sees, is still no text."""
    assert texts("<pre>\x0b\u200b\x0b</pre><p>\u2003\u200b</p><p>\x1b\x7f</p><p>a</p>") == ["a"]


def test_language_of_the_page() -> None:
    """The page's own word on its language, as a primary tag."""
    assert lay_out("<html lang=de-AT><p>x").language == "de"
    assert lay_out("<html lang=''><p>x").language is None


CANONICAL = "<link rel=canonical href='https://paper.example/news/ferry'>"


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (CANONICAL, None, "https://paper.example/news/e"),
        ("<meta property=og:url content='https://paper.example/news/ferry'>", None, "https://paper.example/news/e"),
        ("<base href='/d/'>" + CANONICAL, None, "https://paper.example/d/e"),
        (CANONICAL + "<base href='https://cdn.example/d/'>", None, "https://cdn.example/d/e"),
        (CANONICAL, "https://copy.example/x/y", "https://copy.example/x/e"),
        ("<link rel=canonical href='/news/ferry'>", None, "e"),
    ],
)
def test_a_canonical_address_stands_in_for_one_that_nobody_said(head: str, url: str | None, expected: str) -> None:
    """Pages saved to files keep their relative links; without an address Markdown and HTML would lose them."""
    (block,) = lay_out(f"{head}<p>See <a href='e'>e</a></p>", url).blocks
    assert [link.url for link in block.links] == [expected]


def test_what_an_element_has_is_not_what_it_is() -> None:
    """Docusaurus calls each heading `anchorWithStickyNavbar`: all of them were cut as parts of a menu."""
    (heading,) = blocks("<h2 class='anchorWithStickyNavbar_LWe7 page-with-sidebar'>Pears</h2>")
    assert not {"navbar", "sidebar"} & set(heading.hints.tokens[-1])
    assert {"anchor", "page", "page-with-sidebar"} <= set(heading.hints.tokens[-1])


def test_a_paragraph_of_nothing_but_a_joiner_is_none() -> None:
    """Webflow's editor writes its empty lines so; between letters of Persian the character counts."""
    assert texts("<p>Pears.</p><p>\u200d</p><p>می\u200cرود</p>") == ["Pears.", "می\u200cرود"]
