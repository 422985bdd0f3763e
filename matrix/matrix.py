#!/usr/bin/env python3
"""Checks servers and clients that others wrote with `pop3 check` and `pop3 check-client`, and writes docs/matrix.md.

usage: matrix.py [--servers NAME,...|none] [--clients NAME,...|none] [--reports DIR] [--page FILE]

Whoever is not named keeps the result of the last run, which stands in matrix/results: so the page is whole whatever part is
run anew, on whatever checkout; with none and none it is only written anew. Each failure stands in matrix/confirmed.json with what was seen of it on
the wire by hand; one that does not is shown as "not confirmed yet".

Runs on Debian as root: servers that exclude each other are installed into roots of their own, made for the run and
removed after it. Needs the packages socat, python3, curl, mpop, fetchmail, getmail6, fdm, neomutt, dovecot-pop3d,
maven and a JDK. The whole report of each run, with every dialogue, is kept as JSON in --reports (target/matrix); what the
page needs of it in matrix/results.
"""

import argparse
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
RESULTS = os.path.join(HERE, "results")
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
        keep("server", kind.__name__, server.version, read(report))
    finally:
        if server is not None:
            server.close()
        shutil.rmtree(folder, ignore_errors=True)


def check_client(name, reports):
    report = path(reports, "client", name)
    jobs = ("--jobs", str(clients.JOBS[name])) if name in clients.JOBS else ()
    try:
        os.environ.update((clients.MARK,))
        run([POP3, "check-client", "--json", report, "--patience", "10", *jobs, "--", sys.executable, os.path.join(HERE, "clients.py"),
             name, "{host}", "{port}", "{user}", "{password}", "{out}"], "check-client " + name)
    finally:
        clients.end_strays()
    keep("client", name, clients.ALL[name][0](), read(report))


def keep(side, name, version, report):
    """What the page needs: all verdicts, and what was expected and came where it was not that."""
    findings = []
    for finding in report["findings"]:
        short = {"check": finding["check"], "verdict": finding["verdict"]}
        if finding["verdict"] in ("failed", "warned"):
            short.update((key, finding[key]) for key in ("title", "source", "expected", "came"))
        findings.append(short)
    kept = {"version": version, "pop3j": revision(), "at": report["at"], "tookMillis": report["tookMillis"], "counts": report["counts"]}
    if "outlook" in report:
        kept["outlook"] = report["outlook"]
    lines = ",\n".join(json.dumps(finding) for finding in sorted(findings, key=lambda finding: finding["check"]))
    head = json.dumps(kept, indent=1)
    os.makedirs(RESULTS, exist_ok=True)
    with open(path(RESULTS, side, name), "w") as f:
        f.write(head[:-2] + ',\n "findings": [\n' + lines + "\n]}\n")


def revision():
    return sh("git", "-C", PROJECT, "rev-parse", "--short", "HEAD").strip()


def run(command, what):
    """Exit code 1 says that a check failed: that is a result. One without a report is none."""
    report = command[command.index("--json") + 1] if "--json" in command else None
    if report and os.path.exists(report):
        os.remove(report)
    print(what, file=sys.stderr, flush=True)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode not in (0, 1) or report and not os.path.exists(report):
        raise RuntimeError(f"{what} ended with {done.returncode}:\n{done.stdout[-2000:]}")


def path(reports, side, name):
    return os.path.join(reports, side + "-" + name.replace(" ", "-") + ".json")


def kept(side, names):
    """Name, version and result of each that was ever run; `names` are pairs of a key and a name for people."""
    results = []
    for key, name in names:
        result = path(RESULTS, side, key)
        if os.path.exists(result):
            result = read(result)
            results.append((name, result["version"], result))
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
            row = rows.setdefault(finding["check"], ([], [""] * len(results)))
            row[0].extend((finding["title"],) if "title" in finding else ())
            row[1][column] = MARKS[finding["verdict"]]
    lines = ["| check | " + " | ".join(names) + " | what has to happen |", "|---|" + ":-:|" * len(results) + "---|"]
    quiet = 0
    for check in sorted(rows):
        titles, marks = rows[check]
        if titles:
            lines.append(f"| {check} | " + " | ".join(marks) + f" | {titles[0]} |")
        else:
            quiet += 1
    lines.append("")
    lines.append(f"{quiet} more checks found nothing in any of them.")
    return lines


