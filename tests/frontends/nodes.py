"""The front ends' own tools, run as their developers run them."""

import json
import subprocess
from pathlib import Path

FRONT_ENDS = Path(__file__).resolve().parents[2] / "site" / "frontends"
LOCALES = ("en", "id", "th", "zh-hans")


def catalogue(locale: str) -> dict:
    """The sentences of *six* in a language."""
    return json.loads((FRONT_ENDS / f"six/src/locales/{locale}.json").read_text())


def npm(package: str, script: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["npm", "run", "--silent", script],
        cwd=FRONT_ENDS / package,
        capture_output=True,
        text=True,
        check=False,
    )


def said(run: subprocess.CompletedProcess) -> str:
    return f"{run.stdout}\n{run.stderr}"


def through_the_client(expression: str, given: object) -> object:
    """What the built client answers: a JavaScript expression over `client` and `given`, read back as JSON."""
    script = (
        "const [url, text] = process.argv.slice(1);"
        "const client = await import(url); const given = JSON.parse(text);"
        f"console.log(JSON.stringify(await ({expression})));"
    )
    built = (FRONT_ENDS / "client" / "dist" / "index.js").as_uri()
    arguments = ["node", "--input-type=module", "--eval", script, built, json.dumps(given)]
    return json.loads(subprocess.run(arguments, capture_output=True, text=True, check=True).stdout)
