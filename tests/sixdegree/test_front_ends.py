"""The built front end, served as a static host would."""

import os
import re

import pytest

# A refusal is a page of the site, whose name and menu are in the database.
pytestmark = pytest.mark.django_db


def asks(client, path, accepts=""):
    return client.get(path, headers={"Accept-Encoding": accepts})


@pytest.mark.parametrize(
    "path",
    [
        "/six/",
        "/six/en/",
        "/six/en/cases/",
        "/six/th/my-giving/",
        "/six/zh-hans/keep-informed",
        "/six/en/cases/anything/",
        "/six/en/cases/anything",
        "/six/404.html",
    ],
)
def test_every_address_is_its_page_and_tells_nothing_of_a_case(client, path):
    answer = asks(client, path)
    assert answer.status_code == 200
    assert b'<div id="app"></div>' in answer.content
    assert answer["Cache-Control"] == "no-cache"
    assert answer["X-Robots-Tag"] == "noindex, noarchive"


@pytest.mark.parametrize(
    "path",
    [
        "/six/en/what/ever/",
        "/six/en/cases/anything/more/",
        "/six/en/no-such-page/",
        "/six/xx/",
        "/six/xx/cases/",
    ],
)
def test_an_address_that_is_no_page_is_the_page_that_says_so_with_the_status_for_it(client, path):
    answer = asks(client, path)
    assert answer.status_code == 404
    assert b'<div id="app"></div>' in answer.content
    assert answer["Cache-Control"] == "no-cache"


def test_its_policy_allows_no_inline_script_and_no_other_host(client):
    policy = asks(client, "/six/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    page = asks(client, "/six/").content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"\son\w+=|style=", page) == []


def test_without_script_it_leads_to_the_documents(client):
    page = asks(client, "/six/").content.decode()
    assert re.search(r'<noscript>.*<a href="/">', page)


def test_its_files_are_packed_and_kept_for_good(client):
    script = re.search(r'src="\./(assets/[^"]+\.js)"', asks(client, "/six/").content.decode())[1]
    plain = asks(client, f"/six/{script}")
    assert plain["Content-Type"] == "text/javascript; charset=utf-8"
    assert "immutable" in plain["Cache-Control"]
    for encoding in ("br", "gzip"):
        packed = asks(client, f"/six/{script}", f"{encoding}, deflate")
        assert packed["Content-Encoding"] == encoding
        assert len(packed.content) < len(plain.content) / 2
        assert packed["Vary"] == "Accept-Encoding"


def test_the_worker_may_keep_the_shell_and_is_asked_for_each_time(client):
    answer = asks(client, "/six/sw.js")
    assert answer["Cache-Control"] == "no-cache"
    assert b"six-shell-" in answer.content


@pytest.mark.parametrize("path", ["/six/assets/nothing.js", "/six/assets/../../package.json"])
def test_a_file_it_does_not_have_is_not_found(client, path):
    assert asks(client, path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/six/../manage.py", "/six/%2e%2e/%2e%2e/settings/base.py", "/six//etc/passwd"]
)
def test_no_address_leads_out_of_its_folder(client, path):
    answer = asks(client, path)
    assert b"import" not in answer.content.replace(b"important", b"")


def test_no_link_that_lies_in_its_folder_leads_out_of_it(client, settings, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("import of what nobody may see")
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    for name in ("index.html", "_headers", "_redirects"):
        (built / name).write_text("/six/:locale/ /index.html 200")
    (built / "assets" / "shown.txt").symlink_to(outside)
    settings.BUILT = {"six": built}
    assert asks(client, "/six/assets/shown.txt").status_code == 404
    assert asks(client, f"/six/assets/{'a' * 300}.js").status_code == 404
    assert asks(client, "/six/assets/%00.js").status_code == 404


def test_a_request_lists_no_folder(client, monkeypatch):
    """A build has hundreds of files, and each of them is asked for."""
    asks(client, "/six/")

    def lists(*_args):
        raise AssertionError("the folder was gone through")

    monkeypatch.setattr(os, "scandir", lists)
    assert asks(client, "/six/en/").status_code == 200
    assert asks(client, "/six/assets/nothing.js").status_code == 404


def test_where_it_is_not_built_the_page_says_how(client, settings, tmp_path):
    settings.BUILT = {"six": tmp_path}
    assert asks(client, "/six/").status_code == 404
