"""The session's process, which runs the cells; see src/Notebooks.Engine/Protocol/README.md."""

import json
import os
import signal
import subprocess
import threading
from collections import deque

FRAME_START = b"\x1e"
LINES_KEPT = 20
MESSAGES_AHEAD = 64
EXIT_SECONDS = 2


class Engine:
    """A session's process. Messages to it may be sent from any thread."""

    def __init__(self, command):
        self._lock = threading.Lock()
        self._first_errors = []
        self._last_errors = deque(maxlen=LINES_KEPT)
        self._ahead = threading.BoundedSemaphore(MESSAGES_AHEAD)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A stack overflow must end the process at once, without a dump of its memory.
            env={**os.environ, "DOTNET_DbgEnableMiniDump": "0"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def listen(self, call, on_message, on_end):
        """Hands on each message, and at last why the process ended, by `call(function, *arguments)`."""

        def hand_on(message):
            # A cell that prints faster than anybody reads waits here, and memory does not fill up.
            self._ahead.acquire()
            call(receive, message)

        def receive(message):
            self._ahead.release()
            on_message(message)

        readers = [
            threading.Thread(target=self._read_messages, args=(hand_on,), daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]

        def wait():
            for reader in readers:
                reader.start()
            self._process.wait()
            self._end_group()
            for reader in readers:
                # A program that got away may hold the pipes open for as long as it likes.
                reader.join(EXIT_SECONDS)
            call(on_end, self._describe_end(), self._first_errors + list(self._last_errors))

        threading.Thread(target=wait, daemon=True).start()

    def send(self, kind, **fields):
        """Sends a message. One to a process that is gone is lost."""
        # What is no text, as half of a surrogate pair, would be no JSON either.
        frame = json.dumps({"type": kind, **fields}, ensure_ascii=False).encode("utf-8", "replace")
        with self._lock:
            try:
                self._process.stdin.write(FRAME_START + frame + b"\n")
                self._process.stdin.flush()
            except (OSError, ValueError):
                pass

    def end(self):
        """Ends the process and all that cells have started."""
        started = self._descendants()
        self.send("shutdown")
        try:
            self._process.wait(EXIT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._end_group()
        for process in started:
            try:
                process.kill()
            except Exception:
                pass

    def _read_messages(self, hand_on):
        for line in self._process.stdout:
            stray, start, frame = line.partition(FRAME_START)
            message = self._parse(frame)
            if message is None:
                stray += frame
            if stray:
                hand_on({"type": "stream", "name": "stdout", "text": stray.decode("utf-8", "replace")})
            if message is not None:
                hand_on(message)

    @staticmethod
    def _parse(frame):
        try:
            return json.loads(frame) if frame.endswith(b"\n") else None
        except ValueError:
            return None

    def _read_errors(self):
        for line in self._process.stderr:
            text = line.decode("utf-8", "replace").rstrip()
            if len(self._first_errors) < LINES_KEPT:
                self._first_errors.append(text)
            else:
                self._last_errors.append(text)

    def _describe_end(self):
        code = self._process.returncode
        how = f"exit code {code}"
        if code < 0:
            try:
                how = signal.Signals(-code).name
            except ValueError:
                how = f"signal {-code}"
        if any(line.startswith("Stack overflow") for line in self._first_errors):
            return f"the stack overflowed, which no program survives ({how})"
        unhandled = next((line for line in self._first_errors if line.startswith("Unhandled exception")), None)
        if unhandled:
            return f"an exception on another thread ended the session ({how}): {unhandled}"
        return f"the session's process was ended by {how}" if code < 0 else f"the session's process exited with code {code}"

    def _end_group(self):
        # On Unix the session leads a process group of its own.
        if hasattr(os, "killpg"):
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except OSError:
                pass

    def _descendants(self):
        try:
            import psutil

            return psutil.Process(self._process.pid).children(recursive=True)
        except Exception:
            return []
