"""The servers of the matrix. Each is started on a free port of the loopback with one user, and says how mail gets to it."""

import contextlib
import os
import poplib
import socket
import subprocess
import time

from roots import Root, sh

USER, PASSWORD = "ada", "sesame"
HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """One server: `name`, `version`, `port`, and `deliver`, a command that takes a message on its standard input."""

    user = USER
    #: Further options of `pop3 check`.
    options = ()

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.port = free_port()
        self.log = open(os.path.join(folder, "log"), "w")
        self.begin()
        self.await_ready()

    def await_ready(self):
        deadline = time.monotonic() + 60
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as s:
                    s.settimeout(5)
                    if s.recv(3) == b"+OK":
                        return
            except OSError as not_yet:
                if time.monotonic() > deadline:
                    raise RuntimeError(f"{self.name} does not answer: see {self.folder}/log") from not_yet
            time.sleep(0.2)

    def close(self):
        self.log.close()


class Rooted(Server):
    """A server of Debian in a root of its own."""

    def begin(self):
        self.root = Root(os.path.join(self.folder, "overlay"), *self.packages)
        try:
            self.version = self.root.version(self.packages[0])
            self.configure()
        except BaseException:
            self.root.close()
            raise

    def inetd(self, *command):
        """Each connection gets the program as its standard input and output."""
        program = " ".join(("chroot", self.root.path) + command)
        self.listener = subprocess.Popen(
            ("socat", f"TCP-LISTEN:{self.port},bind=127.0.0.1,fork,reuseaddr", f"EXEC:{program}"),
            stdout=self.log, stderr=self.log, start_new_session=True)

    def to_mbox(self):
        """Appends to the user's mbox as a local delivery agent does, under the dotlock."""
        return ("python3", os.path.join(HERE, "to-mbox.py"), self.root.path + "/var/mail/" + USER)

    def close(self):
        if hasattr(self, "listener"):
            self.listener.kill()
        self.root.close()
        super().close()


class Popa3d(Rooted):
    name, packages = "popa3d", ("popa3d",)

    def configure(self):
        self.root.add_user(USER, PASSWORD)
        self.deliver = self.to_mbox()
        self.inetd("/usr/sbin/popa3d")


class Mailutils(Rooted):
    name, packages = "GNU Mailutils pop3d", ("mailutils-pop3d",)

    def configure(self):
        self.root.add_user(USER, PASSWORD)
        pam = "auth required pam_unix.so\naccount required pam_unix.so\n"
        for service in ("gnu-pop3d", "mailutils"):
            self.root.write("/etc/pam.d/" + service, pam)
        self.root.write("/etc/pop3d.conf", 'auth {\n  authorization "system";\n  authentication "pam:system";\n};\n')
        self.deliver = self.to_mbox()
        self.inetd("/usr/sbin/pop3d", "--inetd", "--no-config", "--config-file=/etc/pop3d.conf")


class Courier(Rooted):
    name, packages = "Courier", ("courier-pop",)

    def configure(self):
        self.root.add_user(USER, PASSWORD)
        self.root.run("sh", "-c", "mkdir -p /run/courier/authdaemon && chown -R courier /run/courier")
        maildir = f"/home/{USER}/Maildir"
        self.root.run("sh", "-c", f"mkdir -p {maildir}/tmp {maildir}/new {maildir}/cur && chown -R {USER} {maildir}")
        self.root.run("authdaemond", "start", stdin=subprocess.DEVNULL)
        libraries = "/usr/lib/courier/courier/"
        self.root.start("couriertcpd", "-address=127.0.0.1", "-nodnslookup", "-noidentlookup", "-maxprocs=100",
                        "-maxperip=100", str(self.port), libraries + "courierpop3login", libraries + "courierpop3d",
                        "Maildir", log=self.log,
                        env=dict(os.environ, POP3AUTH="PLAIN LOGIN", POP3_STARTTLS="NO", MAILDIRPATH="Maildir"))
        self.deliver = ("python3", os.path.join(HERE, "to-maildir.py"), self.root.path + maildir)


class Cyrus(Rooted):
    name, packages = "Cyrus", ("cyrus-pop3d", "sasl2-bin", "libsasl2-modules")

    def configure(self):
        self.root.write("/etc/imapd.conf", CYRUS_IMAPD)
        self.root.write("/etc/cyrus.conf", CYRUS_MASTER.replace("@PORT@", str(self.port)))
        host = socket.gethostname()
        self.root.run("sh", "-c", "mkdir -p /run/cyrus/proc /run/cyrus/lock /run/cyrus/socket"
                                  " && chown -R cyrus:mail /run/cyrus")
        self.root.run("saslpasswd2", "-p", "-c", "-u", host, USER, input=PASSWORD + "\n")
        self.root.run("chown", "cyrus", "/etc/sasldb2")
        self.root.start("/usr/sbin/cyrmaster", "-C", "/etc/imapd.conf", "-M", "/etc/cyrus.conf", "-D", log=self.log)
        # The mailbox is made by its first login.
        self.await_ready()
        with contextlib.closing(poplib.POP3("127.0.0.1", self.port)) as first:
            first.user(USER)
            first.pass_(PASSWORD)
            first.quit()
        self.deliver = ("chroot", self.root.path, "/usr/sbin/cyrdeliver", "-C", "/etc/imapd.conf", USER)


CYRUS_IMAPD = """\
configdirectory: /var/lib/cyrus
proc_path: /run/cyrus/proc
mboxname_lockpath: /run/cyrus/lock
defaultpartition: default
partition-default: /var/spool/cyrus/mail
autocreate_quota: -1
autocreate_post: 1
popminpoll: 0
umask: 077
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_mech_list: PLAIN LOGIN
lmtpsocket: /run/cyrus/socket/lmtp
"""

