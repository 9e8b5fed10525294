"""Where the main text of a page stands 正文: the narrowest element that holds most of its prose.

Prose is text outside links in pieces as long as a sentence. From the body down,
the heaviest child is followed while it holds most of what its parent holds.
Beside the way stand menus, lists of links and footers, but also a title or an
attachment: those are told by their own words, and whatever is left out is listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from lianxi.importers.html.markup import BLOCKS, UNSEEN, Element, is_hidden, shown_text
from lianxi.importers.html.tables import rows_of

_CONTAINERS = frozenset(
    {"body", "main", "article", "section", "div", "td", "tr", "tbody", "table", "form", "center", "blockquote", "font"}
)
_AROUND = frozenset({"nav", "footer", "aside"})
_OFFICE_MARGINS = frozenset({"header", "footer"})  # the title of their <div> where LibreOffice saves a page
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_HINT = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|sidebar|breadcrumbs?|crumbs?|share|related|recommend|copyright|pager"
    r"|pagination|banner|toolbar|login|search|qrcode|friendlink)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
# What stands at the foot of public pages by order of the State Council's office (政府网站发展指引, 国办发〔2017〕47号).
_FOOT = re.compile(r"版权所有|ICP备|公网安备|网站标识码|网站地图|联系我们|浏览次数|打印本页|关闭窗口|扫一扫")
_FILES = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|txt)(?:$|[?#])", re.IGNORECASE)
_SENTENCE = re.compile(r"[，。；：、]")
# 题注, which pages set between the title and the text
_CAPTION = re.compile(r"[（(].{0,2000}(?:通过|批准|公布|发布|施行|修订|修正|印发).{0,200}[）)]", re.DOTALL)
_LONGEST_FOOT = 600
_MOST = 0.7
_PROSE = 60  # characters: an attachment worth keeping is longer, a note beside the text is shorter


@dataclass(slots=True)
class Weight:
    """What stands in an element: prose, all text, text in links, links, links to files."""

    prose: int = 0
    text: int = 0
    linked: int = 0
    links: int = 0
    files: int = 0

    def add(self, other: Weight) -> None:
        """Count another in."""
        self.prose += other.prose
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.files += other.files

    @property
    def mostly_links(self) -> bool:
        """Whether it is a list of links that lead elsewhere, not to attachments."""
        return self.links >= 3 and self.files < self.links and self.linked > 0.6 * self.text


class MainText:
    """The main element of a page and what of the rest belongs to it."""

    def __init__(self, body: Element, titles: tuple[str, ...]) -> None:
        self._weights = _weigh(body)
        self._titles = titles
        self._all = self._weights[body].prose
        self.way = self._way(body)
        self.main = self.way[-1]

    def left_out(self, element: Element) -> str:
        """Why an element is left out: hidden, navigation; "" where it is read."""
        if element in self.way:
            return ""
        if is_hidden(element):
            return "hidden"
        weight = self._weights.get(element, Weight())
        if self._around(element, weight):
            return "navigation"
        beside = element.getparent() is not self.main and element.getparent() in self.way
        return "navigation" if beside and not self._belongs(element, weight) else ""

    def _way(self, body: Element) -> list[Element]:
        """From the body down to the main element."""
        way = [body]
        while (best := self._heaviest(way[-1])) is not None:
            way.append(best)
        return way

    def _heaviest(self, here: Element) -> Element | None:
        """The child with most of the prose, if it may be gone into; the cells of a table stay together."""
        best = max(here, key=lambda inside: self._weights.get(inside, Weight()).prose, default=None)
        if best is None or best.tag not in _CONTAINERS or not _holds_blocks(best):
            return None
        if best.tag == "table" and rows_of(best) is not None:
            return None
        least = _MOST * max(self._weights[here].prose, 1)
        return best if best in self._weights and self._weights[best].prose >= least else None

    def _around(self, element: Element, weight: Weight) -> bool:
        """Whether it is a menu or a footer by its words, name or links; never what holds much of the prose."""
        small = weight.prose * 2 <= self._all
        if _is_foot(element, weight) and (small or "。" not in shown_text(element)):
            return True
        if small and element.get("title") in _OFFICE_MARGINS:
            return True
        if weight.prose * 3 > self._all and element.tag not in _AROUND:
            return False
        if element.tag in _AROUND or str(element.get("role", "")).lower() in _ROLES:
            return True
        if element.tag not in BLOCKS or element.tag == "br":
            return False
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if weight.mostly_links or (len(named) < 300 and _HINT.search(named)):
            return not self._titled(element)
        return False

    def _belongs(self, element: Element, weight: Weight) -> bool:
        """Whether something beside the way is part of the text: its title or caption, or prose of its own."""
        if self._titled(element) or (not weight.links and _CAPTION.fullmatch(shown_text(element))):
            return True
        return weight.prose >= _PROSE and weight.linked < 0.3 * weight.text and not _FOOT.search(shown_text(element))

    def _titled(self, element: Element) -> bool:
        if element.tag == "h1" or element.find(".//h1") is not None:
            return True
        if self._weights.get(element, Weight()).text > 200:
            return False
        said = "".join(shown_text(element).split())
        return said in self._titles or (len(said) >= 6 and any(said in title for title in self._titles))


def _weigh(body: Element) -> dict[Element, Weight]:
    """Weights of all elements in one walk, from the inside out."""
    weights: dict[Element, Weight] = {}
    links = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            weights[element] = Weight()
            if element.tag in UNSEEN or (element is not body and is_hidden(element)):
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            weights[element].add(_of_text(element.text, links > 0))
            continue
        if element.tag == "a" and element.tag not in UNSEEN and not is_hidden(element):
            links -= 1
            weights[element].links += 1
            weights[element].files += bool(_FILES.search(str(element.get("href", ""))))
        parent = element.getparent()
        if element is not body and parent in weights:
            weights[parent].add(weights[element])
            weights[parent].add(_of_text(element.tail, links > 0))
    return weights


def _of_text(text: str | None, linked: bool) -> Weight:
    said = " ".join((text or "").split())
    if linked:
        return Weight(text=len(said), linked=len(said))
    return Weight(prose=len(said) if len(said) >= 10 or _SENTENCE.search(said) else 0, text=len(said))


def _is_foot(element: Element, weight: Weight) -> bool:
    """Whether it says two of the things a page says at its foot, and not much else."""
    if element.tag not in BLOCKS or weight.text > _LONGEST_FOOT:
        return False
    return len(set(_FOOT.findall(shown_text(element)))) >= 2


def _holds_blocks(element: Element) -> bool:
    """Whether it holds paragraphs; one that only holds words is a paragraph itself."""
    inside = iter(element.iter())
    next(inside)
    return any(one.tag in BLOCKS for one in inside)
