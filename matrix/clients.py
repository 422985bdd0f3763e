"""The clients of the matrix: clients.py NAME HOST PORT USER PASSWORD OUT fetches all mail once, leaves it in the folder OUT, and
deletes it on the server, as that client does.

Exit status: 0 if the client believes that all went well. What it needs (configuration, lists of unique-ids) lies in the current
folder, which belongs to the run: `pop3 check-client` makes it and removes it.
"""

import contextlib
import os
import pty
import select
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)
#: Seconds after which a client has to give up, where it can be told.
PATIENCE = 5


def debian(package):
    return lambda: subprocess.run(("dpkg-query", "-W", "-f=${Version}", package), capture_output=True, text=True).stdout


def curl(folder, host, port, user, password, out):
    """One message a run: curl has no command for all of them."""
    write(folder, "config", f'user = "{user}:{password}"\nurl = "pop3://{host}:{port}/1"\nmax-time = {PATIENCE}\noutput = "{out}/1"\n')
    return ("curl", "-s", "-K", folder + "/config")


def mpop(folder, host, port, user, password, out):
    write(folder, "password", password)
    return ("mpop", f"--host={host}", f"--port={port}", f"--user={user}", f"--passwordeval=cat {folder}/password",
            "--auth=user", "--tls=off", f"--delivery=mbox,{out}/mbox", f"--uidls-file={folder}/uidls", "--keep=off",
            f"--timeout={PATIENCE}", "--received-header=off")


def fetchmail(folder, host, port, user, password, out):
    write(folder, "rc", f'set no bouncemail\nset invisible\npoll {host} protocol pop3 port {port} timeout {PATIENCE}\n'
                        f'user "{user}" password "{password}" sslproto "" fetchall no keep no rewrite mda "cat >>{out}/mbox"\n')
    # It ends with 1 where there is no mail.
    return ("sh", "-c", 'fetchmail -f "$0/rc" --pidfile "$0/pid" -i "$0/ids" --silent; [ $? -le 1 ]', folder)


def getmail(folder, host, port, user, password, out):
    for part in ("tmp", "new", "cur"):
        os.makedirs(f"{out}/{part}")
    write(folder, "rc", f"[retriever]\ntype = SimplePOP3Retriever\nserver = {host}\nport = {port}\nusername = {user}\n"
                        f"password = {password}\ntimeout = {PATIENCE}\n[destination]\ntype = Maildir\npath = {out}/\n"
                        "user = nobody\n[options]\ndelete = true\nread_all = true\ndelivered_to = false\nreceived = false\n")
    for place in (folder, out):
        subprocess.run(("chown", "-R", "nobody", place), check=True)
    return ("getmail", "--getmaildir", folder, "--rcfile", "rc", "--quiet")


def fdm(folder, host, port, user, password, out):
    # Its usual lock lies in the home of the user as the system knows it, and several run at once here.
    write(folder, "conf", f'set timeout {PATIENCE}\nset no-received\nset lock-file "{folder}/lock"\n'
                          f'account "m" pop3 server "{host}" port {port} user "{user}" pass "{password}"\n'
                          f'action "keep" mbox "{out}/mbox"\nmatch all action "keep"\n')
    # It ends with 0 whatever happens, and tells of errors on its standard error.
    return ("sh", "-c", 'fdm -f "$0/conf" fetch >"$0/log" 2>&1 && ! grep -q error "$0/log"', folder)


def neomutt(folder, host, port, user, password, out):
    """Opens the maildrop, copies and deletes every message, leaves: typed on a terminal of its own."""
    write(folder, "rc", f'set pop_user="{user}" pop_pass="{password}" pop_authenticators="user" ssl_starttls=no\n'
                        "set ssl_force_tls=no quit=yes delete=yes confirmappend=no pop_checkinterval=3600 pop_reconnect=no\n"
                        f"set folder={folder} message_cachedir={folder} header_cache={folder} tmpdir={folder} copy=no\n"
                        f"set confirmcreate=no wait_key=no sleep_time=0 pop_delete=yes connect_timeout={PATIENCE}\n")
    return (sys.executable, os.path.join(HERE, "clients.py"), "--typing", out,
            "neomutt", "-n", "-F", folder + "/rc", "-f", f"pop://{host}:{port}/")


