/*
 * Faults at the n-th file operation of a process, for crash and error tests. Preload it into a JVM:
 *
 *     cc -shared -fPIC -O1 -o file-faults.so file-faults.c -ldl
 *     LD_PRELOAD=file-faults.so FAULT_ROOT=/real/path FAULT=kill-after FAULT_AT=17 java ...
 *
 * FAULT_ROOT   the directory below which operations count (absolute, without links); paths have to be absolute too,
 *              or relative to a descriptor that was opened below it
 * FAULT_LOG    a file outside of it, for one line per operation: its number, the call, the path relative to the root
 * FAULT_CALLS  which calls count, as in the log and with commas between them; without it, all do
 * FAULT_AT     the number of the operation that is struck, from 1; without it, nothing happens
 * FAULT        what happens there:
 *     kill-before, kill-after   the process is killed right before or after it
 *     torn                      half of the bytes are written, then the process is killed (other calls: kill-after)
 *     error:EIO, errors:EIO     it fails (EIO, ENOSPC, EACCES, EROFS), alone or with all that follow
 *     short, shorts             only half of the bytes are written, and it says so
 *     cut                       right after it, the power fails: the file system that holds FAULT_MOUNT is shut down,
 *                               its log not flushed, and the process is killed. Before that, if FAULT_NEIGHBOUR is
 *                               set, a byte is appended to that file and forced to disk, as by another process
 *
 * Counting starts when the process looks at "<root>/.start-counting" (which need not exist), and ends with
 * "<root>/.stop-counting". Child processes count for themselves, if they ask for it.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DESCRIPTORS 4096
#define GOING_DOWN 0x8004587d /* XFS_IOC_GOINGDOWN, EXT4_IOC_SHUTDOWN */
#define DO_NOT_FLUSH_THE_LOG 2

enum plan { NOTHING, FAIL, SHORTEN, TEAR, KILL, CUT };

static char *names[DESCRIPTORS]; /* the path below the root of each open descriptor */
static int counting, operations, process;

static const char *setting(const char *name, const char *otherwise) {
    return getenv(name) ? getenv(name) : otherwise;
}

