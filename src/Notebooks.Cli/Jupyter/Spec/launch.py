"""Starts the kernel. The engine comes first: it starts while Jupyter's machinery is being imported."""

import json
import sys
from pathlib import Path

from engine import Engine

if __name__ == "__main__":
    spec = json.loads(Path(__file__).with_name("kernel.json").read_text("utf-8"))
    first_engine = Engine(spec["metadata"]["notebooks"]["engine"])

    # Python's debugger and completer take time to import, are not for C#, and need not be there.
    sys.modules["debugpy"] = sys.modules["jedi"] = None
    from ipykernel.kernelapp import IPKernelApp

    from kernel import CSharpKernel

    CSharpKernel.spec = spec
    CSharpKernel.first_engine = first_engine

    class KernelApp(IPKernelApp):
        """Leaves Python's own output alone: what cells print comes from the engine, and to catch both delays every answer."""

        outstream_class = None

    KernelApp.launch_instance(kernel_class=CSharpKernel)