CYRUS_MASTER = """\
START {
  recover cmd="/usr/sbin/cyrus ctl_cyrusdb -r"
}
SERVICES {
  pop3 cmd="pop3d -U 30" listen="127.0.0.1:@PORT@" prefork=0 maxchild=100
  lmtpunix cmd="lmtpd" listen="/run/cyrus/socket/lmtp" prefork=0 maxchild=20
}
EVENTS {
  checkpoint cmd="/usr/sbin/cyrus ctl_cyrusdb -c" period=30
}
"""


class Dovecot(Server):
    name = "Dovecot"

    def begin(self):
        work = os.path.abspath(self.folder)
        self.version = sh("dovecot", "--version").split()[0]
        self.conf = os.path.join(work, "dovecot.conf")
        with open(self.conf, "w") as f:
            f.write(DOVECOT.replace("@WORK@", work).replace("@PORT@", str(self.port)))
        with open(work + "/passwd", "w") as f:
            f.write(f"{USER}:{{PLAIN}}{PASSWORD}\n")
        maildir = f"{work}/mail/{USER}/Maildir"
        for part in ("tmp", "new", "cur"):
            os.makedirs(f"{maildir}/{part}")
        sh("chown", "-R", "mail:mail", work + "/mail")
        sh("chmod", "755", work)
        self.process = subprocess.Popen(("dovecot", "-F", "-c", self.conf), stdout=self.log, stderr=self.log,
                                        start_new_session=True)
        self.deliver = ("python3", os.path.join(HERE, "to-maildir.py"), maildir)

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        super().close()


DOVECOT = """\
base_dir = @WORK@/run
state_dir = @WORK@/state
log_path = @WORK@/dovecot.log
instance_name = matrix
protocols = pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u @WORK@/passwd
}
userdb {
  driver = static
  args = uid=mail gid=mail home=@WORK@/mail/%u
}
first_valid_uid = 1
mail_location = maildir:~/Maildir
pop3_lock_session = yes
mail_max_userip_connections = 0
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = @PORT@
  }
  inet_listener pop3s {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
}
"""


class GreenMail(Server):
    name, version = "GreenMail", "2.1.13"

    def begin(self):
        jar = maven_jar("com.icegreen", "greenmail-standalone", self.version)
        smtp = free_port()
        self.process = subprocess.Popen(
            ("java", f"-Dgreenmail.pop3.hostname=127.0.0.1", f"-Dgreenmail.pop3.port={self.port}",
             "-Dgreenmail.smtp.hostname=127.0.0.1", f"-Dgreenmail.smtp.port={smtp}",
             f"-Dgreenmail.users={USER}:{PASSWORD}@localhost", "-Dgreenmail.users.login=local_part", "-jar", jar),
            stdout=self.log, stderr=self.log, start_new_session=True)
        self.deliver = ("python3", os.path.join(HERE, "to-smtp.py"), str(smtp), USER + "@localhost")

    def close(self):
        self.process.kill()
        self.process.wait(10)
        super().close()


class James(Server):
    """Its POP3 handlers on their own transport, mail in memory: nothing can be delivered, three messages are there."""

    name, version = "Apache James protocols", "3.8.1"

    def begin(self):
        libraries = maven_libraries(os.path.join(HERE, "james.xml"), os.path.join(self.folder, "lib"))
        classes = os.path.join(self.folder, "classes")
        sh("javac", "-cp", libraries, "-d", classes, os.path.join(HERE, "JamesPeer.java"))
        self.process = subprocess.Popen(("java", "-cp", f"{libraries}:{classes}", "JamesPeer", str(self.port), USER, PASSWORD),
                                        stdout=self.log, stderr=self.log, start_new_session=True)
        self.deliver = ()

    def close(self):
        self.process.kill()
        self.process.wait(10)
        super().close()


class Ours(Server):
    name = "pop3j"

    def begin(self):
        self.version = sh("git", "-C", PROJECT, "describe", "--always", "--tags").strip()
        folder = os.path.abspath(self.folder)
        pop3 = os.path.join(PROJECT, "pop3")
        subprocess.run((pop3, "user", "add", USER, "--users", folder + "/users"), input=PASSWORD + "\n", text=True,
                       check=True, stdout=self.log, stderr=self.log)
        os.makedirs(folder + "/mail", mode=0o700)
        sh(pop3, "deliver", USER, "--maildirs", folder + "/mail", "--create",
           stdin=open(os.path.join(HERE, "first.eml")))
        self.process = subprocess.Popen(
            (pop3, "serve", "--listen", f"127.0.0.1:{self.port}", "--maildirs", folder + "/mail", "--users",
             folder + "/users", "--state", folder + "/state", "--allow-plaintext"),
            stdout=self.log, stderr=self.log, start_new_session=True)
        self.deliver = (pop3, "deliver", USER, "--maildirs", folder + "/mail")

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        super().close()


def maven_jar(group, artifact, version):
    target = os.path.join(PROJECT, "target", "matrix")
    jar = os.path.join(target, f"{artifact}-{version}.jar")
    if not os.path.exists(jar):
        sh("mvn", "-q", "-B", "dependency:copy", f"-Dartifact={group}:{artifact}:{version}", f"-DoutputDirectory={target}",
           cwd=HERE)
    return jar


def maven_libraries(pom, target):
    sh("mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies", f"-DoutputDirectory={os.path.abspath(target)}")
    return os.path.join(os.path.abspath(target), "*")


ALL = (Ours, Dovecot, Courier, Cyrus, Popa3d, Mailutils, GreenMail, James)
