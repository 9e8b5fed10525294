"""Random questions to a random rulebook, asked by `lianxi search` and by brute force: every figure has to be the same.

    python benchmarks/trials/search_oracle.py [PROVISIONS [QUESTIONS [SEED …]]]      default 20000 2000 1

PROVISIONS counts rows of the tables: levels, and what a later version keeps, are among them, so that about half as
many are found singly; the line at the end says how many.

Half of the questions are asked after the index has been made at once, half
after a few hundred more changes, which it takes over one by one.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from click.testing import CliRunner
from installs import SQLITE, Install, install

CHANGES = 300
PAGE = 1000
_APART = "，,；;。｡"
_UNTYPED = str.maketrans("", "", '|｜-－−—"“”「」\n\r')
_SIGNS = ("标题", "正文", "文号", "制定机关")
_WHERE = dict(zip(_SIGNS, ("title", "body", "number", "issuer"), strict=True))


def main() -> None:
    """One install per seed."""
    provisions = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    questions = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    seeds = [int(seed) for seed in sys.argv[3:]] or [1]
    if len(seeds) > 1:
        commands = [[sys.executable, __file__, *sys.argv[1:3], str(seed)] for seed in seeds]
        codes = [subprocess.run(command, check=False).returncode for command in commands]
        sys.exit(max(codes))
    with install(SQLITE) as made:
        sys.exit(1 if tried(made, provisions, questions, seeds[0]) else 0)


def tried(made: Install, provisions: int, questions: int, seed: int) -> int:
    """How many answers were wrong; each is said on standard error."""
    os.environ.update({name: value for name, value in made.environment.items() if name.startswith(("LIANXI", "DJ"))})
    import django

    django.setup()
    from rulebook_at_random import Author, House

    from lianxi.cli.init import install as install_tables

    install_tables("operator", "运维", "Correct-horse-9")
    began = time.monotonic()
    author = Author(seed, House())
    author.fill(provisions)
    filled = time.monotonic() - began
    trial = Trial(author.house.people, seed)
    try:
        trial.ask(questions // 2)
        author.change(CHANGES)
        trial.look_again()
        trial.ask(questions - questions // 2)
    finally:
        told(trial, seed, filled)
    return sum(trial.wrong.values())


def told(trial: Trial, seed: int, filled: float) -> None:
    """What came out so far, also where the trial is ended early."""
    print(
        f"| {seed} | {len(trial.truth.works):,} | {len(trial.truth.every):,} | {trial.asked:,} | {trial.hits:,} "
        f"| {trial.refused} | {' | '.join(map(str, trial.wrong.values()))} | {filled:.0f} |"
    )


def _alike(marked: str, part: str) -> bool:
    return part in marked or part.startswith(marked) or part.endswith(marked)


class Trial:
    """Asks both, compares."""

    def __init__(self, people: list[str], seed: int) -> None:
        from brute_force import Truth

        self._truth = Truth
        self.truth = Truth()
        self.people, self.dice = [*people, ""], random.Random(seed * 7919)
        self.on = date.today()  # noqa: DTZ011 - the day of the machine, as the command sees it
        self.asked = self.hits = self.refused = 0
        self.wrong = Counter({"more": 0, "fewer": 0, "counted": 0, "shown": 0})
        self.runner = CliRunner()

    def look_again(self) -> None:
        """The rows have changed."""
        self.truth = self._truth()

    def ask(self, times: int) -> None:
        for _ in range(times):
            question, arguments = self._question()
            account = self.dice.choice(self.people)
            self.asked += 1
            self._compare(question, arguments, account)
            if self.asked % 100 == 0:
                print(f"{self.asked} {self.hits} {dict(self.wrong)}", file=sys.stderr)

    def _compare(self, question: Any, arguments: list[str], account: str) -> None:
        answer = self._found(arguments, account)
        empty = any(not word.parts for group in (*question.groups, question.none) for word in group)
        empty |= bool(question.since and question.until and question.since > question.until)
        if answer is None or empty:
            self.refused += 1
            if empty != (answer is None):
                self._say("counted", arguments, account, f"refused: {answer is None}, means nothing: {empty}")
            return
        expected = self.truth.ask(question, account, self.on)
        self.hits += len(expected.hits)
        found = Counter((hit["work"], hit["eid"]) for hit in answer["hits"])
        if more := found - expected.links:
            self._say("more", arguments, account, list(more)[:3])
        if len(expected.hits) <= PAGE and (fewer := expected.links - found):
            self._say("fewer", arguments, account, list(fewer)[:3])
        counts = {"total": len(expected.hits), "works": expected.works}
        if counts != {name: answer[name] for name in counts}:
            self._say("counted", arguments, account, f"{counts} {answer['total']} {answer['works']}")
        self._look(answer["hits"], question, arguments, account)
        facets = {
            name: {str(one["value"]): one["count"] for one in values} for name, values in answer["facets"].items()
        }
        for name in facets:
            if facets[name] not in (expected.by_provision.get(name, {}), expected.by_work.get(name, {})):
                self._say("counted", arguments, account, f"{name}: {facets[name]} {expected.by_provision.get(name)}")

    def _look(self, hits: list[dict[str, Any]], question: Any, arguments: list[str], account: str) -> None:
        """The order of the hits, and that what is marked in them is what was looked for."""
        from brute_force import normal

        newest = "newest" in arguments
        order = [(0 if newest else hit["eid"] != "", -date.fromisoformat(hit["day"]).toordinal()) for hit in hits]
        if order != sorted(order):
            self._say("shown", arguments, account, "not in order")
        parts = {part for group in question.groups for word in group for part in word.parts}
        for hit in hits[:20]:
            marked = [normal(hit["snippet"][start:end]) for start, end in hit["marks"]]
            # Number and issuer are found without being shown; words side by side are marked as one; a long text is cut.
            if (hit["eid"] and not marked) or any(not any(_alike(one, part) for part in parts) for one in marked):
                self._say("shown", arguments, account, (hit["snippet"], marked))

    def _found(self, arguments: list[str], account: str) -> dict[str, Any] | None:
        """The command's answer; None where it refuses the words."""
        from lianxi.cli.search import command
        from lianxi.kernel.errors import Refused

        who = ["--as", account] if account else []
        done = self.runner.invoke(command, [*who, "--json", "--size", str(PAGE), *arguments])
        if isinstance(done.exception, Refused):
            return None
        if done.exception:
            raise done.exception
        return json.loads(done.stdout)

    def _say(self, kind: str, arguments: list[str], account: str, said: object) -> None:
        self.wrong[kind] += 1
        print(f"{kind}: {account or '访客'} {arguments}\n    {said}", file=sys.stderr)

    def _question(self) -> tuple[Any, list[str]]:
        """What is asked, and the same as arguments of the command."""
        from brute_force import Question

        dice = self.dice
        where = dice.choice(("title", "body", "number", "issuer")) if dice.random() < 0.15 else ""
        groups, none, typed = [], [], []
        for _ in range(dice.choice((1, 1, 1, 2, 2, 3))):
            group, here = [], where  # a place named before one word holds for those behind it in the same group
            for _ in range(dice.choice((1, 1, 1, 2, 3))):
                group.append(self._word(here))
                here = group[-1][0].where
            words, said = zip(*group, strict=True)
            groups.append(words)
            typed.append(dice.choice(("|", "｜")).join(said))
        for _ in range(dice.choice((0, 0, 0, 1, 2))):
            word, said = self._word(where)
            none.append(word)
            typed.append(f"-{said}")
        dice.shuffle(typed)
        question, options = self._conditions(Question(tuple(groups), tuple(none)))
        if where:
            options += ["--in", where]
        return question, [*options, "--", dice.choice((" ", "　", "  ", "，", "；", "。")).join(typed)]

    def _word(self, default: str) -> tuple[Any, str]:
        """A word that occurs somewhere, or nearly; and how it is typed."""
        from brute_force import Word
        from rulebook_at_random import HALF_AND_FULL, WORDS, traditional

        dice = self.dice
        raw = dice.choice(self.truth.every)
        if dice.random() < 0.25:
            said = "".join(dice.choices(WORDS, k=dice.randrange(1, 3)))
        else:
            said = self._cut(raw)
        if dice.random() < 0.1:
            said = traditional(said, dice)
        if dice.random() < 0.1:
            said = said.translate(HALF_AND_FULL) if dice.random() < 0.5 else said.upper()
        if dice.random() < 0.03:
            said = dice.choice(("。", "、", "《》", "，", "：", "第一条：第二条", "人。民", "人，民", "a", "A", "号"))
        said = said.translate(_UNTYPED) or "人"
        where, shown = default, said
        if any(char.isspace() or char in _APART for char in said):
            shown = f"“{said}”"
        if dice.random() < 0.12:
            sign = dice.choice(_SIGNS)
            where, shown = _WHERE[sign], f"{sign}{dice.choice(':：')}{shown}"
        return Word(said, where), shown

    def _cut(self, piece: Any) -> str:
        """Some characters in a row of a provision as it is printed, punctuation included; of one field."""
        from lianxi.apps.rulebook.models import Version

        dice = self.dice
        version = Version.objects.select_related("work").get(pk=piece.version)
        text = dice.choice((version.text, version.text, version.text, version.title, version.document_number,
                            version.work.issuer)) or version.text  # fmt: skip
        size = dice.choice((1, 2, 2, 2, 3, 3, 4, 5, 7, 10, 15))
        at = dice.randrange(max(1, len(text) - size))
        return text[at : at + size]

    def _conditions(self, question: Any) -> tuple[Any, list[str]]:
        """Some of the ways to narrow."""
        from dataclasses import replace

        from lianxi.kernel.texts.validity import Status

        dice, options, given = self.dice, [], {}
        work = dice.choice(list(self.truth.works.values()))
        chosen: dict[str, frozenset[str]] = {}
        values = {"issuer": work.issuer, "kind": work.kind, "body": work.body_id, "region": work.region_id}
        for name, value in values.items():
            if dice.random() < 0.08:
                other = dice.choice(list(self.truth.works.values()))
                column = {"body": "body_id", "region": "region_id"}.get(name, name)
                others = {value} if dice.random() < 0.6 else {value, getattr(other, column)}
                if name == "region" and dice.random() < 0.4:
                    others = {self.truth.parents.get(value) or value}
                chosen[name] = frozenset(others)
                options += [part for one in others for part in (f"--{name}", one)]
        if dice.random() < 0.25:
            given["status"] = frozenset(one.value for one in dice.sample(list(Status), dice.randrange(1, 4)))
            options += [part for one in given["status"] for part in ("--status", one)]
        for name in ("day", "as_of", "since", "until"):
            if dice.random() < 0.12:
                given[name] = date(2010, 1, 1) + timedelta(days=dice.randrange(7000))
                options += [f"--{name.replace('_', '-')}", given[name].isoformat()]
        if dice.random() < 0.3:
            given["whole"] = True
            options += ["--scope", "document"]
        if dice.random() < 0.3:
            options += ["--sort", "newest"]
        return replace(question, chosen=chosen, **given), options


if __name__ == "__main__":
    print(f"# {datetime.now().astimezone():%Y-%m-%d %H:%M}", file=sys.stderr)
    main()
