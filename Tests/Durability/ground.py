"""The ground the crash trials stand on, and can take away: result lines, the real server, a private PostgreSQL with its safety
on, and a disk that can lose its power. Python's standard library only."""
import atexit
import glob
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("FULCRUM_BINARY", os.path.join(ROOT, ".build/debug/fulcrum"))
FULL = os.environ.get("FULCRUM_FULL") == "1"

_failures = 0


def passed(what):
    print(f"passed: {what}", flush=True)


def failed(what, why):
    global _failures
    _failures += 1
    print(f"failed: {what}: {why}", flush=True)


def skipped(what, why):
    print(f"skipped: {what}: {why}", flush=True)


def figure(name, value):
    print(f"figure: {name}: {value}", flush=True)


def check(what, holds, why=""):
    passed(what) if holds else failed(what, why or "did not hold")
    return bool(holds)


def finish():
    sys.exit(1 if _failures else 0)


def scratch(prefix="fulcrum-crash-"):
    """A folder in /tmp that is gone at the end; readable for the user who runs PostgreSQL."""
    folder = tempfile.mkdtemp(prefix=prefix, dir="/tmp")
    os.chmod(folder, 0o755)
    atexit.register(shutil.rmtree, folder, True)
    return folder


def shortened(page):
    """The words of a page, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.split("<main", 1)[-1]))[:200]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A cluster of its own, with everything on that a district would have on."""

    @staticmethod
    def programs():
        found = sorted((int(v), v) for v in os.listdir("/usr/lib/postgresql") if v.isdigit()) if os.path.isdir("/usr/lib/postgresql") else []
        return f"/usr/lib/postgresql/{found[-1][1]}/bin" if found else None

    def __init__(self, folder):
        self.folder = folder
        self.bin = Postgres.programs()
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        os.makedirs(folder, exist_ok=True)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        # Sockets lie apart from the data, so that a file system under test can be taken away.
        self.sockets = scratch("fulcrum-pgs-")
        if os.getuid() == 0:
            shutil.chown(self.sockets, "postgres", "postgres")
        self._run([f"{self.bin}/initdb", "-D", self.data, "-U", "app", "--auth=trust", "--encoding=UTF8", "--locale=C"])
        atexit.register(self.stop, "immediate")

    @property
    def data(self):
        return os.path.join(self.folder, "data")

    @property
    def address(self):
        return f"host={self.sockets} user=app dbname=postgres"

    def _run(self, command, must=True):
        done = subprocess.run(self.user + command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        if must and done.returncode:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}")
        return done.returncode

    def start(self):
        options = f"-c listen_addresses= -c unix_socket_directories={self.sockets}"
        log = os.path.join(self.sockets, "log")
        code = self._run([f"{self.bin}/pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", log, "-o", options, "start"], must=False)
        if code:
            with open(log) as file:
                raise RuntimeError(f"PostgreSQL did not start: {file.read()[-1500:]}")
        # Read now: after a power cut the file cannot be read any more.
        with open(os.path.join(self.data, "postmaster.pid")) as file:
            self.postmaster = int(file.readline())

    def stop(self, how="fast"):
        self._run([f"{self.bin}/pg_ctl", "-D", self.data, "-w", "-t", "30", "-m", how, "stop"], must=False)

    def kill(self):
        """SIGKILL to the postmaster and to every backend, as a machine that dies does it."""
        pids = [self.postmaster] + children(self.postmaster)
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for _ in range(500):
            if not any(is_running(pid) for pid in pids):
                return
            time.sleep(0.02)


def children(parent):
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    if int(file.read().rsplit(")", 1)[1].split()[1]) == parent:
                        found.append(int(entry))
            except (OSError, IndexError, ValueError):
                pass
    return found


def is_running(pid):
    """A process that nobody has collected yet counts: PostgreSQL would take it for a living one too."""
    return os.path.exists(f"/proc/{pid}")


def faketime():
    """The library under which a program's calendar clock runs faster than the machine's; None where it is missing."""
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    return found[0] if found else None


