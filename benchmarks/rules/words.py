"""Words and sentences of the invented repository: few are frequent, many are rare, as in real rules."""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
LEAST, MOST = 20, 400
_MEDIAN, _SPREAD = 88.0, 0.62
_NEVER = 200
"""No more sentences than this are tried for one article."""


class Speaker:
    """Says articles about some topics; the chance decides everything."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        lists = {name: said.split() if isinstance(said, str) else said for name, said in _WORDS.items()}
        self._words: dict[str, list[str]] = lists
        self._topics = [field + aspect for field in lists["fields"] for aspect in lists["aspects"]]
        chance.shuffle(self._topics)
        self._weights = list(accumulate(1 / (rank + 12) for rank in range(len(self._topics))))

    def topics(self, count: int) -> list[str]:
        """What a work is about: the first ones of the shuffled list come up most."""
        return self._chance.choices(self._topics, cum_weights=self._weights, k=count)

    def article(self, topics: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """The words of an article and the points below it; all together 20 to 400 characters."""
        wanted = min(MOST, max(LEAST, int(self._chance.lognormvariate(math.log(_MEDIAN), _SPREAD))))
        if wanted > 60 and self._chance.random() < 0.12:
            return self._listed(topics, wanted)
        said = ""
        for _ in range(_NEVER):
            more = self._said("sentences" if wanted - len(said) > 40 else "short", topics)
            if said and len(said) + len(more) > min(MOST, wanted + 20):
                break
            said += more
            if len(said) >= wanted:
                break
        return (said if len(said) >= LEAST else said + "具体办法由主管部门另行制定。"), ()

    def _listed(self, topics: Sequence[str], wanted: int) -> tuple[str, tuple[str, ...]]:
        lead = self._said("leads", topics)
        points = [self._said("points", topics)]
        while len(lead) + sum(map(len, points)) < wanted and len(points) < 9:
            points.append(self._said("points", topics))
        return lead, tuple(points)

    def _said(self, patterns: str, topics: Sequence[str]) -> str:
        """A sentence of one of the patterns, filled in."""
        pick, words = self._pick, self._words
        actors, periods = words["actors"], words["periods"]
        return pick(words[patterns]).format(
            topic=pick(topics), second=pick(topics), actor=pick(actors), other=pick(actors), third=pick(actors),
            period=pick(periods), share=pick(words["shares"]), sum=pick(words["sums"]), place=self._place(),
            place2=self._place(),
        )  # fmt: skip

    def _place(self) -> str:
        """The name of a place; most names come up a few times in all."""
        syllables = self._words["syllables"]
        return self._pick(syllables) + self._pick(syllables) + self._pick(self._words["ends"])

    def _pick(self, words: Sequence[str]) -> str:
        return words[int(self._chance.random() * len(words))]
