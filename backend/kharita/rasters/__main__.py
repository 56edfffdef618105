"""The child process that opens strangers' rasters (`core.confined`)."""

import sys

# rasterio would load the client of a cloud that the child never speaks to, which takes most of its start.
sys.modules["boto3"] = None  # type: ignore[assignment]  # what makes an import fail

from kharita.core.confined_child import run  # noqa: E402 - see above
from kharita.rasters.tasks import TASKS  # noqa: E402 - see above

run(sys.argv[1:], TASKS)
