"""Delivers standard input to an mbox: to-mbox.py MBOX. Line ends become LF, as local delivery agents write them."""

import fcntl
import os
import sys
import time

path = sys.argv[1]
message = sys.stdin.buffer.read().replace(b"\r\n", b"\n")
quoted = b"\n".join(b">" + line if line.startswith(b"From ") else line for line in message.split(b"\n"))
if not quoted.endswith(b"\n"):
    quoted += b"\n"
for attempt in range(200):
    try:
        os.close(os.open(path + ".lock", os.O_CREAT | os.O_EXCL))
        break
    except FileExistsError:
        time.sleep(0.05)
else:
    sys.exit(f"{path}.lock is not given free")
try:
    with open(path, "ab") as f:
        fcntl.lockf(f, fcntl.LOCK_EX)
        f.write(time.strftime("From matrix@localhost %a %b %d %H:%M:%S %Y\n", time.gmtime()).encode())
        f.write(quoted + b"\n")
    # The password file of the root that the mbox lies in knows the user.
    for line in open(path[: path.index("/var/mail/")] + "/etc/passwd"):
        fields = line.split(":")
        if fields[0] == os.path.basename(path):
            os.chown(path, int(fields[2]), int(fields[3]))
            os.chmod(path, 0o600)
finally:
    os.unlink(path + ".lock")
