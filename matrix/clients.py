"""The clients of the matrix: clients.py NAME HOST PORT USER PASSWORD fetches all mail once and deletes it, as that client does.

Exit status: the client's. What it needs (configuration, a place for the mail) lies in a temporary folder that is removed.
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)


def debian(package):
    return lambda: subprocess.run(("dpkg-query", "-W", "-f=${Version}", package), capture_output=True, text=True).stdout


def curl(folder, host, port, user, password):
    """One message a run: curl has no command for all of them."""
    write(folder, "config", f'user = "{user}:{password}"\nurl = "pop3://{host}:{port}/1"\nmax-time = 20\n')
    return ("curl", "-s", "-K", folder + "/config")


def mpop(folder, host, port, user, password):
    write(folder, "password", password)
    return ("mpop", f"--host={host}", f"--port={port}", f"--user={user}", f"--passwordeval=cat {folder}/password",
            "--auth=user", "--tls=off", f"--delivery=mbox,{folder}/mbox", f"--uidls-file={folder}/uidls", "--keep=off",
            "--timeout=20")


def fetchmail(folder, host, port, user, password):
    write(folder, "rc", f'set no bouncemail\npoll {host} protocol pop3 port {port} timeout 20\n'
                        f'user "{user}" password "{password}" sslproto "" fetchall no keep mda "cat >>{folder}/mbox"\n')
    return ("fetchmail", "-f", folder + "/rc", "--pidfile", folder + "/pid", "-i", folder + "/ids", "--silent")


def getmail(folder, host, port, user, password):
    for part in ("tmp", "new", "cur"):
        os.makedirs(f"{folder}/mail/{part}")
    write(folder, "rc", f"[retriever]\ntype = SimplePOP3Retriever\nserver = {host}\nport = {port}\nusername = {user}\n"
                        f"password = {password}\ntimeout = 20\n[destination]\ntype = Maildir\npath = {folder}/mail/\n"
                        "user = nobody\n[options]\ndelete = true\nread_all = true\n")
    subprocess.run(("chown", "-R", "nobody", folder), check=True)
    return ("getmail", "--getmaildir", folder, "--rcfile", "rc", "--quiet")


def fdm(folder, host, port, user, password):
    write(folder, "conf", f'set timeout 20\naccount "m" pop3 server "{host}" port {port} user "{user}" pass "{password}"\n'
                          f'action "keep" mbox "{folder}/mbox"\nmatch all action "keep"\n')
    return ("fdm", "-f", folder + "/conf", "-l", "fetch")


def neomutt(folder, host, port, user, password):
    """Opens the maildrop, deletes every message, leaves: typed on a terminal of its own."""
    write(folder, "rc", f'set pop_user="{user}" pop_pass="{password}" pop_authenticators="user" ssl_starttls=no\n'
                        "set ssl_force_tls=no quit=yes delete=yes confirmappend=no pop_checkinterval=0 pop_reconnect=no\n"
                        f"set folder={folder} message_cachedir={folder} header_cache={folder} tmpdir={folder}\n"
                        'push "<first-entry><display-message><exit><delete-pattern>~A<enter><sync-mailbox><quit>"\n')
    return ("script", "-qefc", f"neomutt -n -F {folder}/rc -f pop://{host}:{port}/", "/dev/null")


def poplib(folder, host, port, user, password):
    write(folder, "password", password)
    return (sys.executable, "-c", POPLIB, host, port, user, folder + "/password")


POPLIB = """
import poplib, sys
pop = poplib.POP3(sys.argv[1], int(sys.argv[2]), timeout=20)
pop.user(sys.argv[3])
pop.pass_(open(sys.argv[4]).read())
pop.stat()
pop.uidl()
for line in pop.list()[1]:
    number = int(line.split()[0])
    pop.retr(number)
    pop.dele(number)
pop.quit()
"""


def pop3c(folder, host, port, user, password):
    """Dovecot's own client: a mailbox that lies on a POP3 server, copied to a Maildir."""
    write(folder, "conf", f"base_dir = {folder}\nstate_dir = {folder}\nprotocols =\nssl = no\nlog_path = {folder}/log\nssl_client_require_valid_cert = no\n"
                          f"mail_uid = nobody\nmail_gid = nogroup\nfirst_valid_uid = 1\nmail_location = maildir:{folder}/mail\n"
                          f"mail_home = {folder}\nnamespace inbox {{\n  inbox = yes\n  separator = /\n}}\n"
                          f"pop3c_host = {host}\npop3c_port = {port}\npop3c_user = {user}\npop3c_password = {password}\n"
                          "pop3c_ssl = no\n")
    subprocess.run(("chown", "-R", "nobody", folder), check=True)
    os.chmod(folder, 0o755)
    # Names, addresses too, are looked up by a service of its master process.
    return ("sh", "-c", 'dovecot -F -c "$0/conf" & master=$!; until [ -S "$0/dns-client" ]; do sleep 0.05; done; '
                        'doveadm -c "$0/conf" backup -R pop3c:; result=$?; kill $master; wait $master; exit $result', folder)


def angus(folder, host, port, user, password):
    return java(folder, "AngusFetch", password, host, port, user)


def commons_net(folder, host, port, user, password):
    return java(folder, "CommonsNetFetch", password, host, port, user)


def java(folder, program, password, *arguments):
    """The programs are compiled by `matrix.py` before the first run."""
    write(folder, "password", password)
    built = os.path.join(PROJECT, "target", "matrix")
    return ("java", "-XX:TieredStopAtLevel=1", "-cp", f"{built}/lib/*:{built}/classes", program, *arguments,
            folder + "/password")


def pop3j(folder, host, port, user, password):
    write(folder, "password", password)
    os.makedirs(folder + "/mail")
    return (os.path.join(PROJECT, "pop3"), "fetch", f"pop3://{user}@{host}:{port}", "--password-file", folder + "/password",
            "--allow-plaintext", "--to", f"eml:{folder}/mail", "--delete")


#: Name, how to find the version, the command.
ALL = {
    "pop3j": (lambda: subprocess.run(("git", "-C", PROJECT, "describe", "--always", "--tags"), capture_output=True,
                                     text=True).stdout.strip(), pop3j),
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


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as f:
        f.write(text)


def main(name, host, port, user, password):
    with tempfile.TemporaryDirectory(prefix="pop3-matrix-") as folder:
        command = ALL[name][1](folder, host, port, user, password)
        return subprocess.run(command, stdin=subprocess.DEVNULL, env=dict(os.environ, HOME=folder, USER="nobody", TERM="vt100")).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
