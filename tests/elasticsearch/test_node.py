"""The engine of the suite is the real server, of one version wherever it comes from."""

import re
import shutil
import subprocess

import pytest
from elasticsearch import Elasticsearch

from tests.elasticsearch import node

ROOT = node.SCRIPT.parents[2]


@pytest.fixture(scope="module")
def version():
    return re.search(r"^  <version>(.*)</version>$", (node.SCRIPT.parent / "pom.xml").read_text(), re.M)[1]


def test_it_is_elasticsearch_itself(elasticsearch_url, version):
    told = Elasticsearch(elasticsearch_url).info()
    assert (told["version"]["number"], told["tagline"]) == (version, "You Know, for Search")


def test_docker_runs_the_same_for_this_machine_alone(version):
    compose = (ROOT / "compose.yaml").read_text()
    assert f"docker.elastic.co/elasticsearch/elasticsearch:{version}\n" in compose
    assert re.findall(r"^      - (\S+:\d+:\d+)$", compose, re.M) == ["127.0.0.1:9200:9200"]


def test_it_is_fetched_into_what_git_ignores():
    ignored = subprocess.run(["git", "check-ignore", "-q", ".cache/elasticsearch"], cwd=ROOT, check=False)
    assert ignored.returncode == 0


def test_a_node_that_runs_and_never_answered_is_stopped(monkeypatch, tmp_path):
    verbs, signals = [], []

    def script(verb, **_variables):
        verbs.append(verb)
        return subprocess.CompletedProcess(verb, 0, "ELASTICSEARCH_URL=x\nELASTICSEARCH_PID=7\n", "")

    monkeypatch.setattr(node, "call", script)
    monkeypatch.setattr(node.os, "kill", lambda pid, _signal: signals.append(pid))
    node.OwnNode(tmp_path).stop()
    assert (verbs, signals) == (["status", "stop"], [7])


@pytest.fixture
def no_java(monkeypatch, tmp_path):
    for tool in ("bash", "cat", "dirname", "flock", "git", "mkdir", "ps", "realpath", "sed"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    monkeypatch.setenv("ELASTICSEARCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_run_without_java_says_what_to_install_and_fails_where_it_counts(no_java, monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=r"java is missing.*openjdk-17-jre-headless maven"), node.shared():
        pass
