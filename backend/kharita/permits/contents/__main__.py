"""The child process of `contents.confined`."""

import sys

from kharita.core.confined_child import Limits, run
from kharita.permits.contents.tasks import TASKS

run(sys.argv[1:], TASKS, Limits())
