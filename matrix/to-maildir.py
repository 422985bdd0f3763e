"""Delivers standard input to a Maildir: to-maildir.py MAILDIR. The file gets the owner of the Maildir.

Line ends become LF, as local delivery agents write them: Courier and others double the CR of a CRLF.
"""

import os
import sys
import time

maildir = sys.argv[1]
message = sys.stdin.buffer.read().replace(b"\r\n", b"\n")
name = f"{time.time_ns() // 10**9}.M{time.time_ns() % 10**9 // 1000}P{os.getpid()}.matrix"
owner = os.stat(maildir)
draft = os.path.join(maildir, "tmp", name)
with open(draft, "xb") as f:
    f.write(message)
    os.fchown(f.fileno(), owner.st_uid, owner.st_gid)
os.rename(draft, os.path.join(maildir, "new", name))
