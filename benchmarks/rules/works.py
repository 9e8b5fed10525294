"""The works of the invented repository, one after the other: text, structure and particulars."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.rules.words import Speaker
from lianxi.kernel.texts.numerals import write_number

FIRST, LAST = date(1996, 1, 1), date(2024, 2, 1)
KINDS = (
    ("guifan", "办法", 50), ("zhidu", "制度", 20), ("dfxfg", "条例", 10), ("renda", "规定", 9),
    ("guizhang", "规定", 6), ("dangnei", "细则", 5),
)  # fmt: skip
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
REGIONS = [f"示例{name}{unit}" for name in _NAMES for unit in ("市", "县", "区", "自治县")]
ORGANS = {
    "dfxfg": "人民代表大会常务委员会", "renda": "人民代表大会常务委员会", "guizhang": "人民政府", "guifan": "人民政府",
    "dangnei": "委员会办公室", "zhidu": "人民政府办公室",
}  # fmt: skip
_CHAPTERS = ("总则", "规划和标准", "管理和服务", "权利和义务", "保障措施", "监督检查", "法律责任", "附则")
_FROM_CHAPTERS = 20
"""Articles from which on a work has chapters."""


@dataclass(frozen=True, slots=True)
class Row:
    """A node of the structure as the repository keeps it, `parent` by its eid; "" for none."""

    kind: str
    number: str
    key: str
    eid: str
    parent: str
    heading: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Made:
    """One invented work. articles: words and points of each; chapters: the number of the first article of each."""

    index: int
    title: str
    kind: str
    issuer: str
    number: str
    day: date
    commences: date
    last_day: date | None
    articles: tuple[tuple[str, tuple[str, ...]], ...]
    chapters: tuple[int, ...]

    @property
    def text(self) -> str:
        """As printed."""
        return "".join(row.text for row in self.rows())

    def documents(self) -> Iterator[tuple[str, str]]:
        """What search knows: the title, and each article whole, by eid."""
        yield "title", self.title
        for at, (words, points) in enumerate(self.articles, start=1):
            yield f"art_{at}", "".join([f"第{write_number(at)}条　{words}\n", *_numbered(points)])

    def rows(self) -> list[Row]:
        """All nodes in order, the ends filled in."""
        rows = [Row("title", "", "", "title", "", self.title, f"{self.title}\n", 0, len(self.title) + 1)]
        at = rows[0].end
        for number in range(1, len(self.articles) + 1):
            if number in self.chapters:
                place = self.chapters.index(number)
                at = self._chapter(rows, place, at)
            at = self._article(rows, number, at)
        return rows

    def _chapter(self, rows: list[Row], place: int, at: int) -> int:
        number, heading = f"第{write_number(place + 1)}章", self._heading(place)
        head = f"{number}　{heading}\n"
        first = self.chapters[place]
        last = self.chapters[place + 1] if place + 1 < len(self.chapters) else len(self.articles) + 1
        within = sum(self._length(one) for one in range(first, last))
        end = at + len(head) + within
        rows.append(Row("chapter", number, str(place + 1), f"chp_{place + 1}", "", heading, head, at, end))
        return at + len(head)

    def _article(self, rows: list[Row], number: int, at: int) -> int:
        words, points = self.articles[number - 1]
        name, eid, end = f"第{write_number(number)}条", f"art_{number}", at + self._length(number)
        chapter = sum(first <= number for first in self.chapters)
        parent = f"chp_{chapter}" if chapter else ""
        rows.append(Row("article", name, str(number), eid, parent, "", f"{name}　", at, end))
        at += len(name) + 1
        rows.append(Row("paragraph", "", "", f"{eid}__para_1", eid, "", f"{words}\n", at, end))
        at += len(words) + 1
        for place, line in enumerate(_numbered(points), start=1):
            mark, below = line[: line.index("）") + 1], f"{eid}__para_1__point_{place}"
            rows.append(Row("point", mark, str(place), below, f"{eid}__para_1", "", line, at, at + len(line)))
            at += len(line)
        return at

    def _length(self, number: int) -> int:
        words, points = self.articles[number - 1]
        return len(f"第{write_number(number)}条　{words}\n") + sum(map(len, _numbered(points)))

    def _heading(self, place: int) -> str:
        return _CHAPTERS[-1] if place + 1 == len(self.chapters) else _CHAPTERS[place]


def _numbered(points: tuple[str, ...]) -> list[str]:
    return [f"（{write_number(at)}）{said}\n" for at, said in enumerate(points, start=1)]


def sizes(works: int, provisions: int, chance: random.Random) -> list[int]:
    """Articles of each work: many short ones and a few long ones; with the titles exactly `provisions`."""
    drawn = [max(3.0, chance.lognormvariate(2.45, 0.62)) for _ in range(works)]
    articles = provisions - works
    if articles < 3 * works:
        raise ValueError(f"{works} works of three articles and a title need {4 * works} provisions")
    spare, total = articles - 3 * works, sum(drawn)
    made = [3 + int(spare * one / total) for one in drawn]
    for at in range(articles - sum(made)):
        made[at % works] += 1
    return made


def invented(works: int = 60_000, provisions: int = 1_000_000, seed: int = 6) -> Iterator[Made]:
    """The repository, the same for the same numbers."""
    chance = random.Random(seed)
    speaker = Speaker(chance)
    for index, size in enumerate(sizes(works, provisions, random.Random(seed + 1))):
        yield _work(index, size, chance, speaker)


def _work(index: int, size: int, chance: random.Random, speaker: Speaker) -> Made:
    [(kind, form, _)] = chance.choices(KINDS, weights=[weight for *_, weight in KINDS])
    region, topics = chance.choice(REGIONS), speaker.topics(chance.randint(2, 6))
    # the later the more: repositories grow
    day = FIRST + timedelta(days=int((LAST - FIRST).days * chance.random() ** 0.4))
    commences = day + timedelta(days=chance.choice((0, 10, 30, 30, 60, 92)))
    years = chance.choice((0, 0, 2, 3, 5)) if kind == "guifan" else 0
    term = f"，有效期{write_number(years)}年" if years else ""
    closing = f"本{form}自{commences.year}年{commences.month}月{commences.day}日起施行{term}。"
    articles = (*(speaker.article(topics) for _ in range(size - 1)), (closing, ()))
    step = max(4, size // 6)
    chapters = (*range(1, size - step // 2, step)[:7], size) if size >= _FROM_CHAPTERS else ()
    return Made(
        index, f"{region}{topics[0]}{form}（第{index + 1}号示例）", kind, region + ORGANS[kind],
        f"示规〔{day.year}〕{index % 900 + 1}号" if kind == "guifan" else "", day, commences,
        _anniversary(commences, years) if years else None, articles, chapters,
    )  # fmt: skip


def _anniversary(day: date, years: int) -> date:
    """The last day of a term of so many years."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day) - timedelta(days=0 if leap else 1)
