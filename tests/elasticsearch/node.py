"""A real Elasticsearch node that the suite starts, kills and starts again."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
CLASSES = PROJECT / "target" / "classes"
CLASS_PATH = PROJECT / "target" / "classpath"
SECONDS_TO_START = 120
HEALTH = "/_cluster/health?wait_for_status=yellow&timeout=5s"


def why_not():
    """Why no node can be started here, or an empty text."""
    for tool, package in (("java", "Debian's openjdk-17-jdk-headless"), ("mvn", "Debian's maven")):
        if shutil.which(tool) is None:
            return f"{package} is not installed"
    return ""


def prepare():
    """Fetch the server's jars into the local Maven repository and compile the launcher, once for all processes."""
    (PROJECT / "target").mkdir(exist_ok=True)
    with (PROJECT / "target" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_prepared():
            return
        subprocess.run(
            ["mvn", "-q", "-B", "compile", "dependency:build-classpath", f"-Dmdep.outputFile={CLASS_PATH}"],
            cwd=PROJECT,
            check=True,
            timeout=900,
        )


def is_prepared():
    if not CLASS_PATH.exists():
        return False
    made = CLASS_PATH.stat().st_mtime
    sources = [PROJECT / "pom.xml", *PROJECT.glob("src/**/*.*")]
    jars = CLASS_PATH.read_text().strip().split(os.pathsep)
    return all(source.stat().st_mtime < made for source in sources) and all(Path(jar).exists() for jar in jars)


class Node:
    """One node on a free port of this machine; what it has written outlives it in its folder."""

    def __init__(self, home):
        self.home = Path(home)
        self.port = free_port()
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Start, and return when it answers and holds all its indices."""
        with (self.home / "node.log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command(), cwd=self.home, stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._is_healthy():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.home / "node.log").read_text()[-4_000:])
            time.sleep(0.1)

    def kill(self):
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdin.close()

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def _is_healthy(self):
        try:
            urllib.request.urlopen(self.url + HEALTH, timeout=10).close()  # noqa: S310 -- our own node
        except OSError:
            return False
        return True

    def _command(self):
        return [
            "java",
            "-Xms512m",
            "-Xmx512m",
            f"-Dlog4j.configurationFile={CLASSES / 'log4j2.properties'}",
            "-Dlog4j2.disable.jmx=true",
            "-Des.set.netty.runtime.available.processors=false",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            os.pathsep.join([str(CLASSES), CLASS_PATH.read_text().strip()]),
            "org.elasticsearch.node.NodeForTheSuite",
            str(self.home),
            str(self.port),
        ]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
