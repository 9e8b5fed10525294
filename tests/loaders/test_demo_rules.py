"""The demo's rules: invented and marked, or real and told in our own words; what they say is what is kept of them."""

from __future__ import annotations

from collections import Counter

import pytest

from lianxi.kernel.rules.binding import bind
from lianxi.kernel.texts.citations import find_citations
from lianxi.kernel.texts.compare import amending
from lianxi.kernel.texts.damage.check import check
from lianxi.kernel.texts.metadata import Field, read_metadata
from lianxi.kernel.texts.outline import read_items
from lianxi.kernel.texts.structure import Kind, read_structure, walk
from lianxi.loaders.bodies import load_bodies
from lianxi.loaders.demo import load_demo_accounts
from lianxi.loaders.demo_rules import DemoRule, load_demo_bindings, load_demo_members, load_demo_rules
from lianxi.loaders.mechanisms import load_mechanism
from lianxi.loaders.rule_kinds import load_rule_kinds

RULES = load_demo_rules()
INVENTED = [rule for rule in RULES if rule.sample]
REAL = [rule for rule in RULES if not rule.sample]
TEXTS = [(rule, text) for rule in RULES for text in rule.texts]
DECISIONS = {(rule.body, rule.texts[0].title): rule for rule in INVENTED if rule.kind == "jueding"}
AMENDED = [rule for rule in INVENTED if len(rule.texts) > 1 and (rule.body, rule.texts[1].instrument) in DECISIONS]


def test_there_are_three_hundred_rules_and_every_body_with_an_office_has_some() -> None:
    offices = {account.body for account in load_demo_accounts().accounts if account.body}
    each = Counter(rule.body for rule in RULES)
    assert sum(each.values()) >= 300
    assert set(each) == offices
    assert min(each.values()) >= 30


def test_every_invented_rule_says_so_in_its_title_and_no_real_one_does() -> None:
    titles = {one.title for one in load_demo_bindings()}
    texts = [text for rule in INVENTED for text in rule.texts]
    assert all(text.text.startswith(text.title) for text in texts)
    assert all("（示例）" in text.title or text.title in titles for text in texts)
    assert all("示例" in title for title in titles)
    assert REAL
    assert not any("示例" in text.title for rule in REAL for text in rule.texts)


def test_every_real_rule_is_told_in_our_own_words_and_says_so_at_once() -> None:
    for rule in REAL:
        assert all("要义" in text.text[:60] and "不是原文" in text.text for text in rule.texts)


def test_no_two_rules_of_a_body_have_one_title() -> None:
    titles = Counter((rule.body, rule.texts[-1].title) for rule in RULES)
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("field", [Field.COMMENCES, Field.LAST_DAY])
def test_the_days_kept_are_the_days_the_text_says(field: Field) -> None:
    kinds = load_rule_kinds()
    for rule in INVENTED:
        text = rule.texts[0]
        said = {one.field: one.value for one in read_metadata(text.text, kinds).proposals}
        kept = text.commences if field is Field.COMMENCES else text.last_day
        assert said.get(field) == (kept.isoformat() if kept else None), text.title


def test_every_text_has_a_title_and_provisions() -> None:
    for _, text in TEXTS:
        nodes = Counter(node.kind for node in walk(read_structure(text.text)))
        assert nodes[Kind.TITLE] == 1, text.title
        assert nodes[Kind.ARTICLE] + nodes[Kind.LEVEL] >= 1, text.title


@pytest.mark.parametrize("rule", AMENDED, ids=lambda rule: rule.texts[0].title)
def test_the_decision_carried_out_on_the_first_version_gives_the_second(rule: DemoRule) -> None:
    decision = DECISIONS[rule.body, rule.texts[1].instrument].texts[0]
    old, new = rule.texts
    instructions = amending.of_text(amending.read_instructions(decision.text), old.text)
    made = amending.apply(instructions, old.text).text
    assert instructions
    # the caption of the second version names the decision, which no instruction says
    assert made.replace(old.caption, new.caption) == new.text


def test_only_what_is_meant_to_be_damaged_is_damaged() -> None:
    for _, text in TEXTS:
        assert check(text.text).findings == (), text.title
        if text.damaged:
            assert check(text.damaged).score.points < 100
    assert sum(bool(text.damaged) for _, text in TEXTS) >= 10


def test_rules_cite_one_another_and_every_title_cited_is_that_of_a_rule_or_of_a_law() -> None:
    titles = {text.title for _, text in TEXTS}
    cited = {
        one.title.replace("〈", "《").replace("〉", "》")
        for rule in INVENTED
        for one in find_citations(rule.texts[-1].text)
        if one.title and not one.title.startswith("中华人民共和国")
    }
    assert len(cited) >= 60
    assert cited <= titles


def test_members_of_units_are_accounts_of_the_demo_and_their_units_answer_for_rules() -> None:
    accounts = {account.username for account in load_demo_accounts().accounts}
    units = {(rule.body, rule.unit) for rule in RULES}
    assert {one.account for one in load_demo_members()} <= accounts
    assert {(one.body, one.unit) for one in load_demo_members()} <= units


def test_the_text_a_mechanism_is_bound_to_is_whole_and_a_later_one_changes_one_clause_of_the_mechanism() -> None:
    bound = {one.effective: one for one in load_demo_bindings()}
    [rule] = [rule for rule in INVENTED if rule.texts[0].title in {one.title for one in bound.values()}]
    mechanism = load_mechanism("demo-river-joint-conference")[0]
    for version in mechanism.versions:
        text = rule.texts[bound[version.effective].number - 1]
        assert text.commences == version.effective
        assert bind(version, read_items(text.text, version.title), {}).failed == ()
    last, newest = mechanism.latest, rule.texts[-1]
    confirmed = {item.number: item.fingerprint for item in read_items(rule.texts[-2].text, last.title)}
    changed = bind(last, read_items(newest.text, last.title), confirmed).changed
    assert [one.number for one in changed] == ["四"]
    assert newest.commences
    assert last.effective < newest.commences <= load_demo_accounts().day
    assert newest.commences <= (newest.admitted or rule.admitted) <= load_demo_accounts().day


def test_every_repository_stands_in_the_register_of_bodies() -> None:
    assert {rule.body for rule in RULES} <= {body.code for body in load_bodies().bodies}
