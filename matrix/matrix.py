#!/usr/bin/env python3
"""Checks servers and clients that others wrote with `pop3 check` and `pop3 check-client`, and writes docs/matrix.md.

usage: matrix.py [--servers NAME,...] [--clients NAME,...] [--reports DIR] [--page FILE]

Runs on Debian as root: servers that exclude each other are installed into roots of their own, made for the run and
removed after it. Needs the packages socat, python3, curl, mpop, fetchmail, getmail6, fdm, neomutt, dovecot-pop3d,
maven and a JDK. The whole report of each run, with every dialogue, is kept as JSON in --reports (target/matrix).
"""

import argparse
import datetime
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import clients
import servers
from roots import sh

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = servers.PROJECT
POP3 = os.path.join(PROJECT, "pop3")
MARKS = {"passed": "+", "failed": "**F**", "warned": "w", "not applicable": "", "not tested": "?"}


def check_server(kind, reports):
    folder = tempfile.mkdtemp(prefix="pop3-matrix-")
    server = None
    try:
        server = kind(folder)
        if server.deliver:
            with open(os.path.join(HERE, "first.eml")) as first:
                subprocess.run(server.deliver, stdin=first, check=True)
        report = os.path.join(reports, "server-" + kind.__name__ + ".json")
        write(os.path.join(folder, "password"), servers.PASSWORD)
        command = [POP3, "check", f"127.0.0.1:{server.port}", "--user", server.user, "--password-file",
                   folder + "/password", "--json", report, "--destructive", *server.options]
        if server.deliver:
            command += ["--deliver", shlex.join(server.deliver)]
        run(command, "check " + server.name)
        return server.name, server.version, read(report)
    finally:
        if server is not None:
            server.close()
        shutil.rmtree(folder, ignore_errors=True)


def check_client(name, reports):
    version = clients.ALL[name][0]()
    report = os.path.join(reports, "client-" + name.replace(" ", "-") + ".json")
    run([POP3, "check-client", "--json", report, "--", sys.executable, os.path.join(HERE, "clients.py"), name, "{host}",
         "{port}", "{user}", "{password}"], "check-client " + name)
    return name, version, read(report)


def run(command, what):
    """Exit code 1 says that a check failed: that is a result."""
    print(what, file=sys.stderr, flush=True)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{what} ended with {done.returncode}:\n{done.stdout[-2000:]}")


def write(path, text):
    with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as f:
        f.write(text)


def read(path):
    with open(path) as f:
        return json.load(f)


def table(results):
    """A row a check that some subject failed or was warned of; below it how many went well everywhere."""
    names = [name for name, _, _ in results]
    rows = {}
    for column, (_, _, report) in enumerate(results):
        for finding in report["findings"]:
            row = rows.setdefault(finding["check"], (finding, [""] * len(results)))
            row[1][column] = MARKS[finding["verdict"]]
    lines = ["| check | " + " | ".join(names) + " | what has to happen |", "|---|" + ":-:|" * len(results) + "---|"]
    quiet = 0
    for check in sorted(rows):
        finding, marks = rows[check]
        if any(mark in ("**F**", "w") for mark in marks):
            lines.append(f"| {check} | " + " | ".join(marks) + f" | {finding['title']} |")
        else:
            quiet += 1
    lines.append("")
    lines.append(f"{quiet} more checks found nothing in any of them.")
    return lines


def summary(results):
    lines = ["| | version | passed | failed | warned | not tested | not applicable |", "|---|---|--:|--:|--:|--:|--:|"]
    for name, version, report in results:
        counts = report["counts"]
        lines.append(f"| {name} | {version} | " + " | ".join(
            str(counts[k]) for k in ("passed", "failed", "warned", "not tested", "not applicable")) + " |")
    return lines


def failures(results):
    """Each failure with what was expected and what came, to be seen on the wire."""
    lines = []
    for name, version, report in results:
        failed = [f for f in report["findings"] if f["verdict"] == "failed"]
        if failed:
            lines += [f"### {name} {version}", ""]
            for finding in failed:
                came, expected = (finding[k].replace("|", "\\|") for k in ("came", "expected"))
                lines.append(f"- {finding['check']} ({finding['source']}): {finding['title']}. Expected {expected}; came {came}.")
            lines.append("")
    return lines


def outlook(results):
    lines = ["| | Outlook can use it |", "|---|---|"]
    for name, _, report in results:
        verdict = report["outlook"]
        words = "yes" if verdict["usable"] else "no: " + "; ".join(verdict["hindrances"])
        lines.append(f"| {name} | {words} |")
    return lines


def page(of_servers, of_clients):
    ours = sh("git", "-C", PROJECT, "rev-parse", "--short", "HEAD").strip()
    lines = [
        "# The matrix: who speaks POP3", "",
        f"Written by `matrix/matrix.py` on {datetime.date.today()} with pop3j {ours}; not by hand. What each check asks is",
        "told by `pop3 check --help` and the [requirements](conformance.md). `+` passed, **F** failed (a MUST), `w` warned (a SHOULD),",
        "`?` not tested (it needs something that was not given), empty: not applicable.", ""]
    if of_servers:
        lines += ["## Servers", "", *summary(of_servers), "", *outlook(of_servers), "", *table(of_servers), "",
                  "What failed, and what came on the wire:", "", *failures(of_servers)]
    if of_clients:
        lines += ["## Clients", "", *summary(of_clients), "", *table(of_clients), "", "What failed:", "",
                  *failures(of_clients)]
    return "\n".join(lines).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--servers", default=",".join(kind.__name__ for kind in servers.ALL))
    parser.add_argument("--clients", default=",".join(clients.ALL))
    parser.add_argument("--reports", default=os.path.join(PROJECT, "target", "matrix"))
    parser.add_argument("--page", default=os.path.join(PROJECT, "docs", "matrix.md"))
    options = parser.parse_args()
    os.makedirs(options.reports, exist_ok=True)
    build_clients()
    chosen = options.servers.split(",")
    of_servers = [check_server(kind, options.reports) for kind in servers.ALL if kind.__name__ in chosen]
    chosen = options.clients.split(",")
    of_clients = [check_client(name, options.reports) for name in clients.ALL if name in chosen]
    os.makedirs(os.path.dirname(options.page), exist_ok=True)
    with open(options.page, "w") as f:
        f.write(page(of_servers, of_clients))
    print(options.page)


def build_clients():
    """The Java programs of the matrix."""
    libraries = servers.maven_libraries(os.path.join(HERE, "clients.xml"), os.path.join(PROJECT, "target", "matrix", "lib"))
    classes = os.path.join(PROJECT, "target", "matrix", "classes")
    sh("javac", "-cp", libraries, "-d", classes, os.path.join(HERE, "AngusFetch.java"),
       os.path.join(HERE, "CommonsNetFetch.java"))


if __name__ == "__main__":
    main()
