"""The variables CURRENCIES and MINIMUMS, read as an operator's process reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def checked(**variables: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "sixdegree.settings.test",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        **variables,
    }
    command = [sys.executable, str(ROOT / "manage.py"), "check"]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.process
def test_currencies_without_or_with_three_decimals_are_configured_by_the_variables():
    run = checked(CURRENCIES="usd, KRW,KWD,HUF", MINIMUMS="KRW=1000,KWD=100")
    assert run.returncode == 0, run.stderr


@pytest.mark.process
def test_an_unknown_currency_is_named_and_not_a_traceback():
    run = checked(CURRENCIES="USD,XXX,KRW")
    assert run.returncode != 0
    assert "XXX is not a currency gifts can be made in" in run.stderr
    assert "no minimum charge for KRW" in run.stderr
    assert "Traceback" not in run.stderr