/* Our own calls go past the functions below. */
static int open_directly(const char *path, int flags) {
    return syscall(SYS_openat, AT_FDCWD, path, flags, 0644);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static void cut_power(void) {
    int how = DO_NOT_FLUSH_THE_LOG, neighbour;
    if (getenv("FAULT_NEIGHBOUR")) {
        neighbour = open_directly(getenv("FAULT_NEIGHBOUR"), O_WRONLY | O_CREAT | O_APPEND);
        if (syscall(SYS_write, neighbour, "x", 1) != 1 || syscall(SYS_fsync, neighbour)) perror("FAULT_NEIGHBOUR");
    }
    if (ioctl(open_directly(setting("FAULT_MOUNT", ""), O_RDONLY), GOING_DOWN, &how)) perror("FAULT_MOUNT");
    die();
}

/* Tell where a path is below the root, or NULL; looking at one of two magic names starts or ends the counting. */
static const char *below(int directory, const char *path, char *buffer) {
    const char *root = setting("FAULT_ROOT", "");
    size_t length = strlen(root);
    if (!path || !length) return NULL;
    if (path[0] != '/') {
        if (directory < 0 || directory >= DESCRIPTORS || !names[directory]) return NULL;
        snprintf(buffer, PATH_MAX, "%s%s%s", names[directory], *names[directory] ? "/" : "", path);
        return buffer;
    }
    if (strncmp(path, root, length) || (path[length] && path[length] != '/')) return NULL;
    path += length + (path[length] == '/');
    if (!strcmp(path, ".start-counting") || !strcmp(path, ".stop-counting")) {
        process = getpid();
        counting = path[3] == 'a'; /* .st_a_rt, not .st_o_p */
        return NULL;
    }
    return path;
}

static const char *name_of(int descriptor) {
    return descriptor >= 0 && descriptor < DESCRIPTORS ? names[descriptor] : NULL;
}

static void remember(int descriptor, const char *name) {
    if (descriptor < 0 || descriptor >= DESCRIPTORS) return;
    free(names[descriptor]);
    names[descriptor] = name ? strdup(name) : NULL;
}

static int counts(const char *call) {
    char *calls = getenv("FAULT_CALLS"), *at = calls;
    size_t length = strlen(call);
    for (; at && (at = strstr(at, call)); at += length) {
        if ((at == calls || at[-1] == ',') && (!at[length] || at[length] == ',')) return 1;
    }
    return !calls;
}

static int error_named(const char *name) {
    return !strcmp(name, "EIO") ? EIO : !strcmp(name, "ENOSPC") ? ENOSPC : !strcmp(name, "EACCES") ? EACCES : EROFS;
}

/* Count an operation and tell what is to happen to it; a second path (of a rename) may be NULL. */
static enum plan begin(const char *call, const char *path, const char *other) {
    char line[2 * PATH_MAX + 64], *file = getenv("FAULT_LOG");
    const char *fault = setting("FAULT", "");
    int number, at = atoi(setting("FAULT_AT", "0")), log, saved = errno;
    if (!counting || (!path && !other) || getpid() != process || !counts(call)) return NOTHING;
    number = __sync_add_and_fetch(&operations, 1);
    if (file && (log = open_directly(file, O_WRONLY | O_CREAT | O_APPEND)) >= 0) {
        int length = snprintf(line, sizeof line, "%d %s %s%s%s\n", number, call, path ? path : "(elsewhere)",
            other ? " -> " : "", other ? other : "");
        if (syscall(SYS_write, log, line, length) != length) perror(file);
        syscall(SYS_close, log);
    }
    errno = saved;
    if (at > 0 && number > at && !strcmp(fault, "shorts")) return SHORTEN;
    if (at > 0 && number >= at && !strncmp(fault, "errors:", 7)) { errno = error_named(fault + 7); return FAIL; }
    if (number != at) return NOTHING;
    if (!strcmp(fault, "kill-before")) die();
    if (!strncmp(fault, "error:", 6)) { errno = error_named(fault + 6); return FAIL; }
    return !strcmp(fault, "kill-after") ? KILL : !strcmp(fault, "torn") ? TEAR : !strcmp(fault, "cut") ? CUT
         : !strncmp(fault, "short", 5) ? SHORTEN : NOTHING;
}

static void end(enum plan plan) {
    if (plan == KILL || plan == TEAR) die();
    if (plan == CUT) cut_power();
}
static size_t part(enum plan plan, size_t bytes) {
    return plan == TEAR || (plan == SHORTEN && bytes > 1) ? bytes / 2 : bytes;
}

/* A function of the C library, as it would be without us. */
#define REAL(type, name, parameters) \
    static type (*real) parameters; \
    if (!real) real = (type (*) parameters) dlsym(RTLD_NEXT, #name)

/* Define a function that is struck as a whole: it fails, or the process dies before or after it. */
#define CALL(type, name, failed, parameters, arguments, call, path, other) \
    type name parameters { \
        char buffer[PATH_MAX] __attribute__((unused)), second[PATH_MAX] __attribute__((unused)); \
        REAL(type, name, parameters); \
        enum plan plan = begin(call, path, other); \
        if (plan == FAIL) return failed; \
        type result = real arguments; \
        end(plan); \
        return result; \
    }
#define HERE below(AT_FDCWD, path, buffer)
#define BY_PATH(name, call, parameters, arguments) CALL(int, name, -1, parameters, arguments, call, HERE, NULL)
#define BY_PATH_AT(name, call, parameters, arguments) \
    CALL(int, name, -1, parameters, arguments, call, below(at, path, buffer), NULL)
#define BY_DESCRIPTOR(type, name, call, parameters, arguments) \
    CALL(type, name, -1, parameters, arguments, call, name_of(fd), NULL)

BY_PATH(stat, "stat", (const char *path, struct stat *to), (path, to))
BY_PATH(stat64, "stat", (const char *path, struct stat64 *to), (path, to))
BY_PATH(lstat, "stat", (const char *path, struct stat *to), (path, to))
BY_PATH(lstat64, "stat", (const char *path, struct stat64 *to), (path, to))
BY_PATH_AT(fstatat, "stat", (int at, const char *path, struct stat *to, int flags), (at, path, to, flags))
BY_PATH_AT(fstatat64, "stat", (int at, const char *path, struct stat64 *to, int flags), (at, path, to, flags))
BY_PATH(access, "access", (const char *path, int mode), (path, mode))
BY_PATH(mkdir, "mkdir", (const char *path, mode_t mode), (path, mode))
BY_PATH(rmdir, "rmdir", (const char *path), (path))
BY_PATH(unlink, "unlink", (const char *path), (path))
BY_PATH_AT(unlinkat, "unlink", (int at, const char *path, int flags), (at, path, flags))
BY_PATH(remove, "unlink", (const char *path), (path))
CALL(int, rename, -1, (const char *from, const char *to), (from, to), "rename",
    below(AT_FDCWD, from, buffer), below(AT_FDCWD, to, second))
CALL(int, renameat, -1, (int at, const char *from, int at_to, const char *to), (at, from, at_to, to), "rename",
    below(at, from, buffer), below(at_to, to, second))
CALL(ssize_t, readlink, -1, (const char *path, char *to, size_t size), (path, to, size), "readlink", HERE, NULL)
CALL(char *, realpath, NULL, (const char *path, char *to), (path, to), "realpath", HERE, NULL)
CALL(int, statx, -1, (int at, const char *path, int flags, unsigned mask, struct statx *to),
    (at, path, flags, mask, to), "stat", *path ? below(at, path, buffer) : name_of(at), NULL)

BY_DESCRIPTOR(int, fstat, "stat", (int fd, struct stat *to), (fd, to))
BY_DESCRIPTOR(int, fstat64, "stat", (int fd, struct stat64 *to), (fd, to))
BY_DESCRIPTOR(int, fsync, "fsync", (int fd), (fd))
BY_DESCRIPTOR(int, fdatasync, "fsync", (int fd), (fd))
BY_DESCRIPTOR(int, ftruncate, "truncate", (int fd, off_t size), (fd, size))
BY_DESCRIPTOR(int, ftruncate64, "truncate", (int fd, off64_t size), (fd, size))
BY_DESCRIPTOR(ssize_t, read, "read", (int fd, void *to, size_t size), (fd, to, size))
BY_DESCRIPTOR(ssize_t, pread64, "read", (int fd, void *to, size_t size, off64_t from), (fd, to, size, from))

/* Older JDKs were linked when stat was a macro over these; the structures are the same. */
int __xstat64(int version, const char *path, struct stat64 *to) { return (void) version, stat64(path, to); }
int __lxstat64(int version, const char *path, struct stat64 *to) { return (void) version, lstat64(path, to); }
int __fxstat64(int version, int fd, struct stat64 *to) { return (void) version, fstat64(fd, to); }

/* Define a function that writes, and can do so by half: all but the sizes is passed on. */
#define WRITE(name, fd, parameters, arguments) \
    ssize_t name parameters { \
        REAL(ssize_t, name, parameters); \
        enum plan plan = begin("write", name_of(fd), NULL); \
        if (plan == FAIL) return -1; \
        size = part(plan, size); \
        ssize_t result = real arguments; \
        end(plan); \
        return result; \
    }
WRITE(write, fd, (int fd, const void *from, size_t size), (fd, from, size))
WRITE(pwrite64, fd, (int fd, const void *from, size_t size, off64_t to), (fd, from, size, to))
WRITE(sendfile64, out, (int out, int in, off64_t *from, size_t size), (out, in, from, size))
WRITE(copy_file_range, out, (int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags),
    (in, from, out, to, size, flags))

ssize_t writev(int fd, const struct iovec *from, int count) {
    REAL(ssize_t, writev, (int fd, const struct iovec *from, int count));
    return name_of(fd) && count > 0 ? write(fd, from->iov_base, from->iov_len) : real(fd, from, count);
}

#define OPEN(function, parameters, arguments, at) \
    int function parameters { \
        char buffer[PATH_MAX]; \
        const char *name = below(at, path, buffer); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        REAL(int, function, parameters); \
        enum plan plan = begin((flags & O_ACCMODE) != O_RDONLY ? "open-write" : "open", name, NULL); \
        if (plan == FAIL) return -1; \
        int fd = real arguments; \
        if (name) remember(fd, name); \
        end(plan); \
        return fd; \
    }
OPEN(open, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPEN(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode), at)
OPEN(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode), at)

/* A descriptor is gone after close, whatever close says. */
#define CLOSE(name, parameter, argument, fd, call) \
    int name(parameter) { \
        REAL(int, name, (parameter)); \
        enum plan plan = begin(call, name_of(fd), NULL); \
        int error = errno; \
        remember(fd, NULL); \
        int result = real(argument); \
        end(plan); \
        if (plan == FAIL) errno = error; \
        return plan == FAIL ? -1 : result; \
    }
CLOSE(close, int fd, fd, fd, "close")
CLOSE(closedir, DIR *directory, directory, dirfd(directory), "closedir")

int dup(int fd) {
    REAL(int, dup, (int fd));
    int twin = real(fd);
    if (name_of(fd)) remember(twin, name_of(fd));
    return twin;
}

#define LOCK(name) \
    int name(int fd, int command, ...) { \
        va_list more; \
        va_start(more, command); \
        void *argument = va_arg(more, void *); \
        va_end(more); \
        REAL(int, name, (int fd, int command, ...)); \
        int locks = command == F_SETLK || command == F_SETLKW; \
        enum plan plan = locks ? begin("lock", name_of(fd), NULL) : NOTHING; \
        if (plan == FAIL) return -1; \
        int result = real(fd, command, argument); \
        end(plan); \
        return result; \
    }
LOCK(fcntl) LOCK(fcntl64)

DIR *opendir(const char *path) {
    char buffer[PATH_MAX];
    const char *name = below(AT_FDCWD, path, buffer);
    REAL(DIR *, opendir, (const char *path));
    enum plan plan = begin("opendir", name, NULL);
    if (plan == FAIL) return NULL;
    DIR *directory = real(path);
    if (directory && name) remember(dirfd(directory), name);
    end(plan);
    return directory;
}
CALL(DIR *, fdopendir, NULL, (int fd), (fd), "opendir", name_of(fd), NULL)
CALL(struct dirent *, readdir, NULL, (DIR *directory), (directory), "readdir", name_of(dirfd(directory)), NULL)
CALL(struct dirent64 *, readdir64, NULL, (DIR *directory), (directory), "readdir", name_of(dirfd(directory)), NULL)
