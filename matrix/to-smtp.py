"""Delivers standard input by SMTP on the loopback, dots and line ends as they are: to-smtp.py PORT RECIPIENT"""

import smtplib
import sys

with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), timeout=20) as smtp:
    smtp.sendmail("matrix@localhost", [sys.argv[2]], sys.stdin.buffer.read())
