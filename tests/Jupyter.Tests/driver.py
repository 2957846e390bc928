"""Drives a kernel through jupyter_client: commands come as lines of JSON, and every message goes out as one."""

import json
import queue
import sys
import threading
import time

import psutil
import zmq
from jupyter_client import KernelManager
from jupyter_client.session import Session


class Driver:
    def __init__(self, name, folder):
        self.commands = queue.Queue()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(cwd=folder)
        self.session = self.manager.session
        identity = self.session.bsession
        self.sockets = {
            "shell": self.manager.connect_shell(identity=identity),
            "stdin": self.manager.connect_stdin(identity=identity),
            "control": self.manager.connect_control(identity=identity),
            "iopub": self.manager.connect_iopub(),
        }
        self.poller = zmq.Poller()
        for socket in self.sockets.values():
            self.poller.register(socket, zmq.POLLIN)

    def say(self, event, **fields):
        print(json.dumps({"event": event, **fields}), flush=True)

    def run(self):
        threading.Thread(target=self.read_commands, daemon=True).start()
        while True:
            for socket, _ in self.poller.poll(2):
                self.receive(socket)
            while not self.commands.empty():
                command = self.commands.get()
                if command is None:
                    return
                getattr(self, command.pop("do"))(**command)

    def read_commands(self):
        for line in sys.stdin:
            self.commands.put(json.loads(line))
        self.commands.put(None)

    def receive(self, socket):
        channel = next(name for name, known in self.sockets.items() if known is socket)
        _, message = self.session.recv(socket)
        self.say(
            "message",
            channel=channel,
            type=message["msg_type"],
            id=message["header"]["msg_id"],
            parent=message["parent_header"].get("msg_id"),
            content=message["content"],
            metadata={key: str(value) for key, value in message["metadata"].items()}
            if channel == "shell"
            and message["msg_type"] == "execute_reply"
            else message["metadata"],
        )

    def send(self, channel, type, content, parent=None):
        header = {"msg_id": parent, "msg_type": "", "session": "", "username": ""} if parent else None
        message = self.session.msg(type, content, parent=header)
        self.say("sent", id=message["header"]["msg_id"])
        self.session.send(self.sockets[channel], message)

    def forge(self, type, content):
        """Sends a message with a wrong signature."""
        forger = Session(key=b"no key of this kernel", session="forged")
        message = forger.msg(type, content)
        self.say("sent", id=message["header"]["msg_id"])
        forger.send(self.sockets["shell"], message)

    def garble(self):
        """Sends what is no message: JSON that is none, rightly signed, and frames without a signature."""
        parts = [b"{no json", b"{}", b"{}", b"{}"]
        self.sockets["shell"].send_multipart([b"<IDS|MSG>", self.session.sign(parts), *parts])
        self.sockets["shell"].send_multipart([b"<IDS|MSG>", b""])
        self.sockets["shell"].send_multipart([b"nothing"])
        self.say("garbled")

    def sleep(self, seconds):
        """Reads nothing for a while, as a front end that is slow."""
        time.sleep(seconds)
        self.say("slept")

    def signal(self, number):
        self.manager.signal_kernel(number)
        self.say("signaled")

    def processes(self):
        self.say(
            "processes",
            processes=[
                {
                    "id": process.pid,
                    "name": process.name(),
                    "memory": process.memory_info().rss,
                    "addresses": [
                        connection.laddr.ip for connection in process.connections("inet") if connection.status == "LISTEN"
                    ],
                }
                for process in self.all_processes()
            ],
        )

    def all_processes(self):
        kernel = psutil.Process(self.manager.provisioner.pid)
        return [kernel, *kernel.children(recursive=True)]

    def alive(self, ids):
        """Says which processes still are there."""
        self.say(
            "alive",
            ids=[id for id in ids if psutil.pid_exists(id) and psutil.Process(id).status() != psutil.STATUS_ZOMBIE],
        )

    def shutdown(self, restart):
        if restart:
            self.manager.restart_kernel()
        else:
            # The manager closes the sockets, and a closed one must not be polled.
            for socket in self.sockets.values():
                self.poller.unregister(socket)
            self.manager.shutdown_kernel()
        self.say("shut")


if __name__ == "__main__":
    driver = Driver(*sys.argv[1:])
    try:
        driver.run()
    finally:
        if driver.manager.has_kernel:
            driver.manager.shutdown_kernel()
