"""How far a long command is: on a screen, and where it is kept in a file."""

from __future__ import annotations

import os
import subprocess
import sys

STEPS = (
    "from lianxi.cli.progress import end_progress, say_progress\n"
    "say_progress('接收 1 甲.txt'); say_progress('接收 2 乙.txt'); end_progress()"
)


def test_on_a_screen_one_line_changes() -> None:
    ours, theirs = os.openpty()
    subprocess.run([sys.executable, "-c", STEPS], stderr=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 1000).decode()
    os.close(ours)
    assert said == "\r\x1b[K接收 1 甲.txt\r\x1b[K接收 2 乙.txt\r\n"


def test_in_a_file_each_step_has_a_line() -> None:
    done = subprocess.run([sys.executable, "-c", STEPS], capture_output=True, text=True, check=True)
    assert done.stderr == "接收 1 甲.txt\n接收 2 乙.txt\n"
