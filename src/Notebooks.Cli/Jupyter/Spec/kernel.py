"""A Jupyter kernel that hands everything on to the session of the C# engine."""

import asyncio
import inspect
import re
import signal
import uuid
from pathlib import Path

from ipykernel.kernelbase import Kernel
from jupyter_core.paths import jupyter_data_dir

from engine import Engine
from history import History

GATHER_SECONDS = 0.2
GATHER_LENGTH = 1 << 16
ASSIST_SECONDS = 10
INPUT_POLL_SECONDS = 0.01
END_OF_INPUT = "\x04"


class CSharpKernel(Kernel):
    """Translates between Jupyter's messages and the session's."""

    implementation = "notebooks"
    help_links = [
        {"text": "C# reference", "url": "https://learn.microsoft.com/dotnet/csharp/"},
        {"text": ".NET API", "url": "https://learn.microsoft.com/dotnet/api/"},
    ]

    # The base waits here for what cells in Python print; nothing that a session shows takes that way.
    _execute_sleep = 0.0

    # Set by the launcher before the kernel is made.
    spec = {}
    first_engine = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        told = self.spec["metadata"]["notebooks"]
        self._command = told["engine"]
        self._engine = self.first_engine
        self._engine_ready = False
        self._display_prefix = ""
        self._waiting = {}
        self._cell = Cell()
        self._text = []
        self._text_name = ""
        self._text_length = 0
        self.implementation_version = told["version"]
        self.language_info = {
            "name": "C#",
            "version": told["languageVersion"],
            "mimetype": "text/x-csharp",
            "file_extension": ".cs",
            "pygments_lexer": "csharp",
            "codemirror_mode": "text/x-csharp",
        }
        self.banner = f"{self.spec['display_name']}: C# {told['languageVersion']} notebooks {told['version']}"
        self._history = History(Path(jupyter_data_dir(), "notebooks", f"{told['name']}-history.sqlite"))
        for handlers in (self.shell_handlers, self.control_handlers):
            for kind, handler in handlers.items():
                handlers[kind] = self._answering(handler)
        for kind in ("comm_open", "comm_msg", "comm_close"):
            self.shell_handlers[kind] = self._refuse_comm

    def start(self):
        super().start()
        self._call = self.io_loop.asyncio_loop.call_soon_threadsafe
        self._listen()
        # Front ends that know of no interrupt message send a signal.
        signal.signal(signal.SIGINT, lambda *_: self._call(self._interrupt))

    def pre_handler_hook(self):
        """Leaves the signal as it is: the base would raise KeyboardInterrupt while it waits for the session."""

    def post_handler_hook(self):
        """Leaves the signal as it is."""

    def _answering(self, handler):
        """The handler of a request, made to answer one that makes no sense too: its sender waits for a reply."""

        async def handle(stream, ident, parent):
            try:
                result = handler(stream, ident, parent)
                if inspect.isawaitable(result):
                    await result
            except Exception as failure:
                kind = parent["header"]["msg_type"]
                message = f"{kind} cannot be carried out: {type(failure).__name__}: {failure}"
                self.log.error(message, exc_info=True)
                content = {"status": "error", **error_content("RequestError", message, [message])}
                self.session.send(stream, kind.replace("_request", "_reply"), content, parent, ident=ident)

        return handle

    @property
    def kernel_info(self):
        # The base names what Python's own kernel can do besides.
        return {**super().kernel_info, "supported_features": []}

    async def create_subshell_request(self, stream, ident, parent):
        raise NotImplementedError("a session runs one cell at a time")

    # The session's process

    def _listen(self):
        self._engine_ready = False
        self._display_prefix = uuid.uuid4().hex[:8]
        engine = self._engine
        engine.listen(
            self._call,
            self._receive,
            lambda reason, errors: self._engine_ended(engine, reason, errors),
        )

    def _start_engine(self):
        self._engine = Engine(self._command)
        self._listen()

    def _interrupt(self):
        if self._engine is not None:
            self._engine.send("interrupt")

    def _engine_ended(self, engine, reason, errors):
        if engine is not self._engine:
            return
        self._flush_text()
        self._engine = None
        if self._engine_ready:
            self._start_engine()
            reason += ". What earlier cells declared is gone; a new session has been started."
        else:
            reason += " before it was ready. Was the engine moved or removed? Then install the kernel again."
        waiting, self._waiting = self._waiting, {}
        for future in waiting.values():
            if not future.done():
                future.set_exception(SessionEnded(reason, errors))

    async def _request(self, kind, timeout=None, **fields):
        """Asks the session, and waits for the answer."""
        if self._engine is None:
            self._start_engine()
        request = uuid.uuid4().hex
        future = self._waiting[request] = asyncio.get_running_loop().create_future()
        try:
            self._engine.send(kind, id=request, **fields)
            return await asyncio.wait_for(future, timeout)
        finally:
            self._waiting.pop(request, None)

    def _receive(self, message):
        kind = message["type"]
        if kind == "stream":
            self._gather_text(message["name"], message["text"])
            return
        self._flush_text()
        if kind == "ready":
            self._engine_ready = True
        elif kind == "display":
            self._publish_data("display_data", message["data"], display_id=message["displayId"])
        elif kind == "update":
            self._publish_data("update_display_data", message["data"], display_id=message["displayId"])
        elif kind == "clear":
            self._publish("clear_output", {"wait": message["wait"]})
        elif kind == "result":
            self._cell.result = message["data"].get("text/plain")
            self._publish_data("execute_result", message["data"], execution_count=self.execution_count)
        elif kind == "error":
            self._fail(message["name"], message["message"], message["traceback"])
        elif kind == "inputRequest":
            self._cell.asking = asyncio.ensure_future(
                self._ask(message.get("prompt") or "", message.get("isPassword", False))
            )
        elif message.get("id") in self._waiting:
            future = self._waiting[message["id"]]
            if not future.done():
                future.set_result(message)

    # What cells show

    def _publish(self, kind, content):
        # The parent is the cell's, also for what comes after its end, from a task or a timer.
        if not self._cell.silent:
            self.session.send(
                self.iopub_socket, kind, content, parent=self._cell.parent, ident=self._topic(kind)
            )

    def _publish_data(self, kind, data, display_id=None, **fields):
        # Between them the two others reach every front end, and a notebook is half as large when it is saved.
        if "text/html" in data and "image/svg+xml" in data:
            data.pop("application/vnd.plotly.v1+json", None)
        content = {"data": data, "metadata": {}, **fields}
        if display_id is not None:
            # Sessions count from 1, and a document may show what several of them displayed.
            content["transient"] = {"display_id": f"{self._display_prefix}-{display_id}"}
        self._publish(kind, content)

    def _gather_text(self, name, text):
        """Many lines in few messages: a front end that is slow to read loses messages, and never knows."""
        if name != self._text_name:
            self._flush_text()
            self._text_name = name
        if not self._text:
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self._flush_text)
        self._text.append(text)
        self._text_length += len(text)
        if self._text_length > GATHER_LENGTH:
            self._flush_text()

    def _flush_text(self):
        if self._text:
            text, self._text, self._text_length = "".join(self._text), [], 0
            self._publish("stream", {"name": self._text_name, "text": text})

    def _fail(self, name, message, traceback):
        error = error_content(name, message, traceback)
        self._cell.error = error
        self._publish("error", error)

    # Execution

    async def execute_request(self, stream, ident, parent):
        # The base counts every request that is not silent; what is not stored does not count.
        content = parent["content"]
        if not isinstance(content.get("code"), str):
            raise TypeError("expected a text as 'code'")
        silent = content.setdefault("silent", False)
        if not silent and not (content.get("store_history", True) and content["code"].strip()):
            self.execution_count -= 1
        self._flush_text()
        self._cell = Cell(parent, ident, silent)
        await super().execute_request(stream, ident, parent)

    async def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False):
        cell = self._cell
        if code.strip():
            try:
                await self._request(
                    "execute",
                    code=code,
                    name=f"cell {self.execution_count}",
                    language="csharp",
                    allowInput=bool(allow_stdin),
                )
            except SessionEnded as end:
                self._fail("SessionEnded", end.reason, [f"SessionEnded: {end.reason}", *end.errors])
            if cell.asking is not None:
                cell.asking.cancel()
            self._flush_text()
            if store_history and not silent:
                self._history.add(self.execution_count, code, cell.result)
        if cell.error is not None:
            return {
                "status": "error",
                "execution_count": self.execution_count,
                "user_expressions": {},
                "payload": [],
                **cell.error,
            }
        values = {name: await self._evaluate(text) for name, text in (user_expressions or {}).items()}
        return {
            "status": "ok",
            "execution_count": self.execution_count,
            "user_expressions": values,
            "payload": [],
        }

    async def _evaluate(self, expression):
        try:
            answer = await self._request("evaluate", expression=expression)
        except SessionEnded as end:
            return {"status": "error", **error_content("SessionEnded", end.reason, end.errors)}
        error = answer.get("error")
        if error is not None:
            return {"status": "error", **error_content(error["name"], error["message"], error["traceback"])}
        return {"status": "ok", "data": answer["data"], "metadata": {}}

    def _abort_queues(self, *arguments):
        """Aborts the cells that wait now. ipykernel 6 ends that some time later, and may abort one sent after the error."""
        if not hasattr(self, "schedule_dispatch"):
            super()._abort_queues(*arguments)
            return

        async def stop():
            self._aborting = False

        self._aborting = True
        self.shell_stream.flush()
        self.schedule_dispatch(stop)

    async def interrupt_request(self, stream, ident, parent):
        self._interrupt()
        self.session.send(stream, "interrupt_reply", {"status": "ok"}, parent, ident=ident)

    async def do_shutdown(self, restart):
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.end()
        return {"status": "ok", "restart": restart}

    async def _ask(self, prompt, password):
        """Asks the front end for input. Unlike the base's way to ask, an interrupt can end it."""
        self._drop_input()

        # What was printed before goes another way, and shall be seen first.
        await asyncio.sleep(INPUT_POLL_SECONDS)
        content = {"prompt": prompt, "password": password}
        self.session.send(self.stdin_socket, "input_request", content, self._cell.parent, ident=self._cell.ident)
        reply = None
        while reply is None:
            await asyncio.sleep(INPUT_POLL_SECONDS)
            reply = self._receive_input()
        text = reply["content"].get("value", "")
        self._engine.send("input", text=None if text == END_OF_INPUT else text)

    def _receive_input(self):
        try:
            return self.session.recv(self.stdin_socket)[1]
        except ValueError:
            return None  # A wrong signature.

    def _drop_input(self):
        while self._receive_input() is not None:
            pass

    # Help while typing

    async def do_complete(self, code, cursor_pos):
        answer = await self._assist("complete", code=code, position=to_utf16(code, cursor_pos))
        items = answer.get("items", [])
        start = from_utf16(code, answer["start"]) if answer else cursor_pos
        end = from_utf16(code, answer["end"]) if answer else cursor_pos
        types = [
            {
                "start": start,
                "end": end,
                "text": item["text"],
                "type": item["type"],
                "signature": item.get("description") or "",
            }
            for item in items
        ]
        return {
            "status": "ok",
            "matches": [item["text"] for item in items],
            "cursor_start": start,
            "cursor_end": end,
            "metadata": {"_jupyter_types_experimental": types},
        }

    async def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        answer = await self._assist("inspect", code=code, position=to_utf16(code, cursor_pos), detail=detail_level)
        return {
            "status": "ok",
            "found": answer.get("found", False),
            "data": answer.get("data") or {},
            "metadata": {},
        }

    async def do_is_complete(self, code):
        answer = await self._assist("checkCompleteness", code=code)
        reply = {"status": answer.get("status", "unknown")}
        if reply["status"] == "incomplete":
            reply["indent"] = answer.get("indent") or ""
        return reply

    async def _assist(self, kind, **fields):
        try:
            return await self._request(kind, timeout=ASSIST_SECONDS, **fields)
        except (SessionEnded, asyncio.TimeoutError):
            return {}

    async def do_history(
        self, hist_access_type, output=False, session=0, start=0, stop=None, n=None, pattern=None, unique=False, **_
    ):
        if hist_access_type == "range":
            cells = self._history.range(session or 0, start, stop)
        elif hist_access_type == "search":
            cells = self._history.search(pattern or "*", n, unique)
        else:
            cells = self._history.tail(n)
        return {
            "status": "ok",
            "history": [
                (number, line, (source, shown) if output else source) for number, line, source, shown in cells
            ],
        }

    def _refuse_comm(self, stream, ident, parent):
        # A session has no comms, and says so at once to a front end that opens one.
        if parent["header"]["msg_type"] == "comm_open":
            content = {"comm_id": parent["content"]["comm_id"], "data": {}}
            self.session.send(
                self.iopub_socket, "comm_close", content, parent=parent, ident=self._topic("comm_close")
            )