#: What neomutt shows where something went wrong; it ends with 0 all the same.
COMPLAINTS = (b"rror", b"ailed", b"ould not", b"losed", b"nable", b"annot", b"efused", b"-ERR", b"not supported", b"out of service", b"onnection lost")


def type_to_neomutt(out, *command):
    """Types on a terminal as soon as nothing more is shown; the exit status is what its screen says."""
    keys = [b"T~A\n", b";C" + b"\x15" + out.encode() + b"/mbox\n", b"D~A\n", b"$", b"q", b"x", b"\x03", b"y"]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    screen = b""
    # A program that hangs is stopped by who started this one; one that complains and waits for a person has told of a failure.
    while True:
        ready = select.select((terminal,), (), (), 0.7)[0]
        if ready:
            try:
                shown = os.read(terminal, 65536)
            except OSError:  # the end of a terminal
                break
            if not shown:
                break
            screen += shown
        elif b"onnecting" not in screen[-60:] and keys:
            os.write(terminal, keys.pop(0))
        elif not keys and has_complained(screen):
            os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    leave_out_what_neomutt_adds(out + "/mbox")
    return 1 if status or has_complained(screen) else 0


def has_complained(screen):
    return any(complaint in screen for complaint in COMPLAINTS)


def leave_out_what_neomutt_adds(mbox):
    if os.path.exists(mbox):
        with open(mbox, "rb") as f:
            lines = f.readlines()
        with open(mbox, "wb") as f:
            f.writelines(line for line in lines if not line.startswith((b"Status: ", b"Content-Length: ", b"Lines: ")))


def poplib(folder, host, port, user, password, out):
    write(folder, "password", password)
    return (sys.executable, "-c", POPLIB, host, port, user, folder + "/password", out, str(PATIENCE))


POPLIB = """
import poplib, sys
pop = poplib.POP3(sys.argv[1], int(sys.argv[2]), timeout=int(sys.argv[6]))
pop.user(sys.argv[3])
pop.pass_(open(sys.argv[4]).read())
pop.stat()
pop.uidl()
for line in pop.list()[1]:
    number = int(line.split()[0])
    with open(f"{sys.argv[5]}/{number}", "wb") as message:
        message.writelines(line + b"\\r\\n" for line in pop.retr(number)[1])
    pop.dele(number)
pop.quit()
"""


def pop3c(folder, host, port, user, password, out):
    """Dovecot's own client: a mailbox that lies on a POP3 server, copied to a Maildir. It deletes nothing."""
    write(folder, "conf", f"base_dir = {folder}\nstate_dir = {folder}\nprotocols =\nssl = no\nlog_path = {folder}/log\nssl_client_require_valid_cert = no\n"
                          f"mail_uid = nobody\nmail_gid = nogroup\nfirst_valid_uid = 1\nmail_location = maildir:{out}/mail\n"
                          f"mail_home = {folder}\nnamespace inbox {{\n  inbox = yes\n  separator = /\n}}\n"
                          f"pop3c_host = {host}\npop3c_port = {port}\npop3c_user = {user}\npop3c_password = {password}\n"
                          "pop3c_ssl = no\n")
    for place in (folder, out):
        subprocess.run(("chown", "-R", "nobody", place), check=True)
    # Names, addresses too, are looked up by a service of its master process.
    return ("sh", "-c", 'dovecot -F -c "$0/conf" & master=$!; until [ -S "$0/dns-client" ]; do sleep 0.05; done; '
                        'doveadm -c "$0/conf" backup -R pop3c:; result=$?; kill $master; wait $master; exit $result', folder)


