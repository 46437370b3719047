import json
import stat

from sixdegree import keys


def test_keys_are_made_once_and_kept(tmp_path):
    made = keys.load_or_make(tmp_path / "data" / "keys.json")
    assert keys.load_or_make(tmp_path / "data" / "keys.json") == made
    assert len(made["SECRET_KEY"]) >= 50


def test_keys_are_read_by_their_owner_alone(tmp_path):
    keys.load_or_make(tmp_path / "keys.json")
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


def test_a_key_that_an_older_version_did_not_know_is_added_and_the_others_stay(tmp_path):
    path = tmp_path / "keys.json"
    made = keys.load_or_make(path)
    path.write_text(json.dumps({name: key for name, key in made.items() if name != "TERM_KEYS"}))
    added = keys.load_or_make(path)
    assert added == {**made, "TERM_KEYS": added["TERM_KEYS"]}
    assert added == keys.load_or_make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
