"""What the child process can do, by name (`python -m kharita.rasters task path …`)."""

from kharita.core.confined_child import Limits, Task

GIB = 1024**3
INSPECTION = Limits(memory_bytes=3 * GIB // 2, cpu_seconds=40, written_bytes=64 * 1024, fenced=True)
CONVERSION = Limits(
    # Of address space, far above what is really used (`tests/bench/bench_ingest.py` tells it).
    memory_bytes=3 * GIB,
    cpu_seconds=12 * 3600,
    written_bytes=256 * GIB,
    open_files=256,
    fenced=True,
    is_last_argument_written=True,
)
TASKS = {
    "inspect": Task("kharita.rasters.look", "inspect_raster", INSPECTION),
    "analysis-cog": Task("kharita.rasters.conversion", "make_analysis", CONVERSION),
    "display-cog": Task("kharita.rasters.conversion", "make_display", CONVERSION),
}
