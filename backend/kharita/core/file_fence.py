"""Landlock (Linux 5.13 and later): a process that can open only the files named here, whatever it parses.

A second wall behind the parsers' own settings: a raster, drawing or archive that talks its library into
opening another file gets "permission denied". Where the kernel has no Landlock nothing is fenced, and the
parsers' settings stand alone. See landlock(7).
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
RULESET_VERSION = 1
RULE_PATH_BENEATH = 1
PR_SET_NO_NEW_PRIVS = 38
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1, 1 << 1, 1 << 2, 1 << 3, 1 << 14
ALL_OF_ABI_1 = (1 << 13) - 1
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE
REFER = 1 << 13  # renaming between folders, from ABI 2
CODE = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/proc/self",
    "/proc/cpuinfo",
    "/sys/devices/system",
)
DEVICES = ("/dev/null", "/dev/urandom")


def fence(*, reads: Iterable[Path], writes: Iterable[Path]) -> bool:
    """From now on, open only `reads`, the code that runs, and what is under `writes`; False: impossible."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), RULESET_VERSION)
    if version < 1:
        return False
    handled = ALL_OF_ABI_1 | (REFER if version >= 2 else 0) | (TRUNCATE if version >= 3 else 0)
    attributes = struct.pack("=Q", handled)
    ruleset = libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return False
    for path in (*_code(), *reads):
        _allow(libc, ruleset, path, EXECUTE | READ_FILE | READ_DIR)
    for path in (*map(Path, DEVICES), *writes):
        _allow(libc, ruleset, path, handled & ~EXECUTE)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    fenced: bool = libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return fenced


def _code() -> Iterable[Path]:
    """Python, its packages and ours; not the folder above, where a deployment's own files may lie."""
    ours = Path(__file__).resolve().parents[1]
    yield from (Path(sys.prefix), Path(sys.base_prefix), ours, *map(Path, CODE))
    yield from (Path(entry) for entry in sys.path if entry.endswith("site-packages"))


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # what is not there needs no right
        return
    try:
        if not path.is_dir():
            rights &= OF_FILES | TRUNCATE
        libc.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, struct.pack("=Qi", rights, opened), 0)
    finally:
        os.close(opened)
