"""Starting and stopping: nothing is left behind, and what cannot be is said."""

import importlib.util
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from serving import Server, ended, in_a_loop, serving, start


def gone(processes: list[int]) -> bool:
    for _ in range(200):
        if not any(alive(process) for process in processes):
            return True
        time.sleep(0.02)
    return False


def alive(process: int) -> bool:
    try:
        return (
            Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            != "Z"
        )
    except OSError:
        return False


def temporary(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith("detente-serve-")]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGTERM, 0),
        (signal.SIGINT, 0),
        pytest.param(signal.SIGKILL, -9, marks=pytest.mark.slow),
    ],
)
def test_nothing_is_left(number: int, code: int, tmp_path: Path) -> None:
    with ended(start(environment={"TMPDIR": str(tmp_path)})) as server:
        assert len(temporary(tmp_path)) == 1
        children = [*server.children()]
        assert len(children) > 2
        assert server.stop(number) == code
        assert gone(children)
        for _ in range(100):
            if not temporary(tmp_path):
                break
            time.sleep(0.02)
        assert temporary(tmp_path) == []


def refused(detente_command: str, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [detente_command, "serve", *arguments], capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stderr


def test_the_port_is_taken(detente_command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = refused(detente_command, "--port", str(taken.getsockname()[1]))
    assert code == 3
    assert "cannot be used" in said
    assert "--port" in said


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["-g", "no-such-thing", "--port", "0"], 2, "there is no source"),
        (["--writable", "--port", "0"], 2, "needs the folder of a store"),
        (["-g", "FOLDER", "--writable", "--port", "0"], 2, "is not a store"),
        (["--host", "192.0.2.1", "--port", "0"], 3, "192.0.2.1"),
        (["-g", "http://127.0.0.1:9/sparql", "--port", "0"], 2, "is served already"),
    ],
)
def test_what_cannot_be_served(
    arguments: list[str], code: int, sentence: str, detente_command: str, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").write_text("", encoding="utf-8")
    words = [str(tmp_path) if word == "FOLDER" else word for word in arguments]
    found, said = refused(detente_command, *words)
    assert (found, sentence in said) == (code, True)
    assert "Traceback" not in said


def test_a_store_that_is_written_to_is_not_written_to_twice(
    writing: Server, detente_command: str
) -> None:
    folder = next(
        word
        for word in Path(f"/proc/{writing.process.pid}/cmdline").read_bytes().decode().split("\0")
        if word.endswith("store")
    )
    code, said = refused(detente_command, "-g", folder, "--writable", "--port", "0")
    assert code == 3
    assert "cannot be served" in said


def test_the_explorer_is_there(reading: Server) -> None:
    reply = reading.ask("GET", "/")
    assert (reply.status, reply.type) == (200, "text/html")


@pytest.mark.slow
def test_hostile_clients_leave_the_others_whole() -> None:
    """A shorter benchmarks/server_load.py: everyone is answered rightly, and the process is as it was."""
    file = Path(__file__).parents[2] / "benchmarks" / "server_load.py"
    spec = importlib.util.spec_from_file_location("server_load", file)
    assert spec
    assert spec.loader
    load = importlib.util.module_from_spec(spec)
    sys.modules["server_load"] = load  # where its dataclasses look for their module
    spec.loader.exec_module(load)
    with serving() as server:
        port = int(server.url.rstrip("/").rpartition(":")[2])
        in_a_loop(load.measure(port, 100, 0, 3.0, 0.5))
        before, processes = server.memory(), len(server.children())
        seen = in_a_loop(load.measure(port, 190, 10, 15.0, 0.5))
        assert seen.wrong == []
        assert len(seen.seconds) > 190
        assert seen.statuses
        time.sleep(2)
        assert server.memory() < before * 1.5 + 20e6
        assert len(server.children()) <= processes + 1
        assert alive(server.process.pid)
        assert server.query("ASK {}").status == 200
