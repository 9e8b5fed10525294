"""`lianxi rotation`: the documented JSON, lines to read, and a refusal for every slip."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from lianxi.cli.rotation import command
from lianxi.kernel.errors import Refused
from lianxi.loaders.toml_files import PROJECT

REAL, INVENTED = "sanya-circle-joint-conference", "demo-river-joint-conference"


def run(*arguments):
    return CliRunner().invoke(command, list(arguments))


def answer(*arguments):
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_begins_with_the_documented_keys():
    found = answer(REAL, "--from", "2020", "--to", "2030")
    assert [row["year"] for row in found] == list(range(2020, 2031))
    assert list(found[3])[:5] == ["year", "ordinal", "host", "source", "clause"]
    assert {key: found[3][key] for key in ("year", "ordinal", "host", "source", "host_name", "held_from")} == {
        "year": 2023,
        "ordinal": 4,
        "host": "469029",
        "source": "held",
        "host_name": "保亭",
        "held_from": "2023-08-23",
    }
    assert found[3]["clause"] == "《三亚经济圈市县人大常委会联席会议工作机制》（2023-08-23）三(二)"
    assert found[4]["window"] == ["2024-09-11", "2024-09-20"]


def test_what_no_record_names_is_null_and_what_has_no_clause_is_empty():
    found = answer(REAL, "--from", "2020", "--to", "2022")
    assert [(row["host"], row["ordinal"], row["source"], row["clause"]) for row in found] == [
        (None, 1, "held", ""),
        (None, None, "predicted", ""),
        (None, 3, "held", ""),
    ]
    assert all(row["reasons"] for row in found)


def test_the_invented_circle_is_there_by_files_only():
    found = answer(INVENTED, "--from", "2022", "--to", "2024")
    assert [(row["year"], row["slot"], row["host"], row["ad_hoc"]) for row in found] == [
        (2022, None, "990200", True),
        (2022, 1, "990200", False),
        (2023, 1, "990300", False),
        (2023, 2, "990200", False),
        (2024, 1, "990100", False),
        (2024, 2, "990300", False),
    ]


def test_without_years_it_goes_from_the_first_record_to_ten_years_after_the_last():
    found = answer(REAL)
    assert (found[0]["year"], found[-1]["year"]) == (2020, 2033)


def test_without_json_it_reads_as_sentences():
    result = run(REAL, "--from", "2023", "--to", "2024")
    assert "2023  第4次  保亭  〔记录〕" in result.output
    assert "2024  第5次  五指山  〔推算〕" in result.output
    assert "按顺序，保亭之后轮到五指山。" in result.output


@pytest.mark.parametrize(
    ("arguments", "guard"),
    [
        (("no-such",), "no_such_mechanism"),
        ((REAL, "--from", "二〇二〇"), "bad_option"),
        ((REAL, "--from", "99999"), "bad_option"),
        ((REAL, "--from", "2030", "--to", "2020"), "bad_option"),
    ],
)
def test_a_slip_is_refused_with_a_remedy(arguments, guard):
    refusal = run(*arguments).exception
    assert isinstance(refusal, Refused)
    assert (refusal.guard, bool(refusal.remedy)) == (guard, True)


def test_it_runs_without_database_and_without_django():
    code = """
import sys
from lianxi.cli.rotation import command
command(sys.argv[1:], standalone_mode=False)
print(*[name for name in ("django", "pydantic") if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, REAL, "--json"],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT / "src"), "LIANXI_DATABASE_URL": "nonsense"},
        cwd="/",
        check=True,
    )
    assert done.stderr.strip() == b""
    assert json.loads(done.stdout)[3]["host"] == "469029"
