#!/usr/bin/env python3
"""Checks servers and clients that others wrote with `pop3 check` and `pop3 check-client`, and writes docs/matrix.md.

usage: matrix.py [--servers NAME,...] [--clients NAME,...] [--reports DIR] [--page FILE]

Whoever is not named keeps the report of the last run. Each failure stands in matrix/confirmed.json with what was seen of it on
the wire by hand; one that does not is shown as "not confirmed yet".

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
#: Characters of what was expected and came.
LONGEST = 240
MARKS = {"passed": "+", "failed": "**F**", "warned": "w", "not applicable": "", "not tested": "?"}


def check_server(kind, reports):
    folder = tempfile.mkdtemp(prefix="pop3-matrix-")
    server = None
    try:
        server = kind(folder)
        if server.deliver:
            with open(os.path.join(HERE, "first.eml")) as first:
                subprocess.run(server.deliver, stdin=first, check=True)
        report = path(reports, "server", kind.__name__)
        write(os.path.join(folder, "password"), servers.PASSWORD)
        command = [POP3, "check", f"127.0.0.1:{server.port}", "--user", server.user, "--password-file",
                   folder + "/password", "--json", report, "--destructive", *server.options]
        if server.deliver:
            command += ["--deliver", shlex.join(server.deliver)]
        run(command, "check " + server.name)
        write(report + ".version", server.version)
    finally:
        if server is not None:
            server.close()
        shutil.rmtree(folder, ignore_errors=True)


def check_client(name, reports):
    report = path(reports, "client", name)
    run([POP3, "check-client", "--json", report, "--patience", "15", "--", sys.executable, os.path.join(HERE, "clients.py"), name, "{host}",
         "{port}", "{user}", "{password}", "{out}"], "check-client " + name)
    write(report + ".version", clients.ALL[name][0]())


def run(command, what):
    """Exit code 1 says that a check failed: that is a result."""
    print(what, file=sys.stderr, flush=True)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{what} ended with {done.returncode}:\n{done.stdout[-2000:]}")


def path(reports, side, name):
    return os.path.join(reports, side + "-" + name.replace(" ", "-") + ".json")


def kept(reports, side, names):
    """Name, version and report of each that was ever run; `names` are pairs of a key and a name for people."""
    results = []
    for key, name in names:
        report = path(reports, side, key)
        if os.path.exists(report + ".version"):
            with open(report + ".version") as version:
                results.append((name, version.read(), read(report)))
    return results


def write(path, text):
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as f:
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
    lines = ["| | version | checked | passed | failed | warned | not tested | not applicable |", "|---|---|---|--:|--:|--:|--:|--:|"]
    for name, version, report in results:
        counts = report["counts"]
        lines.append(f"| {name} | {version} | {report['at'][:10]} | " + " | ".join(
            str(counts[k]) for k in ("passed", "failed", "warned", "not tested", "not applicable")) + " |")
    return lines


def failures(results, confirmed):
    """Each failure with what was expected and what came, and what was seen of it by hand."""
    lines = []
    for name, version, report in results:
        failed = [f for f in report["findings"] if f["verdict"] == "failed"]
        if failed:
            lines += [f"### {name} {version}", ""]
            for finding in failed:
                came, expected = (shortened(finding[k]) for k in ("came", "expected"))
                seen = confirmed.get(name, {}).get(finding["check"])
                proof = f"*Seen on the wire:* {seen}" if seen else "**Not confirmed yet.**"
                lines.append(f"- **{finding['check']}** ({finding['source']}): {finding['title']}. Expected {expected}; came {came}. {proof}")
            lines.append("")
    return lines


def shortened(text):
    """Long messages are in the report; what Markdown would take for its own is not."""
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return "".join("\\" + c if c in "\\`*_<>[]|" else c for c in short)


def page(of_servers, of_clients):
    with open(os.path.join(HERE, "confirmed.json")) as f:
        confirmed = json.load(f)
    ours = sh("git", "-C", PROJECT, "rev-parse", "--short", "HEAD").strip()
    lines = [
        "# The matrix: who speaks POP3", "",
        f"Written by `matrix/matrix.py` on {datetime.date.today()} with pop3j {ours}; not by hand. What each check asks is",
        "told by [check your server](check-your-server.md). `+` passed, **F** failed (a MUST), `w` warned (a SHOULD), `?` not tested (it",
        "needs something that was not given), empty: not applicable.", "",
        "Every failure is looked at by hand on the wire before it is published: what was seen stands behind it. Programs are as Debian or",
        "Maven Central have them, set up as `matrix/servers.py` and `matrix/clients.py` say; another setup may do better or worse.", ""]
    if of_servers:
        lines += ["## Servers", "", *summary(of_servers), "", *table(of_servers), "",
                  "What failed, and what came on the wire:", "", *failures(of_servers, confirmed["servers"])]
    if of_clients:
        lines += ["## Clients", "", *summary(of_clients), "", *table(of_clients), "", "What failed:", "",
                  *failures(of_clients, confirmed["clients"])]
    return "\n".join(lines).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--servers", default=",".join(kind.__name__ for kind in servers.ALL))
    parser.add_argument("--clients", default=",".join(clients.ALL))
    parser.add_argument("--reports", default=os.path.join(PROJECT, "target", "matrix"))
    parser.add_argument("--page", default=os.path.join(PROJECT, "docs", "matrix.md"))
    options = parser.parse_args()
    os.makedirs(options.reports, exist_ok=True)
    chosen = options.servers.split(",")
    for kind in servers.ALL:
        if kind.__name__ in chosen:
            check_server(kind, options.reports)
    chosen = options.clients.split(",")
    if set(chosen) & set(clients.ALL):
        build_clients()
    for name in clients.ALL:
        if name in chosen:
            check_client(name, options.reports)
    of_servers = kept(options.reports, "server", [(kind.__name__, kind.name) for kind in servers.ALL])
    of_clients = kept(options.reports, "client", [(name, name) for name in clients.ALL])
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