def angus(folder, host, port, user, password, out):
    return java(folder, LIBRARIES, "AngusFetch", password, host, port, user, out)


def commons_net(folder, host, port, user, password, out):
    return java(folder, LIBRARIES, "CommonsNetFetch", password, host, port, user, out)


def provider(folder, host, port, user, password, out):
    return java(folder, OURS, "ProviderFetch", password, host, port, user, out)


BUILT = os.path.join(PROJECT, "target", "matrix")
LIBRARIES = f"{BUILT}/lib/*"
#: What `pop3` is made of, the provider among it, as a class path.
OURS = f"{PROJECT}/pop3-cli/target/lib/*"


#: For programs in Java that are started anew for each scenario and live for a moment.
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


def java(folder, libraries, program, password, *arguments):
    """The programs are compiled by `matrix.py` before the first run."""
    write(folder, "password", password)
    return ("java", *SHORT_LIVED, "-cp", f"{libraries}:{BUILT}/classes", program,
            str(PATIENCE), folder + "/password", *arguments)


def pop3j(folder, host, port, user, password, out):
    write(folder, "password", password)
    return ("env", "POP3_JAVA_OPTS=" + " ".join(SHORT_LIVED), os.path.join(PROJECT, "pop3"), "fetch",
            f"pop3://{user}@{host}:{port}", "--password-file", folder + "/password", "--allow-plaintext",
            "--timeout", str(PATIENCE), "--to", f"eml:{out}", "--delete")


#: Name, how to find the version, the command.
ALL = {
    "pop3j": (lambda: subprocess.run(("git", "-C", PROJECT, "describe", "--always", "--tags"), capture_output=True,
                                     text=True).stdout.strip(), pop3j),
    "pop3j provider": (lambda: subprocess.run(("git", "-C", PROJECT, "describe", "--always", "--tags"), capture_output=True,
                                                text=True).stdout.strip(), provider),
    "curl": (debian("curl"), curl),
    "mpop": (debian("mpop"), mpop),
    "fetchmail": (debian("fetchmail"), fetchmail),
    "getmail6": (debian("getmail6"), getmail),
    "fdm": (debian("fdm"), fdm),
    "neomutt": (debian("neomutt"), neomutt),
    "poplib": (lambda: "Python " + sys.version.split()[0], poplib),
    "Angus Mail": (lambda: "2.0.5", angus),
    "Commons Net": (lambda: "3.13.0", commons_net),
    "Dovecot pop3c": (debian("dovecot-core"), pop3c),
}


#: Clients that wait more than they work: how many of them at once.
JOBS = {"neomutt": 24, "Dovecot pop3c": 16}
#: Stands in the environment of all clients of this run of matrix.py.
MARK = ("POP3_MATRIX", str(os.getpid()))


def end_strays():
    """A client that hangs, doveadm for one, may outlive the one that started it."""
    mark = "=".join(MARK).encode() + b"\0"
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            with open(f"/proc/{entry}/environ", "rb") as environment:
                if mark in environment.read() and int(entry) != os.getpid():
                    os.kill(int(entry), signal.SIGKILL)


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as f:
        f.write(text)


def main(name, host, port, user, password, out):
    folder = os.path.join(os.getcwd(), "work")
    os.mkdir(folder)
    # Some clients write as another user.
    for place in (os.getcwd(), folder, out):
        os.chmod(place, 0o755)
    command = ALL[name][1](folder, host, port, user, password, out)
    # pop3 fetch keeps the second compiler for TLS, of which there is none here.
    environment = dict(os.environ, HOME=folder, USER="nobody", TERM="vt100", POP3_JAVA_OPTS="-XX:TieredStopAtLevel=1")
    return subprocess.run(command, stdin=subprocess.DEVNULL, env=environment).returncode


if __name__ == "__main__":
    sys.exit(type_to_neomutt(*sys.argv[2:]) if sys.argv[1] == "--typing" else main(*sys.argv[1:]))
