"""Which document of a comparison is asked for, and what to call the texts in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lianxi.apps.rulebook import documents
from lianxi.cli.text_documents import Outputs
from lianxi.cli.text_files import STDIN
from lianxi.exporters.docx_tracked import Reviser
from lianxi.exporters.official import OfficialDocument
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.compare import Comparison, ThreeVersions

TABLE, CORRESPONDENCE, REDLINE, CLEAN = "table", "correspondence", "redline", "clean"
KINDS = {TABLE: "条文对照表（默认）", CORRESPONDENCE: "条文对应表", REDLINE: "花脸稿", CLEAN: "最后一个文本的清洁稿"}
_ORDINALS = ("甲", "乙", "丙")


@dataclass(frozen=True)
class Order:
    """What the options of `lianxi text compare` ask for; `kind` is None where they do not say."""

    kind: str | None
    changed_only: bool
    names: tuple[str, ...]
    reviser: str | None
    sample: bool

    def check(self, outputs: Outputs, files: Sequence[Path]) -> None:
        """`Refused` where the options do not go together or a file cannot be written."""
        if sum(file == STDIN for file in files) > 1:
            raise Refused("bad_option", "标准输入只能读一次。", remedy="请把其余的文本存成文件。")
        if not outputs.files:
            self._need_a_file()
        kind = self.kind or TABLE
        if len(files) > 2 and kind == REDLINE:
            raise Refused("bad_option", "花脸稿只对两个文本。", remedy="请给两个文本，或用 --as table 做三栏对照表。")
        if self.changed_only and kind != TABLE:
            raise Refused("bad_option", "--changed-only 只用于条文对照表。", remedy="请去掉它，或用 --as table。")
        if self.reviser is not None and (kind != REDLINE or "docx" not in outputs.files):
            raise Refused("bad_option", "修订痕迹只用于花脸稿的 Word 文件。", remedy="请写 --as redline --docx 文件。")
        if self.reviser is not None and not self.reviser.strip():
            raise Refused("bad_option", "没有说修订人是谁。", remedy="请在 --tracked 后面写修订人。")
        if len(self.names) > len(files):
            said = f"有 {len(files)} 个文本，却写了 {len(self.names)} 个名称。"
            raise Refused("bad_option", said, remedy="请给每个文本写一次 --name。")
        outputs.check(files)

    def carry_out(self, compared: Comparison | ThreeVersions, outputs: Outputs, files: Sequence[Path]) -> None:
        """Make the document and write it."""
        tracked = None
        if self.reviser and isinstance(compared, Comparison):
            reviser = Reviser(self.reviser, datetime.now(UTC).astimezone())
            tracked = documents.redline_to_accept(compared, sample=self.sample), reviser
        outputs.write(self._document(compared, names_of(files, self.names)), tracked)

    def _document(self, compared: Comparison | ThreeVersions, names: Sequence[str]) -> OfficialDocument:
        if self.kind == CLEAN:
            last = compared.new if isinstance(compared, Comparison) else compared.second.new
            return documents.clean(last, sample=self.sample)
        if self.kind == CORRESPONDENCE:
            return documents.correspondence_table(compared, names, sample=self.sample)
        if self.kind == REDLINE and isinstance(compared, Comparison):
            return documents.redline(compared, sample=self.sample)
        return documents.comparison_table(compared, names, changed_only=self.changed_only, sample=self.sample)

    def _need_a_file(self) -> None:
        asked = [option for option, given in (
            ("--as", self.kind), ("--changed-only", self.changed_only), ("--name", self.names),
            ("--tracked", self.reviser is not None), ("--sample", self.sample),
        ) if given]  # fmt: skip
        if asked:
            said = f"写了 {asked[0]}，却没有说写到哪个文件。"
            raise Refused("bad_option", said, remedy="请加 --docx、--pdf 或 --html 和文件名。")


def names_of(files: Sequence[Path], given: Sequence[str]) -> tuple[str, ...]:
    """What to call each text: as given, else by its file; texts of one name are told apart by 甲乙丙."""
    own = ["标准输入" if file == STDIN else file.stem for file in files]
    named = [" ".join(name.split()) for name in given] + own[len(given) :]
    named = [name or own[at] for at, name in enumerate(named)]
    times = Counter(named)
    return tuple(f"{name}（{_ORDINALS[at]}）" if times[name] > 1 else name for at, name in enumerate(named))