class Server:
    """`fulcrum serve`, furnished unless asked otherwise, over one data directory or one PostgreSQL, always on the same port. With
    `quickened`, minutes of its calendar clock pass in a fraction of the time."""

    def __init__(self, data=None, postgres=None, environment=None, arguments=(), demo=True, quickened=1, hurried=True):
        self.data, self.postgres = data, postgres
        self.port = free_port()
        # The writers of the trials are quicker than any hand.
        hurry = ["--changes-a-minute", "100000"] if hurried else []
        self.arguments = (["--demo"] if demo else []) + hurry + list(arguments)
        self.environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no", **(environment or {})}
        self.environment.pop("FULCRUM_DATABASE", None)
        # The library is only heeded by a program that another one has started.
        self.starter = ["env"] if quickened != 1 else []
        if quickened != 1:
            self.environment |= {"LD_PRELOAD": faketime(), "FAKETIME": f"+0 x{quickened}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        self.process = None
        self.log = os.path.join(scratch(), "server.log")
        atexit.register(self.kill)

    def start(self, within=60):
        """Starts and answers how many seconds passed until it was healthy."""
        place = ["--database", self.postgres.address] if self.postgres else ["--data", self.data]
        command = [*self.starter, BINARY, "serve", "--port", str(self.port), *place, *self.arguments]
        began = time.monotonic()
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)
        while time.monotonic() - began < within:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.tail()}")
            if self.health() == 200:
                return time.monotonic() - began
            time.sleep(0.01)
        raise RuntimeError(f"the server was not healthy within {within} s: {self.tail()}")

    def health(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            return None

    def tail(self):
        with open(self.log) as log:
            return log.read()[-1500:]

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024

    def rows(self, sql):
        """What the database holds, asked past the server."""
        if self.postgres:
            done = subprocess.run(
                ["psql", "-X", "-q", "-A", "-t", "-d", self.postgres.address, "-c", f"SELECT json_agg(r) FROM ({sql}) r"],
                capture_output=True, text=True, timeout=60)
            if done.returncode:
                raise RuntimeError(done.stderr)
            found = json.loads(done.stdout.strip() or "[]") or []
            return [tuple(row.values()) for row in found]
        connection = sqlite3.connect(os.path.join(self.data, "fulcrum.sqlite"), timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


class Disk:
    """A small file system in a file, which can lose its power."""

    SHUTDOWN = 0x8004587D      # _IOR('X', 125, __u32), the same for ext4 and xfs
    WITHOUT_FLUSH = 2

    def __init__(self, kind="ext4", megabytes=256):
        self.kind = kind
        folder = scratch()
        self.image, self.mountpoint = os.path.join(folder, "disk"), os.path.join(folder, "mnt")
        os.makedirs(self.mountpoint)
        with open(self.image, "wb") as file:
            file.truncate(megabytes * 1_048_576)
        subprocess.run([f"mkfs.{kind}", "-q", self.image], check=True, stdin=subprocess.DEVNULL)
        self.mount()
        atexit.register(self.unmount)

    @staticmethod
    def why_not(kind="ext4"):
        if os.getuid() != 0:
            return "only root can mount a disk of its own"
        if not shutil.which(f"mkfs.{kind}"):
            return f"mkfs.{kind} is missing (package {'e2fsprogs' if kind == 'ext4' else 'xfsprogs'})"
        probe = subprocess.run(["losetup", "-f"], capture_output=True, text=True)
        return None if probe.returncode == 0 else "there are no loop devices here"

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.mountpoint], check=True, stdin=subprocess.DEVNULL)
        os.chmod(self.mountpoint, 0o755)

    def cut(self):
        """From here on nothing reaches the disk any more, and what waited in memory never will."""
        import fcntl
        import struct
        handle = os.open(self.mountpoint, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, Disk.SHUTDOWN, struct.pack("I", Disk.WITHOUT_FLUSH))
        finally:
            os.close(handle)

    def unmount(self):
        for _ in range(50):
            if not os.path.ismount(self.mountpoint):
                return
            if subprocess.run(["umount", self.mountpoint], stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.1)
        subprocess.run(["umount", "-l", self.mountpoint], stderr=subprocess.DEVNULL)
