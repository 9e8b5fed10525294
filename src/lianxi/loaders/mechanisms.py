"""mechanisms/<slug>/<effective>/ → mechanisms 机制, with every fault of every folder at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from lianxi.kernel.errors import DefinitionError, Fault, Refused
from lianxi.kernel.rules.cases import Case
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.loaders.circles import FOLDER as CIRCLES
from lianxi.loaders.circles import known_bodies, read_circle, read_circles
from lianxi.loaders.mechanism_versions import VersionFolder
from lianxi.loaders.toml_files import WHOLE_FILE, definitions_root, relative_name

FOLDER = "mechanisms"
LAW_FILES = ("mechanism.toml", "clauses.toml")


@dataclass(frozen=True)
class Definitions:
    """All mechanisms and circles by slug, and the worked cases of every version."""

    mechanisms: Mapping[str, Mechanism]
    circles: Mapping[str, Circle]
    cases: Mapping[tuple[str, date], tuple[Case, ...]]

    def circle_of(self, mechanism: Mechanism) -> Circle:
        """The circle that runs a mechanism."""
        return self.circles[mechanism.circle]


def load_all(root: Path | None = None) -> Definitions:
    """Everything in `mechanisms/` and `data/circles/`, or `DefinitionError` with all faults of all folders."""
    definitions, faults = read_all(root or definitions_root())
    if faults:
        raise DefinitionError(tuple(faults))
    return definitions


def load_mechanism(slug: str, root: Path | None = None) -> tuple[Mechanism, Circle]:
    """One mechanism and its circle; faults of other folders do not matter here."""
    root = root or definitions_root()
    slugs = mechanism_slugs(root)
    if slug not in slugs:
        raise Refused(
            "no_such_mechanism",
            f"没有名为“{slug}”的机制。",
            remedy=f"现有：{'、'.join(slugs) or '无'}。",
            source=f"{FOLDER}/ 下的文件夹",
        )
    circles: dict[str, Circle] = {}
    faults: list[Fault] = []
    bodies = known_bodies(root)
    for named in sorted({folder.circle_slug for folder in _version_folders(slug, root)} - {""}):
        circle, found = read_circle(root / CIRCLES / f"{named}.toml", root, bodies)
        faults += found
        circles |= {named: circle} if circle else {}
    mechanism, _, found = _read_mechanism(slug, root, circles)
    faults += [fault for fault in found if fault not in faults]
    if mechanism is None or mechanism.circle not in circles or faults:
        raise DefinitionError(tuple(faults))
    return mechanism, circles[mechanism.circle]


def mechanism_slugs(root: Path | None = None) -> tuple[str, ...]:
    """Names of the folders in `mechanisms/`."""
    folder = (root or definitions_root()) / FOLDER
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def read_all(root: Path) -> tuple[Definitions, list[Fault]]:
    """What is right, and the faults of what is not."""
    circles, faults = read_circles(root)
    mechanisms: dict[str, Mechanism] = {}
    cases: dict[tuple[str, date], tuple[Case, ...]] = {}
    if not (root / FOLDER).is_dir():
        faults.append(Fault(FOLDER, WHOLE_FILE, "没有 mechanisms 文件夹，请补上，或改正 LIANXI_DEFINITIONS。"))
    for slug in mechanism_slugs(root):
        mechanism, found_cases, found = _read_mechanism(slug, root, circles)
        faults += found
        if mechanism and mechanism.circle in circles:  # a faulty circle has named its own faults
            mechanisms[slug] = mechanism
            cases |= found_cases
    return Definitions(mechanisms, circles, cases), faults


def version_digest(slug: str, effective: date, root: Path | None = None) -> str:
    """SHA-256 over the files of a version that hold the law, so that a folder changed later is seen."""
    folder = (root or definitions_root()) / FOLDER / slug / effective.isoformat()
    digest = sha256()
    for name in LAW_FILES:
        content = (folder / name).read_bytes() if (folder / name).exists() else b""
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _read_mechanism(
    slug: str, root: Path, circles: Mapping[str, Circle]
) -> tuple[Mechanism | None, dict[tuple[str, date], tuple[Case, ...]], list[Fault]]:
    """All versions of one mechanism; nothing where one of them is faulty."""
    faults: list[Fault] = []
    versions: list[MechanismVersion] = []
    cases: dict[tuple[str, date], tuple[Case, ...]] = {}
    for folder in _version_folders(slug, root):
        version = folder.read(circles)
        faults += folder.faults
        if version:
            versions.append(version)
            cases[slug, version.effective] = folder.cases
    if not versions and not faults:
        place = relative_name(root / FOLDER / slug, root)
        faults.append(Fault(place, WHOLE_FILE, "没有任何版本，请建以生效日期命名的文件夹，如 2023-08-23。"))
    named = {version.circle for version in versions}
    if len(named) > 1:
        file = relative_name(root / FOLDER / slug, root)
        faults.append(Fault(file, "circle", f"各版本写了不同的联席圈（{'、'.join(sorted(named))}），请改成一致。"))
    if faults:
        return None, {}, faults
    return Mechanism(slug, versions[0].circle, tuple(sorted(versions, key=lambda v: v.effective))), cases, []


def _version_folders(slug: str, root: Path) -> list[VersionFolder]:
    folders = sorted(path for path in (root / FOLDER / slug).iterdir() if path.is_dir())
    return [VersionFolder(slug, path, root) for path in folders]
