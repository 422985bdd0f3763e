/*
 * Lets a chosen system call on files below a folder fail, or kills the process in front of it. A test preloads it into a
 * process of its own:
 *
 *   FAULTS_UNDER    the folder; calls on anything else are passed on
 *   FAULTS_CONTROL  a file of six 32-bit integers, mapped and shared, so that the process can set it for itself:
 *                   mode, the step at which it happens, errno, steps counted so far, kinds of calls that are steps, unused
 *   FAULTS_LOG      a file that takes a line a step
 *
 * Each call is counted before it is made: "killed at step 3" means that two steps were done and the third was not begun.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { OFF, COUNT, FAIL_ONCE, FAIL_FROM, KILL };
/* GROW: what needs room, and so fails where there is none; unlinking does not. */
enum kind { CHANGE = 1, READ = 2, GROW = 4 };

struct control {
    _Atomic int32_t mode, at, error, count, kinds, unused;
};

static struct control *control;
static const char *under;
static int log_file = -1;

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("FAULTS_CONTROL"), *log = getenv("FAULTS_LOG");
    under = getenv("FAULTS_UNDER");
    if (!file || !under) return;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC);
    if (fd < 0) return;
    void *memory = mmap(0, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (memory != MAP_FAILED) control = memory;
    if (log) log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* The path of an open file, or of a name below an open folder. */
static const char *path_at(int fd, const char *name, char *out, size_t size) {
    if (name && (name[0] == '/' || fd == AT_FDCWD)) return name;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, out, size - 1);
    if (length < 0) return "";
    out[length] = 0;
    if (name) snprintf(out + length, size - (size_t)length, "/%s", name);
    return out;
}

/* 0 to go on with the call, or the errno it shall fail with. */
static int step_on(int kind, const char *call, const char *path) {
    if (!control || control->mode == OFF || !(control->kinds & kind)) return 0;
    if (strncmp(path, under, strlen(under))) return 0;
    int32_t now = ++control->count;
    if (log_file >= 0) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%d %s %s\n", now, call, path);
        syscall(SYS_write, log_file, line, (size_t)length);
    }
    switch ((enum mode)control->mode) {
    case FAIL_ONCE: return now == control->at ? control->error : 0;
    case FAIL_FROM: return now >= control->at ? control->error : 0;
    case KILL:
        if (now == control->at) {
            kill(getpid(), SIGKILL);
            for (;;) pause();
        }
        return 0;
    default: return 0;
    }
}

static int step(int kind, const char *call, int fd, const char *name) {
    if (!control || control->mode == OFF) return 0;
    char path[PATH_MAX];
    int before = errno, error = step_on(kind, call, path_at(fd, name, path, sizeof path));
    errno = error ? error : before;
    return error;
}

#define CALL(kind, type, name, fd, path, parameters, arguments) \
    type name parameters { \
        static type(*real) parameters; \
        if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
        if (step(kind, #name, fd, path)) return -1; \
        return real arguments; \
    }

/* Opening what is there already changes nothing and needs no room. */
static int kind_of_open(int fd, const char *path, int flags) {
    if (flags & O_TRUNC) return CHANGE;
    if (!(flags & O_CREAT)) return READ;
    int before = errno, missing = faccessat(fd, path, F_OK, AT_SYMLINK_NOFOLLOW);
    errno = before;
    return missing ? CHANGE | GROW : READ;
}

#define OPEN(name, fd, parameters, arguments) \
    int name parameters { \
        mode_t mode = 0; \
        if (flags & O_CREAT) { \
            va_list more; \
            va_start(more, flags); \
            mode = va_arg(more, mode_t); \
            va_end(more); \
        } \
        static int(*real) parameters; \
        if (!real) real = (int(*) parameters)dlsym(RTLD_NEXT, #name); \
        if (step(kind_of_open(fd, path, flags), #name, fd, path)) return -1; \
        return real arguments; \
    }

OPEN(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, fd, (int fd, const char *path, int flags, ...), (fd, path, flags, mode))
OPEN(openat64, fd, (int fd, const char *path, int flags, ...), (fd, path, flags, mode))

CALL(CHANGE | GROW, ssize_t, write, fd, 0, (int fd, const void *from, size_t size), (fd, from, size))
CALL(CHANGE | GROW, ssize_t, writev, fd, 0, (int fd, const struct iovec *from, int count), (fd, from, count))
CALL(CHANGE | GROW, ssize_t, pwrite, fd, 0, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at))
CALL(CHANGE | GROW, ssize_t, pwrite64, fd, 0, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at))
CALL(READ, ssize_t, read, fd, 0, (int fd, void *to, size_t size), (fd, to, size))
CALL(READ, ssize_t, readv, fd, 0, (int fd, const struct iovec *to, int count), (fd, to, count))
CALL(READ, ssize_t, pread, fd, 0, (int fd, void *to, size_t size, off_t at), (fd, to, size, at))
CALL(READ, ssize_t, pread64, fd, 0, (int fd, void *to, size_t size, off64_t at), (fd, to, size, at))
CALL(CHANGE, int, fsync, fd, 0, (int fd), (fd))
CALL(CHANGE, int, fdatasync, fd, 0, (int fd), (fd))
CALL(CHANGE, int, ftruncate, fd, 0, (int fd, off_t size), (fd, size))
CALL(CHANGE, int, ftruncate64, fd, 0, (int fd, off64_t size), (fd, size))
CALL(CHANGE, int, fchmod, fd, 0, (int fd, mode_t mode), (fd, mode))
CALL(CHANGE, int, rename, AT_FDCWD, to, (const char *from, const char *to), (from, to))
CALL(CHANGE, int, renameat, to_fd, to, (int fd, const char *from, int to_fd, const char *to), (fd, from, to_fd, to))
CALL(CHANGE | GROW, int, link, AT_FDCWD, to, (const char *from, const char *to), (from, to))
CALL(CHANGE, int, unlink, AT_FDCWD, path, (const char *path), (path))
CALL(CHANGE, int, unlinkat, fd, path, (int fd, const char *path, int flags), (fd, path, flags))
CALL(CHANGE | GROW, int, mkdir, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
