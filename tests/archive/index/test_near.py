"""Near-duplicates: what is found alike, what is not, and that the answer is the same everywhere."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.index.near import BANDS, BINS, SIMILAR, bands, shingles, signature, similarity
from tests.support.timing import seconds

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
FERRY = (
    "The ferry to Lowmere will sail again from Monday, the harbour board said, after five weeks in which a cracked "
    "shaft kept it in the yard. Islanders had to make do with a fishing boat that took eleven passengers and no cars. "
    "The repair cost ninety thousand, which the county pays. A second ship, promised for the spring, is still being "
    "built, and nobody at the board would name a day. The school on the island taught by telephone in the meantime."
)
CHINESE = "渡轮公司周一表示, 停航五周之后, 前往洛米尔岛的渡轮将恢复航行。修理费用由县政府承担, 第二艘船仍在建造之中。"


def exact(a: str, b: str) -> float:
    return len(shingles(a) & shingles(b)) / max(1, len(shingles(a) | shingles(b)))


def estimated(a: str, b: str) -> float:
    return similarity(signature(a), signature(b))


def meet(a: str, b: str) -> bool:
    return bool(set(bands(signature(a))) & set(bands(signature(b))))


def made_text(rng: random.Random, words: int) -> list[str]:
    return ["".join(rng.choices("abdeilmnorstu", k=rng.randint(3, 8))) for _ in range(words)]


def edited(rng: random.Random, words: list[str], edits: int) -> str:
    changed = list(words)
    for place in rng.sample(range(len(words)), edits):
        changed[place] = "changed"
    return " ".join(changed)


def test_the_signature_of_a_text_never_changes() -> None:
    """Signatures are kept for years and compared with those of another machine and another Python."""
    assert signature(FERRY)[:16].hex() == "e24b14c15977c468d371b955dc1d508a"
    assert signature(CHINESE)[:16].hex() == "b120d7372d711e4f95cc1b4b7b31c1b0"
    assert bands(signature(FERRY))[0] == int.from_bytes(signature(FERRY)[:8], "big", signed=True)


@given(st.text())
def test_any_text_has_a_signature_and_is_its_own_double(text: str) -> None:
    """Whatever a page holds, surrogates too, filing must not stumble over it."""
    made = signature(text)
    assert len(made) == (BINS if shingles(text) else 0)
    assert similarity(made, made) == (1.0 if made else 0.0)
    assert len(bands(made)) == (BANDS if made else 0)
    assert all(-(2**63) <= key < 2**63 for key in bands(made))


@given(st.text(), st.text())
def test_similarity_is_a_share_and_the_same_both_ways(a: str, b: str) -> None:
    """The number is printed and stored: it must be between 0 and 1, whichever text came first."""
    assert 0.0 <= estimated(a, b) == estimated(b, a) <= 1.0


@pytest.mark.parametrize("text", ["", "Read more", "Subscribe to our letter"])
def test_a_text_without_a_shingle_is_like_nothing(text: str) -> None:
    """A page of four words says too little to be called the double of another one."""
    assert signature(text) == b""
    assert bands(b"") == ()
    assert similarity(b"", b"") == similarity(b"", signature(FERRY)) == 0.0


def test_case_punctuation_and_line_breaks_do_not_count() -> None:
    """The same article set in another house style is the same article."""
    restyled = FERRY.upper().replace(", ", " – ").replace(". ", ".\n\n")
    assert estimated(FERRY, restyled) == 1.0


def test_one_changed_word_is_a_near_duplicate_and_other_news_is_not() -> None:
    """The reason why this is here: a corrected article is found, another one about ferries is not."""
    assert estimated(FERRY, FERRY.replace("ninety", "eighty")) >= SIMILAR
    other = "The ferry to Harness will sail again from Friday, its owner said, after a strike of nine days at the quay."
    assert estimated(FERRY, other) < 0.1
    assert not meet(FERRY, other)


def test_scripts_without_word_spaces_are_compared_by_characters() -> None:
    """A Chinese sentence is one run between two commas; as one word, a single change would part the texts."""
    assert len(shingles(CHINESE)) > 40
    assert estimated(CHINESE, CHINESE.replace("周一", "周二")) > 0.7
    assert exact("เรือข้ามฟากกลับมาแล้ว", "เรือข้ามฟากกลับมาอีก") > 0.5


def test_vowel_signs_stay_in_their_words() -> None:
    """Hindi writes vowels as marks: a pattern of letters alone would break each word at them."""
    assert shingles("नाव सोमवार से फिर चलेगी") == {"नाव सोमवार से फिर चलेगी".encode()}


@pytest.mark.parametrize(("words", "edits"), [(12, 1), (40, 2), (120, 4), (400, 9), (400, 40), (2000, 40)])
def test_the_estimate_keeps_to_the_exact_share(words: int, edits: int) -> None:
    """Short texts have fewer shingles than bins; the estimate must not suffer for it."""
    rng = random.Random(words * edits)
    errors = []
    for _ in range(30):
        text = made_text(rng, words)
        other = edited(rng, text, edits)
        errors.append(estimated(" ".join(text), other) - exact(" ".join(text), other))
    assert abs(sum(errors) / len(errors)) < 0.02
    assert max(map(abs, errors)) < 4 * (0.25 / BINS) ** 0.5


def test_pairs_at_the_threshold_meet_in_a_band_and_unlike_ones_seldom() -> None:
    """A pair that no band brings together is never compared; too many that meet cost time."""
    rng = random.Random(4)
    texts = [made_text(rng, 300) for _ in range(100)]
    like = [(" ".join(text), edited(rng, text, 6)) for text in texts]
    unlike = [(" ".join(text), edited(rng, text, 45)) for text in texts]
    assert sum(exact(*pair) for pair in like) / len(like) == pytest.approx(0.82, abs=0.02)
    assert sum(exact(*pair) for pair in unlike) / len(unlike) < 0.4
    assert sum(meet(*pair) for pair in like) >= 0.98 * len(like)
    assert sum(meet(*pair) for pair in unlike) <= 0.05 * len(unlike)


def test_five_kilobytes_take_about_a_millisecond() -> None:
    """Filing reads every text; ten times the half millisecond that was measured would show in `archive add`."""
    text = " ".join(made_text(random.Random(1), 800))
    assert seconds(lambda: [signature(text) for _ in range(20)]) / 20 < 0.005


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real inputs are not here")
def test_the_two_real_inputs_are_no_near_duplicates() -> None:
    """Same site, same furniture, two articles: with all their menus they share a quarter of a percent."""
    one, two = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    assert exact(one, two) < 0.02
    assert estimated(one, two) < 0.05
    assert not meet(one, two)
