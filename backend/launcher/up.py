"""`./kharita up`: from a clone to the running product, and back down when a person says so."""

from contextlib import ExitStack
from dataclasses import dataclass

from launcher import disk, frontend_build, live_process, prepare, running
from launcher.commands import Command, Environment, run
from launcher.errors import Interrupted, LauncherError
from launcher.locks import Lock
from launcher.paths import Clone
from launcher.processes import Identity, port_holder, port_is_free
from launcher.progress import Progress
from launcher.settings import backend_environment, chosen_port, read_settings
from launcher.supervisor import Part, Supervisor, await_answer
from launcher.web import web_command, with_metrics
from launcher.words import chosen

_HEALTH = "/healthz"
_HOST = "127.0.0.1"


@dataclass(frozen=True)
class UpOptions:
    """`demo` is None where nobody said: a private database then gets the demo town, a foreign one not."""

    port: int | None = None
    host: str | None = None
    demo: bool | None = None


@dataclass(frozen=True)
class Place:
    """Where it listens: `live_port` is that of the process which tells pages what changes."""

    host: str
    port: int
    live_port: int

    @property
    def reachable(self) -> str:
        """Where a server that listens on `host` answers on this machine."""
        return _HOST if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound

    @property
    def address(self) -> str:
        return f"http://{self.reachable}:{self.port}"

    @property
    def live_address(self) -> str:
        return f"http://{self.reachable}:{self.live_port}"


def up(clone: Clone, options: UpOptions) -> int:
    """Bring everything up and watch it. Returns 0 after Ctrl-C or SIGTERM once it serves."""
    clone.prepare()
    settings = read_settings(clone)
    port = chosen_port(options.port, settings)
    host = options.host or settings.get("KHARITA_HOST", _HOST)
    note = clone.run / "up.json"
    lock = Lock(clone.run / "up.lock")
    if not lock.take():
        other = running.read(note)
        where = f" at {other.address} (process {other.launcher.pid})" if other else ""
        raise LauncherError(
            f"Kharita is already up{where}.", mend="Open that address, or stop it there with Ctrl-C."
        )
    progress = Progress()
    try:
        if left := running.end_leftovers(note):
            progress.line(f"Ended {left} processes that a killed `up` had left.")
        _check_port(host, port)
        disk.check(clone)
        place = Place(host, port, live_process.choose_port(host, port, settings))
        running.write(note, running.Running(place.address, running.own_identity()))
        return _bring_up(clone, options, progress, place, settings)
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _check_port(host: str, port: int) -> None:
    if port_is_free(host, port):
        return
    holder = port_holder(port)
    raise LauncherError(
        f"Port {port} is taken{f' by {holder}' if holder else ' by another program'}.",
        mend=f"Stop that program, or choose another port: `./kharita up --port {port + 1}`.",
    )


def _bring_up(
    clone: Clone, options: UpOptions, progress: Progress, place: Place, settings: dict[str, str]
) -> int:
    foreign_url = settings.get("DATABASE_URL")
    settings = {
        "KHARITA_PUBLIC_URL": place.address,
        "KHARITA_LIVE_URL": live_process.told_address(place.live_port, settings),
    } | settings
    prepare.machine(clone, progress, for_tests=False, private_database=not foreign_url)
    prepare.python(clone, progress, for_tests=False)
    with progress.step("Frontend") as step, prepare.alone(clone, step.say):
        frontend_build.ensure(clone, step)
    with ExitStack() as stack:
        database = stack.enter_context(prepare.database(clone, progress, foreign_url))
        environment = backend_environment(clone, settings, database_url=database.url)
        with_demo = options.demo if options.demo is not None else not foreign_url
        _fill(clone, progress, environment, database, with_demo=with_demo)
        supervisor = _start(clone, progress, environment, place, stack)
        _greet(clone, progress, environment, place.address)
        try:
            supervisor.watch(lambda: _tend(database, progress))
        except Interrupted:
            progress.line("Stopping.")
    progress.line("Stopped.")
    return 0


def _fill(
    clone: Clone,
    progress: Progress,
    environment: Environment,
    database: prepare.Database,
    *,
    with_demo: bool,
) -> None:
    """The tables, the law in them, and the demo town where it is wanted and the database is empty."""
    works = [
        ("Tables", ("migrate", "--no-input")),
        ("Law of permits", ("load_permit_law",)),
        *([("Demo town", ("seed_demo", "--flights"))] if with_demo else []),
    ]
    done: list[str] = []
    for title, argv in works:
        if database.prepared and database.prepared.has(argv[0]):
            with progress.step(title) as step:
                step.say("done before")
        else:
            _manage_step(clone, progress, environment, title, *argv)
        done.append(argv[0])
    if database.prepared:
        database.prepared.note(done)


def _manage_step(clone: Clone, progress: Progress, environment: Environment, title: str, *argv: str) -> None:
    with progress.step(title) as step:
        tail = run(
            Command([clone.python, clone.manage, *argv], cwd=clone.backend, env=environment),
            log=clone.logs / f"{argv[0]}.log",
            on_line=lambda line: step.say(line) if line.strip() else None,
            mend=f"Read var/log/{argv[0]}.log; `./kharita manage {' '.join(argv)}` repeats it.",
        )
        step.say(tail[-1] if tail else "")


def _start(
    clone: Clone, progress: Progress, environment: Environment, place: Place, stack: ExitStack
) -> Supervisor:
    note = clone.run / "up.json"
    me = running.own_identity()

    def record(parts: list[Identity]) -> None:
        running.write(note, running.Running(place.address, me, tuple(parts), place.live_address))

    supervisor = Supervisor(progress.line, record)
    stack.callback(supervisor.stop)
    with progress.step("Web and worker") as step:
        (clone.var / "static").mkdir(exist_ok=True)
        environment = with_metrics(clone, environment)
        web = Part(
            "web process",
            web_command(clone, environment, place.host, place.port),
            clone.logs / "web.log",
            essential=True,
        )
        web.log.unlink(missing_ok=True)
        supervisor.add(web)
        step.say(f"waiting for {place.address}{_HEALTH}")
        await_answer(web, place.reachable, place.port, _HEALTH)
        # These begin once the web answers: nobody waits for them, and they would slow each other down.
        worker = Command([clone.python, clone.manage, "worker"], cwd=clone.backend, env=environment)
        supervisor.add(Part("worker", worker, clone.logs / "worker.log"))
        live = live_process.command(clone, environment, place.host, place.live_port)
        supervisor.add(Part("live process", live, clone.logs / "live.log"))
        step.say(place.address)
    return supervisor


def _tend(database: prepare.Database, progress: Progress) -> None:
    if database.tend():
        progress.line("The database server had ended; it was started again.")


def _greet(clone: Clone, progress: Progress, environment: Environment, address: str) -> None:
    progress.line()
    progress.summary()
    progress.line(f"\nKharita is up: {address}")
    ask = ["demo_accounts", "--language", chosen()]
    command = Command([clone.python, clone.manage, *ask], cwd=clone.backend, env=environment)
    try:
        accounts = run(command, log=clone.logs / "demo_accounts.log")
    except LauncherError:
        accounts = ["(the demo accounts could not be listed: see var/log/demo_accounts.log)"]
    for line in accounts:
        progress.line(f"  {line}")
    progress.line("Ctrl-C stops it. Logs: var/log/")
