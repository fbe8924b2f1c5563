"""Files in which git left marks are taken apart again."""

from __future__ import annotations

from orgsketch.files import marked

TWO = b"a\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\nz\n"
THREE = b"a\r\n<<<<<<< HEAD\r\nours\r\n||||||| 1234\r\nbase\r\n=======\r\n>>>>>>> branch\r\nz\r\n"


def test_both_sides_come_back_whole() -> None:
    assert marked.split(TWO) == (None, b"a\nours\nz\n", b"a\ntheirs\nz\n")


def test_the_base_comes_too_where_git_wrote_it() -> None:
    assert marked.split(THREE) == (b"a\r\nbase\r\nz\r\n", b"a\r\nours\r\nz\r\n", b"a\r\nz\r\n")


def test_several_marks() -> None:
    sides = marked.split(TWO + TWO)
    assert sides is not None
    assert sides.theirs == b"a\ntheirs\nz\na\ntheirs\nz\n"


def test_a_file_without_marks_is_left_alone() -> None:
    for data in (b"", b"{}", b"=======\n", b"<<<<<<< HEAD\nno end", TWO.replace(b"=======\n", b"")):
        assert marked.split(data) is None
    assert marked.is_marked(TWO)
    assert not marked.is_marked(b'{"title": "<<<<<<< HEAD"}')