class Cell:
    """A request to execute, and what has come of it."""

    def __init__(self, parent=None, ident=b"", silent=False):
        self.parent = parent or {}
        self.ident = ident
        self.silent = silent
        self.result = None
        self.error = None
        self.asking = None


class SessionEnded(Exception):
    """The session's process is gone."""

    def __init__(self, reason, errors):
        super().__init__(reason)
        self.reason = reason
        self.errors = errors


RED, GREEN, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def error_content(name, message, traceback):
    """An error as Jupyter has it, with the message in red and places in green."""
    return {"ename": name, "evalue": message, "traceback": [colored(line, name) for line in traceback]}


def colored(line, name):
    if line.startswith("   at "):
        return re.sub(r"(\S+(?: \d+)?, line \d+)$", rf"{GREEN}\1{PLAIN}", line)
    if re.search(r"\berror CS\d+:", line) or re.match(rf"( ---> )?{re.escape(name)}\b", line) or not line.strip(" ^\t"):
        return f"{RED}{line}{PLAIN}"
    return line


def to_utf16(text, position):
    """A position in code points, as Jupyter has them, in UTF-16 units, as .NET has them."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text, position):
    """The reverse of `to_utf16`."""
    units = text.encode("utf-16-le", "surrogatepass")[: position * 2]
    return len(units.decode("utf-16-le", "ignore"))
