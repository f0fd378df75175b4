"""Where an export may be put."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from din_indgang_tui.export import write_out
from din_indgang_tui.store.errors import DeskError, StoreError
from tests.histories import house

DATA = "uge,æøå\n".encode()
NAME = "INTERN-2026-W46.csv"


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_file_is_whole_and_private(tmp_path: Path) -> None:
    out = tmp_path / "INTERN uge 46.csv"
    write_out(DATA, out, replace=False, name=NAME)
    assert out.read_bytes() == DATA
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert left_in(tmp_path) == {out.name}


def test_a_name_without_a_folder_is_in_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_out(DATA, Path("uge46.csv"), replace=False, name=NAME)
    assert (tmp_path / "uge46.csv").read_bytes() == DATA


def test_a_file_that_is_there_stays_without_replace(tmp_path: Path) -> None:
    out = tmp_path / "uge46.csv"
    out.write_text("last week's")
    with pytest.raises(DeskError, match=r"is there already. Add --replace to write over it.$"):
        write_out(DATA, out, replace=False, name=NAME)
    assert out.read_text() == "last week's"
    assert left_in(tmp_path) == {out.name}


def test_with_replace_it_is_written_over_and_private(tmp_path: Path) -> None:
    out = tmp_path / "uge46.csv"
    out.write_text("last week's")
    out.chmod(0o644)
    write_out(DATA, out, replace=True, name=NAME)
    assert out.read_bytes() == DATA
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert left_in(tmp_path) == {out.name}


def test_replace_needs_no_old_file(tmp_path: Path) -> None:
    write_out(DATA, tmp_path / "uge46.csv", replace=True, name=NAME)
    assert (tmp_path / "uge46.csv").read_bytes() == DATA


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_is_no_file(tmp_path: Path, replace: bool) -> None:
    with pytest.raises(
        DeskError, match=r"is a folder. Name a file in it, such as INTERN-2026-W46.csv.$"
    ):
        write_out(DATA, tmp_path, replace, NAME)
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("target", ["there.csv", "not-there.csv", "folder"])
def test_a_link_is_not_followed(tmp_path: Path, target: str, replace: bool) -> None:
    (tmp_path / "there.csv").write_text("someone's")
    (tmp_path / "folder").mkdir()
    out = tmp_path / "uge46.csv"
    out.symlink_to(tmp_path / target)
    with pytest.raises(DeskError, match=r"is a link to somewhere else. Name the file itself.$"):
        write_out(DATA, out, replace, NAME)
    assert out.is_symlink()
    assert (tmp_path / "there.csv").read_text() == "someone's"
    assert left_in(tmp_path) == {"there.csv", "folder", "uge46.csv"}


@pytest.mark.parametrize("replace", [False, True])
def test_a_pipe_is_not_waited_for(tmp_path: Path, replace: bool) -> None:
    out = tmp_path / "uge46.csv"
    os.mkfifo(out)
    with pytest.raises(DeskError, match=r"is not an ordinary file.$"):
        write_out(DATA, out, replace, NAME)
    assert stat.S_ISFIFO(out.lstat().st_mode)


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("folder", ["not-there", "not-there/at/all", "a-file"])
def test_the_folder_must_be_there(tmp_path: Path, folder: str, replace: bool) -> None:
    (tmp_path / "a-file").write_text("")
    with pytest.raises(DeskError, match=rf"^The folder .*{folder} is not there. Make it first.$"):
        write_out(DATA, tmp_path / folder / "uge46.csv", replace, NAME)
    assert left_in(tmp_path) == {"a-file"}


@pytest.mark.parametrize("path", ["..", "../uge46.csv", "folder/../uge46.csv"])
def test_a_path_does_not_go_up(tmp_path: Path, path: str) -> None:
    (tmp_path / "house" / "folder").mkdir(parents=True)
    with pytest.raises(DeskError, match=r"goes up with '\.\.'\. Write the whole way to the file.$"):
        write_out(DATA, tmp_path / "house" / path, replace=False, name=NAME)
    assert left_in(tmp_path) == {"house"}
    assert left_in(tmp_path / "house") == {"folder"}


def test_a_database_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "house.db"
    with house(out):
        before = out.read_bytes()
        with pytest.raises(DeskError, match=r"is a database. An export is not written over it.$"):
            write_out(DATA, out, replace=True, name=NAME)
        assert out.read_bytes() == before


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        write_out(DATA, tmp_path / ("u" * 300), replace=False, name=NAME)
    assert left_in(tmp_path) == set()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_in_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="may not write"):
            write_out(DATA, tmp_path / "uge46.csv", replace=False, name=NAME)
    finally:
        tmp_path.chmod(0o700)
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize("replace", [False, True])
def test_what_fails_on_the_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    out = tmp_path / "uge46.csv"
    if replace:
        out.write_text("last week's")

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StoreError, match="no room left"):
        write_out(DATA, out, replace, NAME)
    assert left_in(tmp_path) == ({"uge46.csv"} if replace else set())
    if replace:
        assert out.read_text() == "last week's"


def test_someone_who_takes_the_name_meanwhile_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "uge46.csv"
    write_bytes = Path.write_bytes

    def and_another(path: Path, data: bytes) -> int:
        out.write_text("theirs")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", and_another)
    with pytest.raises(DeskError, match="is there already"):
        write_out(DATA, out, replace=False, name=NAME)
    assert out.read_text() == "theirs"
    assert left_in(tmp_path) == {"uge46.csv"}


def test_no_escape_sequence_of_a_name_reaches_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        write_out(DATA, tmp_path / "\x1b]0;x\x07" / "uge46.csv", replace=False, name=NAME)
    assert "\x1b" not in str(refused.value)
