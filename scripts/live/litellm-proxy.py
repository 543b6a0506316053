"""Runs LiteLLM's proxy with the arguments it is given, until standard input closes.

Standard input ends when the parent does, however it ends, so no proxy outlives the run that started it.
"""

import os
import threading

from litellm.proxy.proxy_cli import run_server


def end_with_parent():
    # Not sys.stdin: an interpreter that shuts down waits for whoever reads it.
    while os.read(0, 4096):
        pass
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
run_server()
