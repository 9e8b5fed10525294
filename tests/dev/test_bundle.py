"""The offline archive: made with network, used with the network cut."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

DEAD = "http://127.0.0.1:9/"
REGISTRIES = ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "npm_config_registry")
PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
CUT = dict.fromkeys((*REGISTRIES, *PROXIES), DEAD)


def clean(**env: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LIANXI_", "DJANGO_", "PYTHON"))}
    return {**kept, **env}


def without_network(command: list[str]) -> list[str]:
    """In a network namespace with nothing in it where we may make one; dead registries are set in any case."""
    probe = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    return ["unshare", "-rn", *command] if probe.returncode == 0 else command


def test_the_offline_archive_installs_and_answers_with_the_network_cut(fresh_clone: Path, tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "dev.py", "bundle"], cwd=fresh_clone, capture_output=True, text=True, env=clean(), check=False
    )
    if made.returncode and "依赖没有装上" in made.stderr and os.environ.get("LIANXI_REQUIRE") != "all":
        pytest.skip("打离线包需要网络")
    assert made.returncode == 0, made.stderr
    (archive,) = (fresh_clone / "dist").glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "target", filter="data")
    project = tmp_path / "target" / "lianxi"
    wheels = {wheel.name.split("-")[0] for wheel in (project / "wheelhouse").glob("*.whl")}
    assert {"django", "uv", "typst", "psycopg_binary"} <= {name.lower() for name in wheels}
    assert (project / "build" / "vendor" / "bootstrap.min.css").exists()

    home = {
        "HOME": str(tmp_path / "empty-home"),
        "UV_CACHE_DIR": str(tmp_path / "empty-cache"),
        "PIP_NO_CACHE_DIR": "1",
    }
    asked = [
        sys.executable,
        "dev.py",
        "lianxi",
        "deadline",
        "--from",
        "2026-02-10",
        "--amount",
        "5",
        "--unit",
        "workday",
        "--json",
    ]
    answer = subprocess.run(
        without_network(asked), cwd=project, capture_output=True, text=True, env=clean(**CUT, **home), check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["due"] == "2026-02-24"
    typeset = "import typst; assert typst.compile(b'ok').startswith(b'%PDF')"
    python = project / ".venv" / "bin" / "python"
    assert (
        subprocess.run([str(python), "-c", typeset], cwd=project, env=clean(**CUT, **home), check=False).returncode == 0
    )
