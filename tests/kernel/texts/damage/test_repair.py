from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.reading import read_through
from lianxi.kernel.texts.damage.repair import repair
from lianxi.kernel.texts.damage.score import score

TEXT = "區(qū)域，，2026124日"
PINYIN = Finding(Damage.PINYIN, 1, 5, "(qū)", "", 0.98)
COMMAS = Finding(Damage.DOUBLED_PUNCTUATION, 6, 8, "，，", "，", 0.95)
DIGITS = Finding(Damage.LOST_DIGIT, 8, 16, "2026124日", "2026年1月24日", 0.6)
ALL = (PINYIN, COMMAS, DIGITS)


def test_nothing_is_changed_by_itself():
    assert repair(TEXT, ALL).text == TEXT


def test_a_class_takes_what_is_sure_and_says_what_it_left():
    done = repair(TEXT, ALL, classes={Damage.PINYIN, Damage.LOST_DIGIT})
    assert done.text == "區域，，2026124日"
    assert [change.finding for change in done.changes] == [PINYIN]
    assert done.left == ((DIGITS, "把握只有60%，须看过后按位置逐处采用。"),)


def test_a_doubtful_proposal_is_applied_where_somebody_named_its_place():
    done = repair(TEXT, ALL, places={8})
    assert done.text == "區(qū)域，，2026年1月24日"


def test_the_record_gives_every_change_at_its_place_in_both_texts():
    done = repair(TEXT, ALL, classes=set(Damage), places={8})
    assert done.text == "區域，2026年1月24日"
    for change in done.changes:
        assert TEXT[change.start : change.end] == change.original
        assert done.text[change.at : change.at + len(change.new)] == change.new


@given(st.sets(st.sampled_from(list(Damage))), st.sets(st.integers(0, 20)))
def test_undoing_the_record_gives_the_original(classes, places):
    done = repair(TEXT, ALL, classes=classes, places=places)
    undone = done.text
    for change in reversed(done.changes):
        undone = undone[: change.at] + change.original + undone[change.at + len(change.new) :]
    assert undone == TEXT


def test_a_reading_drops_pinyin_and_simplifies_but_leaves_doubtful_repairs_of_wording_alone():
    reading = read_through(TEXT, ALL)
    assert reading.text == "区域，，2026124日"
    assert reading.made.back(0, 2) == (0, 6)


def test_a_reading_says_where_the_original_was_destroyed():
    text = "發揮?？谑小作用"
    shift = Finding(Damage.GBK_SHIFT, 2, 6, text[2:6], "海口市、", 0.7)
    lost = Finding(Damage.GBK_SHIFT, 7, 8, text[7:8], None, 0.7)
    reading = read_through(text, (shift, lost))
    assert reading.text.startswith("发挥海口市、")
    assert [reading.text[start:end] for start, end in reading.doubtful] == ["海口市、", reading.text[-1:]]


def test_a_text_as_issued_has_all_points_and_a_refused_one_has_none():
    assert score((), 5000, refused=False).points == 100
    assert score((PINYIN,), 5000, refused=True).points == 0


def test_every_missing_point_has_its_reason():
    told = score(ALL, 5000, refused=False)
    assert 100 - told.points == sum(reason.points for reason in told.reasons)
    assert [reason.points for reason in told.reasons] == [5, 5, 2]
    assert told.reasons[0].note.endswith("扣5分。")


def test_more_places_cost_more_until_the_class_has_cost_its_most():
    costs = [score((PINYIN,) * count, 10000, refused=False).points for count in (1, 5, 10, 1000)]
    assert costs == [95, 90, 80, 80]
