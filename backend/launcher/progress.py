"""What a person sees while the launcher works: a line for each step, alive on a terminal, plain elsewhere."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from launcher.errors import Interrupted
from launcher.words import say

_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_REDRAW_SECONDS = 0.1
_PLAIN_SECONDS = 15.0  # between two signs of life where there is no terminal
_QUIET_SECONDS = 3.0  # a quiet step shows itself once it has lasted this long
_WIDTH = 100


class Step:
    """One named piece of work. `say` tells what it is at; `result` what came out."""

    def __init__(self, title: str, progress: "Progress") -> None:
        self.title = say(title)
        self.detail = ""
        self.began = time.monotonic()
        self._progress = progress

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def say(self, detail: str) -> None:
        self.detail = say(" ".join(detail.split()))

    def note(self, line: str) -> None:
        """A line that stays."""
        self._progress.line(line)


class Progress:
    """The steps of one run of the launcher, with their seconds."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stdout
        self._live = self._stream.isatty()
        self._quiet = quiet
        self._lock = threading.Lock()
        self._drawn = False
        self.seconds: list[tuple[str, float]] = []
        self._began = time.monotonic()
        reconfigure: Callable[..., None] | None = getattr(self._stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Show a step for the length of a `with`; a failure inside passes through, marked with the step."""
        step = Step(title, self)
        done = threading.Event()
        ticker = threading.Thread(target=self._tick, args=(step, done), daemon=True)
        if not self._quiet and not self._live:
            self.line(f"→ {step.title}")
        ticker.start()
        mark = "✗"
        try:
            yield step
            mark = "✓"
        except Interrupted:
            mark = "■"
            step.say("stopped")
            raise
        except Exception as error:
            error.__dict__.setdefault("step", title)
            step.say("")
            raise
        finally:
            done.set()
            ticker.join()
            self._close(step, mark)

    def line(self, text: str = "") -> None:
        with self._lock:
            self._wipe()
            self._write(say(text) + "\n")

    def summary(self) -> None:
        """The seconds of each step, and of all together, some of which ran side by side."""
        width = max((len(title) for title, _ in self.seconds), default=0)
        for title, seconds in self.seconds:
            self.line(f"  {title:<{width}}  {seconds:7.1f} s")
        self.line(f"  {say('all'):<{width}}  {time.monotonic() - self._began:7.1f} s")

    def _close(self, step: Step, mark: str) -> None:
        self.seconds.append((step.title, step.seconds))
        if self._quiet and mark == "✓" and step.seconds < _QUIET_SECONDS:
            with self._lock:
                self._wipe()
            return
        self.line(f"{mark} {step.title}  {step.seconds:.1f} s  {step.detail}".rstrip())

    def _tick(self, step: Step, done: threading.Event) -> None:
        frame = 0
        while not done.wait(_REDRAW_SECONDS if self._live else _PLAIN_SECONDS):
            if self._quiet and step.seconds < _QUIET_SECONDS:
                continue
            text = f"{step.title}  {step.seconds:.0f} s  {step.detail}".rstrip()
            if not self._live:
                self.line(f"  … {text}")
                continue
            frame = (frame + 1) % len(_FRAMES)
            with self._lock:
                self._wipe()
                self._write(f"{_FRAMES[frame]} {text}"[:_WIDTH])
                self._drawn = True

    def _wipe(self) -> None:
        if self._drawn:
            self._write("\r\x1b[2K")
            self._drawn = False

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except BrokenPipeError:
            pass  # nobody reads any more; the work goes on and its log is on disk
