"""Runs a program until it ends or standard input closes, whichever comes first.

Standard input ends when the parent does, however it ends, so no server outlives the run that started it.
"""

import os
import subprocess
import sys
import threading

program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)


def end_with_parent():
    # Not sys.stdin: an interpreter that shuts down waits for whoever reads it.
    while os.read(0, 4096):
        pass
    program.terminate()


threading.Thread(target=end_with_parent, daemon=True).start()
sys.exit(program.wait())
