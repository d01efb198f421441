"""Runs a command against PostgreSQL: `DATABASE_URL` if it names one, else a throw-away cluster made for the run.

Where neither exists, says so and succeeds: the tests that need PostgreSQL were listed as skipped by name before.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def binaries() -> Path | None:
    """Return the folder of the newest installed server, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def run_as_server(command: list[str]) -> None:
    """Run a server command; PostgreSQL refuses to run as root, so root lends it the packaged user."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def with_cluster(folder: Path, command: list[str]) -> int:
    """Make a cluster in the folder, run the command against it, stop it again."""
    data, port = folder / "data", free_port()
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    server = binaries()
    run_as_server([f"{server}/initdb", "-D", str(data), "-U", "quiz", "--auth=trust", "-E", "UTF8"])
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [f"{server}/pg_ctl", "-D", str(data), "-w"]
    run_as_server([*control, "-o", settings, "-l", str(folder / "log"), "start"])
    try:
        address = f"postgresql://quiz@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}).returncode
    finally:
        run_as_server([*control, "-m", "immediate", "stop"])


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command).returncode
    if binaries() is None:
        print("No PostgreSQL here (package postgresql): its tests were skipped, by name, above.")
        return 0
    with tempfile.TemporaryDirectory(prefix="quiz-postgres-") as folder:
        return with_cluster(Path(folder), command)


if __name__ == "__main__":
    sys.exit(main())
