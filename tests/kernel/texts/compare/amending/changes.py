"""Random changes to a drafted regulation, each made in the draft and said as an item of the decision."""

from __future__ import annotations

from collections.abc import Callable

from lianxi.kernel.texts.numerals import write_number
from tests.kernel.texts.compare.amending.drafting import Article, Chapter, Draft, Paragraph


def _moved(article: Article) -> str:
    """第三条, or 第三条改为第四条 where its number changes."""
    said = f"第{write_number(article.old)}条"
    return said if article.old == article.new else f"将{said}改为第{write_number(article.new)}条"


def _wording(paragraphs: list[Paragraph]) -> str:
    lines: list[str] = []
    for one in paragraphs:
        lines.append(one.lead)
        stops = "；" * (len(one.points) - 1) + "。"
        lines += [f"（{write_number(at)}）{point}{stops[at - 1]}" for at, point in enumerate(one.points, 1)]
    return "“" + "\n　　“".join(lines) + "”"


def replace_article(draft: Draft, article: Article) -> Callable[[], str]:
    article.paragraphs = [draft.paragraph() for _ in range(draft.random.randint(1, 3))]
    return lambda: f"{_moved(article)}，修改为：{_wording(article.paragraphs)}"


def replace_paragraph(draft: Draft, article: Article) -> Callable[[], str]:
    at = draft.random.randrange(len(article.paragraphs))
    article.paragraphs[at] = made = Paragraph(draft.sentence() + "。")
    return lambda: f"{_moved(article)}，第{write_number(at + 1)}款修改为：{_wording([made])}"


def insert_paragraph(draft: Draft, article: Article) -> Callable[[], str]:
    at = draft.random.randint(0, len(article.paragraphs))
    made = Paragraph(draft.sentence() + "。")
    article.paragraphs.insert(at, made)
    return lambda: f"{_moved(article)}，并增加一款，作为第{write_number(at + 1)}款：{_wording([made])}"


def delete_paragraph(draft: Draft, article: Article) -> Callable[[], str]:
    if len(article.paragraphs) == 1:
        return replace_article(draft, article)
    at = draft.random.randrange(len(article.paragraphs))
    del article.paragraphs[at]
    return lambda: f"{_moved(article)}，删去第{write_number(at + 1)}款。"


def _with_points(article: Article) -> int | None:
    return next((at for at, one in enumerate(article.paragraphs) if one.points), None)


def change_points(draft: Draft, article: Article) -> Callable[[], str]:
    at = _with_points(article)
    if at is None:
        return insert_paragraph(draft, article)
    points, place = article.paragraphs[at].points, f"第{write_number(at + 1)}款"
    first, said = draft.random.randrange(len(points) - 1), draft.sentence()
    number = write_number(first + 1)
    what = draft.random.choice(("replace", "insert", "delete"))
    if what == "replace":
        points[first] = said
        return lambda: f"{_moved(article)}，{place}第{number}项修改为：“（{number}）{said}；”"
    if what == "insert":
        points.insert(first, said)
        return lambda: f"{_moved(article)}，{place}增加一项，作为第{number}项：“（{number}）{said}；”"
    del points[first]
    return lambda: f"{_moved(article)}，删去{place}第（{number}）项。"


def change_words(draft: Draft, article: Article) -> Callable[[], str]:
    paragraph = draft.random.choice(article.paragraphs)
    at = article.paragraphs.index(paragraph) + 1
    was = paragraph.lead[: paragraph.lead.index("应当")]
    paragraph.lead = paragraph.lead.replace(was, "示例单位")
    return lambda: f"{_moved(article)}，第{write_number(at)}款中的“{was}”修改为“示例单位”。"


def delete_article(draft: Draft, article: Article) -> Callable[[], str]:
    """A new article that would come to begin a chapter keeps the one before it: the decision would leave that open."""
    chapter = next(one for one in draft.chapters if article in one.articles)
    referred = any(one.refers_to is article for other in draft.articles for one in other.paragraphs)
    begins = chapter.articles[0] is article and chapter.articles[1].old == 0
    if referred or begins or len(chapter.articles) < 3:
        return replace_article(draft, article)
    chapter.articles.remove(article)
    return lambda: f"删去第{write_number(article.old)}条。"


def insert_article(draft: Draft, article: Article) -> Callable[[], str]:
    """A new article before an old one that does not begin its chapter, or after the last one of the chapter."""
    chapter = next(one for one in draft.chapters if article in one.articles)
    at, made = chapter.articles.index(article), draft.article()
    if at == 0 or chapter.articles[at - 1].old == 0:
        return replace_article(draft, article)
    chapter.articles.insert(at, made)
    return lambda: f"增加一条，作为第{write_number(made.new)}条：{_wording(made.paragraphs)}"


def split_article(draft: Draft, article: Article) -> Callable[[], str]:
    chapter = next(one for one in draft.chapters if article in one.articles)
    made = draft.article()
    article.paragraphs = [draft.paragraph()]
    chapter.articles.insert(chapter.articles.index(article) + 1, made)

    def said() -> str:
        one, other = (f"第{write_number(part.new)}条" for part in (article, made))
        words = f"“{one}　{_wording(article.paragraphs)[1:-1]}\n　　“{other}　{_wording(made.paragraphs)[1:]}"
        return f"将第{write_number(article.old)}条分为两条，作为{one}、{other}，修改为：\n　　{words}"

    return said


def add_chapter(draft: Draft) -> Callable[[], str]:
    at, made = draft.random.randint(1, 2), Chapter("监督", [draft.article(), draft.article()])
    draft.chapters.insert(at, made)

    def said() -> str:
        number = write_number(draft.chapters.index(made) + 1)
        wordings = (f"第{write_number(one.new)}条　{_wording(one.paragraphs)[1:-1]}" for one in made.articles)
        words = "\n　　“".join([f"第{number}章　监督", *wordings])
        return f"增加一章，作为第{number}章：\n　　“{words}”"

    return said


def rename_chapter(draft: Draft) -> Callable[[], str]:
    chapter = next(one for one in draft.chapters if one.heading == "职责")
    chapter.heading = "职责与协作"
    return lambda: "第二章章名修改为：“职责与协作”。"


OF_ARTICLES = (replace_article, replace_paragraph, insert_paragraph, delete_paragraph, change_points, change_words,
               delete_article, insert_article, split_article)  # fmt: skip


def change(draft: Draft) -> None:
    """Change some articles, at most once each, and now and then the chapters."""
    for article in draft.random.sample(draft.articles, draft.random.randint(1, 6)):
        if article.old not in draft.changed:
            draft.changed.add(article.old)
            draft.orders.append((article.old, draft.random.choice(OF_ARTICLES)(draft, article)))
    if draft.random.random() < 0.3:
        draft.orders.append((900, rename_chapter(draft)))
    if draft.random.random() < 0.3:
        draft.orders.append((901, add_chapter(draft)))
