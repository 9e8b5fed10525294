from __future__ import annotations

from lianxi.apps.rulebook.texts import side_by_side
from lianxi.apps.rulebook.texts.side_by_side import compare
from lianxi.kernel.texts.damage.findings import Damage, Finding

TEXT = "第一条\n區(qū)域\u200b，，\n第三条"


def finding(kind: Damage, start: int, end: int, proposal: str | None, confidence: float = 0.95) -> Finding:
    return Finding(kind, start, end, TEXT[start:end], proposal, confidence)


FOUND = (
    finding(Damage.PINYIN, 5, 9, ""),
    finding(Damage.ZERO_WIDTH, 10, 11, ""),
    finding(Damage.DOUBLED_PUNCTUATION, 11, 13, "，", 0.5),
)


def words(pieces: list[side_by_side.Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_only_lines_with_findings_are_shown_as_they_stand_and_as_they_would_read() -> None:
    (line,) = compare(TEXT, FOUND).lines
    assert line.number == 2
    assert words(line.before) == "區(qū)域[U+200B]，，"
    assert words(line.after) == "區域，"


def test_what_is_sure_needs_no_tick_and_what_is_doubtful_gets_one() -> None:
    (line,) = compare(TEXT, FOUND).lines
    assert [one.kind for one in line.doubts] == [Damage.DOUBLED_PUNCTUATION]
    assert [piece.mark for piece in line.before if piece.mark] == ["was", "was", "was is-doubt"]


def test_a_finding_over_several_lines_stands_at_its_first_and_says_that_it_goes_on() -> None:
    (line,) = compare(TEXT, [finding(Damage.REPEATED_CLAUSE, 4, len(TEXT), None)]).lines
    assert words(line.before).endswith("，，…")


def test_long_stretches_without_findings_are_shortened_to_their_edges() -> None:
    text = "字" * 500 + "，，" + "词" * 500
    (line,) = compare(text, [Finding(Damage.DOUBLED_PUNCTUATION, 500, 502, "，，", "，", 0.95)]).lines
    assert len(words(line.before)) < 200
    assert "……" in words(line.before)


def test_what_is_not_shown_is_counted() -> None:
    text = "，，\n" * (side_by_side.MOST_LINES + 3)
    found = [Finding(Damage.DOUBLED_PUNCTUATION, at, at + 2, "，，", "，", 0.95) for at in range(0, len(text), 3)]
    comparison = compare(text, found)
    assert len(comparison.lines) == side_by_side.MOST_LINES
    assert comparison.left_out == 3
