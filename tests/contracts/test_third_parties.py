"""No page asks another host for anything: scripts, styles, fonts, pictures and maps are ours."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ_BY_BROWSERS = {".html", ".css", ".js", ".ts", ".svg", ".webmanifest", ".json"}
SERVED = re.compile(r"(^|/)(templates|static|frontends)/")
HOST = r"(?:https?:)?//[\w{}$-]+(?:\.[\w{}-]+)+"

LOADS = [
    re.compile(rf"""<(?!a\b)[a-z-]+\b[^<>]*?\b(?:src|srcset|poster|data|action)\s*=\s*["']{HOST}""", re.I),
    re.compile(rf"""<link\b[^<>]*?\bhref\s*=\s*["']{HOST}""", re.I),
    re.compile(rf"""<(?:image|use)\b[^<>]*?\bhref\s*=\s*["']{HOST}""", re.I),
    re.compile(rf"""@import\s+(?:url\()?["']?{HOST}""", re.I),
    re.compile(rf"""\burl\(\s*["']?{HOST}""", re.I),
    re.compile(
        rf"""\b(?:fetch|import|importScripts|WebSocket|EventSource|sendBeacon|open)\(\s*["'`]{HOST}"""
    ),
    re.compile(rf"""\b(?:tileLayer|src)\s*[(=]\s*["'`]{HOST}"""),
    re.compile(rf"""\bfrom\s+["']{HOST}"""),
]


def served_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [name for name in listed.stdout.split("\0") if SERVED.search(name)]
    return [
        ROOT / name for name in names if Path(name).suffix in READ_BY_BROWSERS and (ROOT / name).is_file()
    ]


def loads(text: str) -> list[str]:
    return [match.group(0) for pattern in LOADS for match in pattern.finditer(text)]


def test_no_served_file_loads_from_another_host():
    found = {str(path.relative_to(ROOT)): loads(path.read_text(errors="replace")) for path in served_files()}
    assert {path: hits for path, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "line",
    [
        '<script defer src="https://cdn.example.org/a.js"></script>',
        '<link rel="stylesheet" href="//fonts.example.org/css">',
        "@import url(https://fonts.example.org/css);",
        "background: url('https://img.example.org/p.png')",
        'fetch("https://api.example.org/")',
        "L.tileLayer('https://{s}.tile.example.org/{z}/{x}/{y}.png')",
        '<form action="https://forms.example.org/">',
    ],
)
def test_the_search_would_find_a_load(line):
    assert loads(line)


def test_a_link_to_follow_is_not_a_load():
    assert loads('<a href="https://www.example.org/report">the report</a>') == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/docs/", "/admin/login/"])
def test_no_page_of_an_installed_package_loads_from_another_host(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert loads(answer.content.decode()) == []
