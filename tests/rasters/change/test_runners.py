"""What a worker loads before it is asked for anything."""

import subprocess
import sys
from pathlib import Path

BACKEND = Path(__file__).resolve().parents[3] / "backend"
PROGRAM = """
import sys
from kharita.rasters.change.finder import find_changes
from kharita.rasters.change.runners import runner
with runner(scheduler="", workers=2) as run:
    print(*run(abs, [-2, -1]), *sorted({"dask", "distributed"} & sys.modules.keys()))
"""


def test_without_a_cluster_nothing_of_dask_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=BACKEND, capture_output=True, check=True)
    assert done.stdout.split() == [b"2", b"1"]
