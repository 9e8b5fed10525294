"""The text under the hands of the decision 落实: provisions are found by their old numbers until the end."""

from __future__ import annotations

from lianxi.kernel.texts.compare.amending.building import build_text
from lianxi.kernel.texts.compare.amending.instruction import Place, printed_number
from lianxi.kernel.texts.compare.amending.model import KINDS, Article, Division, Paragraph, Part, Point, Wording
from lianxi.kernel.texts.compare.amending.new_wording import sentences
from lianxi.kernel.texts.structure import Kind

_PARTS = {"标题": Kind.TITLE, "题注": Kind.CAPTION, "目录": Kind.TOC, "序言": Kind.PREAMBLE}


class UnfitError(Exception):
    """The instruction does not fit the text; the message says why, in Chinese."""


class Work:
    """The pieces of the text and how far the decision lets them be numbered anew."""

    def __init__(self, old_text: str) -> None:
        self.text = build_text(old_text)
        self.in_order = self.references = False
        self.by_key: dict[str, Article] = {}
        self.old_articles = tuple(self.text.articles)
        for article in self.old_articles:
            self.by_key.setdefault(article.key or "", article)
        self.old_places = _places(self.text.articles)
        self.divisions = dict(_paths(self.text.divisions))
        self.lost_divisions: list[Division] = []
        self.raised: dict[Place, Article] = {}

    def article(self, place: Place) -> Article:
        """The article of a place."""
        article = self.by_key.get(place.article or "")
        if article is None or article.gone:
            raise UnfitError(f"原文没有{Place(place.article).label}" if place.article else "没有说明是哪一条")
        return article

    def paragraph(self, place: Place) -> Paragraph:
        """The paragraph of a place; where none is named, the one that has points."""
        if place in self.raised or Place(place.article, place.paragraph) in self.raised:
            return self.raised[Place(place.article, place.paragraph)].paragraphs[0]
        article = self.article(place)
        if place.paragraph is None:
            held = [paragraph for paragraph in article.paragraphs if paragraph.points]
            held = article.paragraphs if len(article.paragraphs) == 1 and place.point is None else held
            if len(held) != 1:
                raise UnfitError(f"{place.label}没有写明是第几款，而该条有{len(held)}款分项")
            return held[0]
        found = next((one for one in article.paragraphs if one.number == place.paragraph), None)
        if found is None:
            raise UnfitError(f"原文没有{Place(place.article, place.paragraph).label}")
        return found

    def point(self, place: Place) -> tuple[Paragraph, Point]:
        """The point of a place, with its paragraph."""
        paragraph = self.paragraph(place)
        found = next((one for one in paragraph.points if one.number == place.point), None)
        if found is None:
            raise UnfitError(f"原文没有{Place(place.article, place.paragraph, place.point).label}")
        return paragraph, found

    def division(self, place: Place) -> Division:
        """The heading of a place: 第三章, or 第二节 where only one chapter has sections so numbered."""
        wanted = place.division
        found = [one for path, one in self.divisions.items() if path[-len(wanted) :] == wanted]
        exact = self.divisions.get(wanted)
        found = [exact] if exact else found
        if len(found) != 1 or found[0] in self.lost_divisions:
            said = Place(division=wanted).label
            raise UnfitError(f"原文没有{said}" if not found else f"原文有{len(found)}个{said}，没有说明是哪一个")
        return found[0]

    def part(self, place: Place) -> Part:
        """Title, caption, contents, preamble or an attachment."""
        name = place.part or ""
        if name[:2] in ("附件", "附表", "附录", "附图"):
            parts = [one for one in self.text.parts(Kind.ATTACHMENT) if name[2:] in ("", one.key)]
            parts = parts if len(parts) < 2 or name[2:] else []
        else:
            parts = self.text.parts(_PARTS.get(name, Kind.TEXT)) if name in _PARTS else []
        if not parts:
            raise UnfitError(f"原文没有{place.label}")
        return parts[0]

    def wordings(self, place: Place) -> list[Wording]:
        """All wordings of a place that is no heading."""
        if place.part:
            return [self.part(place).said]
        if place.division and not place.article:
            held = self.text.held_by(self.division(place))
            return [wording for piece in held if isinstance(piece, Article) for wording in _of_article(piece)]
        if place.point is not None:
            return [self.point(place)[1].said]
        if place.paragraph is not None or place.sentence is not None:
            return self.paragraph(place).wordings
        return _of_article(self.article(place))

    def sentence(self, place: Place) -> tuple[Wording, list[str], int]:
        """The wording a sentence stands in, its sentences, and which one it is."""
        if place.point is not None:
            wording = self.point(place)[1].said
        else:
            wording = self.paragraph(place).wordings[-1 if place.sentence == -1 else 0]
        said = sentences(wording.words)
        at = len(said) - 1 if place.sentence == -1 else (place.sentence or 1) - 1
        if not 0 <= at < len(said):
            raise UnfitError(f"原文没有{place.label}")
        return wording, said, at

    def new_article(self, key: str | None, paragraphs: list[Paragraph], beside: Article | None = None) -> Article:
        """An article that gets its place at the end."""
        made = Article(None, printed_number(key) if key else "", paragraphs, to=key, beside=beside)
        self.text.pieces.append(made)
        return made

    def remove_article(self, article: Article) -> None:
        """Take an article out."""
        article.gone = True
        self.text.pieces = [piece for piece in self.text.pieces if piece is not article]


def _of_article(article: Article) -> list[Wording]:
    return [wording for paragraph in article.paragraphs for wording in paragraph.wordings]


def _places(articles: list[Article]) -> list[Place]:
    """Every article, paragraph and point."""
    made: list[Place] = []
    for article in articles:
        made.append(Place(article.key))
        for paragraph in article.paragraphs:
            if paragraph.number is not None:
                made.append(Place(article.key, paragraph.number))
                made += [Place(article.key, paragraph.number, point.number) for point in paragraph.points]
    return made


def _paths(divisions: list[Division]) -> list[tuple[tuple[tuple[str, str], ...], Division]]:
    """Each heading with its number and those above it."""
    above: dict[str, str] = {}
    made: list[tuple[tuple[tuple[str, str], ...], Division]] = []
    ranks = list(KINDS)
    for one in divisions:
        above = {unit: key for unit, key in above.items() if ranks.index(unit) < ranks.index(one.unit)}
        if one.key is None:
            made.append(((("", one.heading),), one))
            continue
        above[one.unit] = one.key
        made.append((tuple(above.items()), one))
    return made
