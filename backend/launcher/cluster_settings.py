"""How the private cluster is set up: memory for a map's queries, durability kept, no door but one socket."""

import os

from launcher.postgres_programs import EXTENSIONS

SUPERUSER = "postgres"
ROLE = "kharita"  # owns the database; neither superuser nor able to reach the server's files
DATABASE = "kharita"
SOCKET_FOLDER = (
    "../socket"  # from the data folder, where the server stands: a long clone path does not matter
)
_MIB = 1024**2


def server_arguments() -> list[str]:
    """Settings of the running server, given on its command line so that they grow with the code."""
    memory = _machine_memory()
    values = {
        "listen_addresses": "",
        "unix_socket_directories": SOCKET_FOLDER,
        "unix_socket_permissions": "0700",
        "shared_buffers": f"{_between(128, memory // 8 // _MIB, 1024)}MB",
        "effective_cache_size": f"{_between(256, memory // 2 // _MIB, 65536)}MB",
        "work_mem": f"{_between(8, memory // 500 // _MIB, 32)}MB",
        "maintenance_work_mem": f"{_between(64, memory // 32 // _MIB, 512)}MB",
        "max_connections": "100",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "wal_compression": "on",
        "random_page_cost": "1.1",
        "jit": "off",  # 1.2 to 1.6 times slower on low-zoom tiles when on
        "fsync": "on",
        "synchronous_commit": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_duration_statement": "5s",
    }
    return [argument for name, value in values.items() for argument in ("-c", f"{name}={value}")]


def access_rules() -> str:
    """pg_hba.conf: this machine's socket only, and only the system users of the map below."""
    return f"local all all peer map={ROLE}\n"


def user_map(system_users: set[str]) -> str:
    """pg_ident.conf: which system users may be which roles."""
    return "".join(f'{ROLE} "{user}" {role}\n' for user in sorted(system_users) for role in (SUPERUSER, ROLE))


def settling_script() -> str:
    """For psql in template1: the role, the database, and the extensions that take a superuser; idempotent.

    What is in the template is in every test database too, so that the role need not be a superuser.
    """
    extensions = "".join(f"CREATE EXTENSION IF NOT EXISTS {name};\n" for name in EXTENSIONS)
    role = f"WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}')"  # noqa: S608 - our own name
    database = f"WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}')"  # noqa: S608 - our own name
    return (
        f"SELECT 'CREATE ROLE {ROLE} LOGIN CREATEDB' {role} \\gexec\n"
        f"{extensions}\\c postgres\n"
        f"SELECT 'CREATE DATABASE {DATABASE} OWNER {ROLE}' {database} \\gexec\n"
        f"\\c {DATABASE}\n{extensions}"
    )


def _machine_memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))
