"""Invented regulations 示例 and random changes to them: the old text, the decision in words, and the new text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from lianxi.kernel.texts.numerals import write_number

TITLE = "示例市示例条例"
_DUTIES = ("登记", "备案", "检查", "公示", "评估", "培训", "统计", "巡查")
_OBJECTS = ("苗木", "书刊", "器材", "窗口", "渡船", "集市", "展品", "水井")


@dataclass(eq=False)
class Paragraph:
    """A lead, written around a reference to another article where it has one, and points."""

    lead: str
    points: list[str] = field(default_factory=list)
    refers_to: Article | None = None


@dataclass(eq=False)
class Article:
    paragraphs: list[Paragraph]
    old: int = 0
    new: int = 0


@dataclass(eq=False)
class Chapter:
    heading: str
    articles: list[Article]


class Draft:
    """A regulation, the items of the decision that were drawn for it, and what it reads before and after."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0
        self.chapters = [
            Chapter(heading, [self.article() for _ in range(random.randint(3, 5))])
            for heading in ("总则", "职责", "保障")
        ]
        self._refer()
        self.number(old=True)
        self.before = self.printed(old=True)
        self.orders: list[tuple[int, Callable[[], str]]] = []
        self.changed: set[int] = set()

    def sentence(self) -> str:
        self.count += 1
        duty, thing = self.random.choice(_DUTIES), self.random.choice(_OBJECTS)
        return (
            f"第{write_number(self.count)}类单位应当在{write_number(self.count)}日内完成{thing}{duty}，结果报主管机构"
        )

    def paragraph(self) -> Paragraph:
        if self.random.random() < 0.3:
            points = [f"{self.sentence()}" for _ in range(self.random.randint(3, 5))]
            return Paragraph(f"{self.sentence()}，并符合下列条件：", points)
        return Paragraph(f"{self.sentence()}。")

    def article(self) -> Article:
        return Article([self.paragraph() for _ in range(self.random.randint(1, 3))])

    def _refer(self) -> None:
        articles = self.articles
        for article in articles:
            plain = next((one for one in article.paragraphs if not one.points), None)
            if plain and self.random.random() < 0.4:
                plain.refers_to = self.random.choice([one for one in articles if one is not article])

    @property
    def articles(self) -> list[Article]:
        return [article for chapter in self.chapters for article in chapter.articles]

    def number(self, *, old: bool) -> None:
        for number, article in enumerate(self.articles, 1):
            if old:
                article.old = number
            else:
                article.new = number

    def printed(self, *, old: bool) -> str:
        lines = [TITLE, "（2020年1月1日示例市第一届人民代表大会常务委员会第一次会议通过）", "", "目录"]
        headings = [f"第{write_number(at)}章　{one.heading}" for at, one in enumerate(self.chapters, 1)]
        lines += ["　　" + heading for heading in headings]
        for heading, chapter in zip(headings, self.chapters, strict=True):
            lines += ["", heading, ""]
            for article in chapter.articles:
                lines += _lines(article, old=old)
        return "\n".join(lines) + "\n"

    def decision(self) -> str:
        """The decision; its items come in the order of the old articles."""
        self.number(old=False)
        items = [words() for _, words in sorted(self.orders, key=lambda one: one[0])]
        numbered = [f"{write_number(at)}、{words}" for at, words in enumerate(items, 1)]
        return "\n".join([
            f"示例市人民代表大会常务委员会关于修改《{TITLE}》的决定",
            f"示例市第一届人民代表大会常务委员会第二次会议决定对《{TITLE}》作如下修改：",
            *numbered,
            "此外，对条文顺序和引用的条文序号作相应调整。",
            "本决定自公布之日起施行。",
            f"《{TITLE}》根据本决定作相应修改，重新公布。",
        ])  # fmt: skip


def _lines(article: Article, *, old: bool) -> Iterator[str]:
    number = write_number(article.old if old else article.new)
    head = f"　　第{number}条　"
    for paragraph in article.paragraphs:
        yield head + lead(paragraph, old=old)
        for at, point in enumerate(paragraph.points, 1):
            stop = "。" if at == len(paragraph.points) else "；"
            yield f"　　（{write_number(at)}）{point}{stop}"
        head = "　　"


def lead(paragraph: Paragraph, *, old: bool) -> str:
    target = paragraph.refers_to
    if target is None:
        return paragraph.lead
    return f"依照第{write_number(target.old if old else target.new)}条的规定，{paragraph.lead}"
