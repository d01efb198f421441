"""Makes a fresh checkout ready: environment, secrets, and (for tests) a browser. Standard library only.

Each thing that can be missing ends in one line that says what to do.
"""

import argparse
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCAL = ROOT / ".local"
REQUIREMENTS = ROOT / "requirements.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def stop(message: str) -> None:
    sys.exit(f"Cannot start: {message}")


def check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this line is what an old Python gets to read
        found = ".".join(map(str, sys.version_info[:3]))
        stop(f"Python 3.11 or newer is needed and this is {found}. Install a newer python3 and run again.")
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("this Python cannot make environments. Install the package python3-venv and run again.")


def check_folder() -> None:
    try:
        LOCAL.mkdir(exist_ok=True)
        probe = LOCAL / "probe"
        probe.write_text("")
        probe.unlink()
    except OSError:
        stop(f"the folder {ROOT} cannot be written to. Copy it to a place of your own and run there.")


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(f"port {port} is taken. Stop what uses it, or choose another: make run PORT={port + 1}")


def install() -> None:
    """Install the locked requirements when they changed since the last time."""
    stamp = VENV / "installed"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing the locked dependencies into .venv (once, about a minute)...", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # The lock is complete: resolving again would trip over whatever was released since it was made.
    locked = ["--require-hashes", "--no-deps", "-r", str(REQUIREMENTS)]
    done = subprocess.run([*pip, *locked], capture_output=True, text=True)
    if done.returncode:
        (LOCAL / "install.log").write_text(done.stdout + done.stderr)
        stop("the dependencies could not be installed. Is the network up? Details: .local/install.log")
    stamp.write_text(wanted)


def make_secrets() -> None:
    """Write this installation's secret key once, readable by its owner only."""
    settings = LOCAL / "env"
    if not settings.exists():
        settings.touch(mode=0o600)
        settings.write_text(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")


def find_browser() -> None:
    """Use a Chromium that is there; else install one by the platform's means, and say so."""
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in BROWSERS):
        return
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else [shutil.which("sudo") or ""]
    if apt is None or sudo == [""]:
        print("No Chromium here and no way to install one: browser tests are skipped.", file=sys.stderr)
        return
    print("Installing Chromium with apt-get for the browser tests...", file=sys.stderr)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run([*sudo, apt, "update", "-qq"], check=False, **quiet)
    if subprocess.run([*sudo, apt, "install", "-y", "-qq", "chromium"], check=False, **quiet).returncode:
        print("Chromium could not be installed: browser tests are skipped.", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("purpose", choices=["install", "run", "test"])
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    check_python()
    check_folder()
    if options.purpose == "run":
        check_port(options.port)
    install()
    make_secrets()
    if options.purpose == "test":
        find_browser()


if __name__ == "__main__":
    main()
