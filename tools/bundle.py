"""One archive for a machine without network: sources, wheels (uv and typst among them) and front-end files.

Run by `python3 dev.py bundle` with a Python that has pip; the wheels are for this kind of machine.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHEELS = ROOT / "build" / "wheelhouse"
LEFT_OUT = {".git", ".venv", ".venv-uv", "node_modules", "build", "dist", "var", "wheelhouse"}


def main() -> int:
    """Download the wheels, pack everything, say what to do with it."""
    for wanted in (["--require-hashes", "-r", "requirements.lock"], ["uv"]):
        if download(*wanted):
            print("安装包没有下载齐，请检查网络或镜像（PIP_INDEX_URL）。", file=sys.stderr)
            return 1
    target = ROOT / "dist" / f"lianxi-{sys.platform}-py{sys.version_info.major}{sys.version_info.minor}.tar.gz"
    target.parent.mkdir(exist_ok=True)
    with tarfile.open(target, "w:gz") as archive:
        pack(archive)
    size = target.stat().st_size / 2**20
    print(f"{target.relative_to(ROOT)}（{size:.0f} MB）。在目标机器上解开后执行 python3 dev.py run")
    return 0


def download(*wanted: str) -> int:
    """Fetch wheels, each checked against the hash in the lock."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--only-binary=:all:"]
    return subprocess.run([*command, "-d", str(WHEELS), *wanted], cwd=ROOT, check=False).returncode


def pack(archive: tarfile.TarFile) -> None:
    """Everything that git would hold, the built front-end files, and the wheels where dev.py looks for them."""
    for path in sorted(ROOT.iterdir()):
        if path.name not in LEFT_OUT and not path.name.endswith("_cache"):
            archive.add(path, f"lianxi/{path.name}", filter=without_caches)
    for name in ("vendor", "static"):
        archive.add(ROOT / "build" / name, f"lianxi/build/{name}")
    archive.add(WHEELS, "lianxi/wheelhouse")


def without_caches(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave byte code out: it belongs to the machine that made it."""
    return None if "__pycache__" in entry.name else entry


if __name__ == "__main__":
    sys.exit(main())
