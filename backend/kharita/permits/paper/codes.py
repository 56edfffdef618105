"""Codes that nobody can guess, in letters that nobody confuses when reading them from paper."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O, 1 I L, U
GROUPS, LETTERS = 4, 4


def new_code() -> str:
    """A code such as K7QX-2MWD-9RTF-4HBN: 78 random bits."""
    letters = [secrets.choice(ALPHABET) for _ in range(GROUPS * LETTERS)]
    return "-".join("".join(letters[start : start + LETTERS]) for start in range(0, len(letters), LETTERS))


def read_code(text: str) -> str:
    """`text` as someone typed it, in the form that codes are kept in."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return "-".join(letters[start : start + LETTERS] for start in range(0, len(letters), LETTERS))
