"""guard.py PARENT COMMAND...: runs a command and ends its process group when PARENT is gone.

A lab that is killed (SIGKILL, out of memory) cannot end what it started; this does it for it. It leads the group and
stays until the command has ended, so that the recorded process id names the group as long as there is one.
"""

import os
import signal
import subprocess
import sys
import time


def main() -> int:
    parent = int(sys.argv[1])
    if os.getpgrp() != os.getpid():
        sys.exit("guard.py must lead its process group: start it detached")
    # Handlers, because ignored signals would be ignored by the command too.
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: None)
    command = subprocess.Popen(sys.argv[2:])
    while True:
        try:
            code = command.wait(timeout=0.3)
            return code if code >= 0 else 128 - code
        except subprocess.TimeoutExpired:
            if os.getppid() != parent:
                break
    os.killpg(0, signal.SIGTERM)
    time.sleep(3)
    os.killpg(0, signal.SIGKILL)
    return 1


if __name__ == "__main__":
    sys.exit(main())