def summary(results):
    lines = ["| | version | checked | by pop3j | seconds | passed | failed | warned | not tested | not applicable |",
             "|---|---|---|---|--:|--:|--:|--:|--:|--:|"]
    for name, version, report in results:
        counts = report["counts"]
        lines.append(f"| {name} | {version} | {report['at'][:10]} | {report['pop3j']} | {report['tookMillis'] // 1000} | " + " | ".join(
            str(counts[k]) for k in ("passed", "failed", "warned", "not tested", "not applicable")) + " |")
    return lines


def outlook(results):
    """Whether Outlook 2007 and 2010 can use each server, as OutlookVerdict says."""
    lines = ["| | Outlook can use it | why not; what may trouble it now and then |", "|---|---|---|"]
    for name, _, report in results:
        verdict = report["outlook"]
        reasons = [shortened(reason, 120) for reason in verdict["hindrances"]]
        reasons += [reason.split(":")[0] if not reason.startswith("not tested") else reason for reason in verdict["reservations"]]
        lines.append(f"| {name} | {'yes' if verdict['usable'] else '**no**'} | {'; '.join(reasons)} |")
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


def shortened(text, longest=LONGEST):
    """Long messages are in the report; what Markdown would take for its own is not."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join("\\" + c if c in "\\`*_<>[]|" else c for c in short)


def page(of_servers, of_clients):
    with open(os.path.join(HERE, "confirmed.json")) as f:
        confirmed = json.load(f)
    dates = sorted(report["at"][:10] for _, _, report in of_servers + of_clients)
    lines = [
        "# The matrix: who speaks POP3", "",
        f"Written by `matrix/matrix.py` from what it found ({dates[0]} to {dates[-1]}); not by hand. What each check asks is",
        "told by [check your server](check-your-server.md). `+` passed, **F** failed (a MUST), `w` warned (a SHOULD), `?` not tested (it",
        "needs something that was not given), empty: not applicable.", "",
        "Every failure is looked at by hand on the wire before it is published: what was seen stands behind it. Programs are as Debian or",
        "Maven Central have them, set up as `matrix/servers.py` and `matrix/clients.py` say; another setup may do better or worse. The seconds",
        "are those of one run on a machine with two processors.", ""]
    if of_servers:
        lines += ["## Servers", "", *summary(of_servers), "", *table(of_servers), "",
                  "### Outlook 2007 and 2010", "",
                  "By what these two do, not by every rule: `OutlookVerdict` of pop3-conformance says what counts. Nobody has tried it with an",
                  "Outlook. Below, the names of checks stand for what may trouble it now and then, with odd messages for example.", "",
                  *outlook(of_servers), "", "What failed, and what came on the wire:", "", *failures(of_servers, confirmed["servers"])]
    if of_clients:
        lines += ["## Clients", "",
                  "Each is told to log in by USER and PASS and to use no TLS: the checks of STLS, TLS and SASL are among those that are not tested.", "",
                  *summary(of_clients), "", *table(of_clients), "", "What failed:", "",
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
    chosen = chosen_of(options.servers, [kind.__name__ for kind in servers.ALL])
    for kind in servers.ALL:
        if kind.__name__ in chosen:
            check_server(kind, options.reports)
    chosen = chosen_of(options.clients, list(clients.ALL))
    if chosen:
        build_clients()
    for name in clients.ALL:
        if name in chosen:
            check_client(name, options.reports)
    of_servers = kept("server", [(kind.__name__, kind.name) for kind in servers.ALL])
    of_clients = kept("client", [(name, name) for name in clients.ALL])
    os.makedirs(os.path.dirname(options.page), exist_ok=True)
    with open(options.page, "w") as f:
        f.write(page(of_servers, of_clients))
    print(options.page)


def chosen_of(option, known):
    chosen = [] if option == "none" else option.split(",")
    unknown = set(chosen) - set(known)
    if unknown:
        sys.exit(f"matrix.py: no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return chosen


def build_clients():
    """The Java programs of the matrix."""
    libraries = servers.maven_libraries(os.path.join(HERE, "clients.xml"), os.path.join(PROJECT, "target", "matrix", "lib"))
    classes = os.path.join(PROJECT, "target", "matrix", "classes")
    run([POP3, "--version"], "build pop3j")
    for program, path_of_classes in (("AngusFetch", libraries), ("CommonsNetFetch", libraries), ("ProviderFetch", clients.OURS)):
        sh("javac", "-cp", path_of_classes, "-d", classes, os.path.join(HERE, program + ".java"))


if __name__ == "__main__":
    main()
