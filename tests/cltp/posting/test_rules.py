"""The rules of the posting check: each of its table, and a table of clauses of our own."""

from dataclasses import replace

import pytest

from cltp.posting.checking import check
from cltp.posting.rules import Verdict
from cltp.posting.table import RULES
from tests.cltp.posting.judged import judged

JUDGED = judged()


def verdicts(text, rules=RULES):
    return [str(each.verdict) for each in check(text, rules=rules)]


@pytest.mark.parametrize(("posting", "expected"), JUDGED, ids=[each[0][:60] for each in JUDGED])
def test_the_clause_gets_its_verdict(posting, expected):
    assert verdicts(posting) == expected


EXAMPLES = [(rule, each) for rule in RULES for each in rule.examples]
OTHERS = [(rule, each) for rule in RULES for each in rule.others]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[each for _, each in EXAMPLES])
def test_a_rules_example_fires_it(rule, example):
    assert rule.name in [each.rule.name for each in check(example)]


@pytest.mark.parametrize(("rule", "other"), OTHERS, ids=[each for _, each in OTHERS])
def test_what_only_looks_like_it_does_not_fire_it(rule, other):
    found = check(other)
    assert found
    assert rule.name not in [each.rule.name for each in found]


def test_the_table_holds_sixty_clauses_and_more_and_every_verdict_both_ways():
    assert len(JUDGED) >= 60
    for verdict in Verdict:
        assert sum(verdict in expected for _, expected in JUDGED) >= 10, verdict
        assert sum(verdict not in expected for _, expected in JUDGED) >= 10, verdict


def fails(rules):
    return any(verdicts(posting, rules) != expected for posting, expected in JUDGED)


@pytest.mark.parametrize("rule", RULES[:-1], ids=[rule.name for rule in RULES[:-1]])
def test_without_any_one_rule_the_table_fails(rule):
    assert fails(tuple(each for each in RULES if each is not rule))


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_with_another_verdict_for_any_one_rule_the_table_fails(rule):
    for verdict in set(Verdict) - {rule.verdict}:
        changed = tuple(replace(each, verdict=verdict) if each is rule else each for each in RULES)
        assert fails(changed)


@pytest.mark.parametrize("rule", RULES[:-1], ids=[rule.name for rule in RULES[:-1]])
def test_a_rule_that_always_held_would_fail_the_table(rule):
    changed = tuple(replace(each, holds=lambda _: True) if each is rule else each for each in RULES)
    assert fails(changed)


def test_every_rule_explains_itself_and_names_are_unique():
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.title
        assert rule.why.endswith(".")
        assert rule.examples
        assert rule.others
    unsure = [rule for rule in RULES if rule.verdict is Verdict.READ_YOURSELF]
    assert all("read this yourself" in rule.why for rule in unsure)
