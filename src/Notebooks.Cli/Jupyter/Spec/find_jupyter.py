"""Says as JSON where this Python's Jupyter is; fails where one of its parts is missing."""

import json
import sys

try:
    import ipykernel
    import jupyter_client
    from jupyter_core.paths import jupyter_data_dir, jupyter_path
except ImportError as lack:
    sys.exit(f"no {lack.name}")

print(
    json.dumps(
        {
            "executable": sys.executable,
            "version": ipykernel.__version__,
            "dataFolder": jupyter_data_dir(),
            "kernelFolders": jupyter_path("kernels"),
        }
    )
)
