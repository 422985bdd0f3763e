"""Roots of their own for Debian packages that exclude each other: this machine's root with an overlay on top (root, Linux)."""

import contextlib
import os
import shutil
import subprocess


def sh(*command, **options):
    """Runs a command; what it prints is shown only if it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return done.stdout


class Root:
    """A root folder in which packages are installed; closing it unmounts everything and removes it."""

    def __init__(self, folder, *packages):
        self.folder = folder
        self.path = os.path.join(folder, "root")
        self.mounted = []
        for name in ("upper", "work", "root"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        options = f"lowerdir=/,upperdir={folder}/upper,workdir={folder}/work"
        self._mount("-t", "overlay", "overlay", "-o", options, self.path)
        self._mount("-t", "proc", "proc", self.path + "/proc")
        # Not this machine's /dev: the servers make a socket for their logs there.
        self._mount("-t", "tmpfs", "tmpfs", self.path + "/dev")
        for name, minor in (("null", 3), ("zero", 5), ("random", 8), ("urandom", 9)):
            sh("mknod", "-m", "666", f"{self.path}/dev/{name}", "c", "1", str(minor))
        os.symlink("/proc/self/fd", self.path + "/dev/fd")
        for name in ("/run", "/tmp"):
            self._mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", self.path + name)
        self.write("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages,
                 env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"))

    def _mount(self, *arguments):
        sh("mount", *arguments)
        self.mounted.append(arguments[-1])

    def run(self, *command, **options):
        return sh("chroot", self.path, *command, **options)

    def start(self, *command, log, **options):
        """Starts a program in the root; it is ended with its children when the root is closed."""
        return subprocess.Popen(("chroot", self.path) + command, stdout=log, stderr=log,
                                stdin=subprocess.DEVNULL, start_new_session=True, **options)

    def write(self, path, text, mode=0o644):
        target = self.path + path
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w") as f:
            f.write(text)
        os.chmod(target, mode)

    def version(self, package):
        return self.run("dpkg-query", "-W", "-f=${Version}", package)

    def add_user(self, name, password):
        self.run("sh", "-c", f"id {name} >/dev/null 2>&1 || useradd -m {name}")
        self.run("chpasswd", input=f"{name}:{password}\n")

    def close(self):
        self._end_processes()
        for path in reversed(self.mounted):
            subprocess.run(("umount", "-l", path), check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end_processes(self):
        for entry in filter(str.isdigit, os.listdir("/proc")):
            with contextlib.suppress(OSError):
                if os.readlink(f"/proc/{entry}/root") == self.path:
                    os.kill(int(entry), 9)
