"""Makes .venv ready: `prepare.py run` for using Orgsketch, `prepare.py dev` for working on it.

Installs exactly the pinned packages and then the project itself, editable. What is missing on the machine is
said in one sentence with its cure. Runs on any Python 3 so that an old one can be told that it is too old.
"""

import hashlib
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
PINS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}

# Which parts of Qt are looked at, and where the packages of their libraries are known.
PARTS = ("QtWidgets.abi3.so", "QtSvg.abi3.so", "QtPrintSupport.abi3.so", "Qt/plugins/platforms/libqxcb.so")
KNOWN = (
    "import json, PySide6; from orgsketch.cli.doctor import LIBRARIES;"
    "print(json.dumps([PySide6.__path__[0], LIBRARIES]))"
)


def prepare(purpose):
    """Create .venv and install what `purpose` needs, unless that is done already."""
    check_python()
    stamp = os.path.join(VENV, "ready-" + purpose)
    wanted = digest(PINS[purpose], "pyproject.toml")
    if not is_written(stamp, wanted):
        create()
        install(PINS[purpose])
        with open(stamp, "w") as file:
            file.write(wanted)
    check_qt()


def check_python():
    if sys.version_info < (3, 11):
        stop(
            "Orgsketch needs Python 3.11 or newer, this is %d.%d: name another, "
            "as in `make run PYTHON=python3.12`." % sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart from Python
    except ImportError:
        stop("Python cannot make environments here: sudo apt-get install python3-venv")


def create():
    if not works():
        run([sys.executable, "-m", "venv", "--clear", VENV], "No environment could be made in .venv.")


def works():
    """Whether .venv holds a Python of the version that runs this script."""
    if not os.path.exists(PYTHON):
        return False
    ask = [
        PYTHON,
        "-c",
        "import sys, pip; print(sys.version_info[:2] == %r)" % (tuple(sys.version_info[:2]),),
    ]
    return subprocess.run(ask, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.strip() == b"True"


def install(pins):
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    print("Installing what Orgsketch needs (once) ...", flush=True)
    sentence = "The packages could not be installed (see above); this step needs the network."
    run(
        [*pip, "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", os.path.join(ROOT, pins)],
        sentence,
    )
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT],
        "Orgsketch itself could not be installed.",
    )


def check_qt():
    """Stop when the system lacks libraries that Qt links against."""
    if not sys.platform.startswith("linux"):
        return
    told = subprocess.run([PYTHON, "-c", KNOWN], stdout=subprocess.PIPE, check=True).stdout
    qt, packages = json.loads(told.decode())
    missing = set()
    for part in PARTS:
        listed = subprocess.run(
            ["ldd", os.path.join(qt, part)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        missing |= set(re.findall(r"(\S+) => not found", listed.stdout.decode()))
    if missing:
        wanted = sorted({packages.get(library, library) for library in missing})
        stop("Qt misses %s: sudo apt-get install %s" % (", ".join(sorted(missing)), " ".join(wanted)))


def digest(*names):
    whole = hashlib.sha256(sys.version.encode())
    for name in names:
        with open(os.path.join(ROOT, name), "rb") as file:
            whole.update(file.read())
    return whole.hexdigest()


def is_written(path, text):
    if not os.path.exists(path) or not works():
        return False
    with open(path) as file:
        return file.read() == text


def run(command, sentence):
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
        stop(sentence)


def stop(sentence):
    sys.exit("make: " + sentence)


if __name__ == "__main__":
    prepare(sys.argv[1])
