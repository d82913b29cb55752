#define _GNU_SOURCE
#include "belay_units.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

// The statuses with which systemd's children end when they cannot start.
enum { FAILED_FOLDER = 200, FAILED_NICE = 201, FAILED_EXEC = 203, FAILED_LIMITS = 205, FAILED_INPUT = 208,
       FAILED_OUTPUT = 209, FAILED_GROUP = 216, FAILED_USER = 217 };

static int become(const struct belay_unit_process *process) {
    setsid();
    if (setns(process->membership, CLONE_NEWCGROUP) < 0) return FAILED_EXEC;
    for (int number = 1; number < NSIG; number++) signal(number, number == SIGPIPE ? SIG_IGN : SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(process->mask);
    for (size_t index = 0; index < process->limit_count; index++) {
        const struct belay_unit_limit *wanted = &process->limits[index];
        struct rlimit now, limit = {.rlim_cur = wanted->soft, .rlim_max = wanted->hard};
        if (setrlimit(wanted->resource, &limit) == 0) continue;
        // What is above this machine's own limit is as high as that.
        if (getrlimit(wanted->resource, &now) < 0) return FAILED_LIMITS;
        limit.rlim_max = limit.rlim_max > now.rlim_max ? now.rlim_max : limit.rlim_max;
        limit.rlim_cur = limit.rlim_cur > limit.rlim_max ? limit.rlim_max : limit.rlim_cur;
        if (setrlimit(wanted->resource, &limit) < 0) return FAILED_LIMITS;
    }
    // A lab of an ordinary user may be polite, not more.
    if (process->niceness != 0 && setpriority(PRIO_PROCESS, 0, process->niceness) < 0 && errno != EACCES && errno != EPERM) {
        return FAILED_NICE;
    }
    if (dup2(process->input, STDIN_FILENO) < 0) return FAILED_INPUT;
    if (dup2(process->output, STDOUT_FILENO) < 0 || dup2(process->error, STDERR_FILENO) < 0) return FAILED_OUTPUT;
    if (process->changes_user) {
        if (setgroups(process->group_count, process->groups) < 0 || setgid(process->group) < 0) return FAILED_GROUP;
        if (setuid(process->user) < 0) return FAILED_USER;
    }
    if (chdir(process->folder) < 0 && !(process->tolerates_missing_folder && errno == ENOENT)) return FAILED_FOLDER;
    execve(process->program, process->arguments, process->environment);
    return FAILED_EXEC;
}

pid_t belay_unit_spawn(const struct belay_unit_process *process, int *problem) {
    int report[2];
    *problem = 0;
    if (pipe2(report, O_CLOEXEC) < 0) return -1;
    pid_t child = fork();
    if (child == 0) {
        int status = become(process);
        int number = errno;
        ssize_t written = write(report[1], &number, sizeof number);
        _exit(written == sizeof number ? status : FAILED_EXEC);
    }
    int number = errno;
    close(report[1]);
    if (child > 0) {
        ssize_t count;
        while ((count = read(report[0], problem, sizeof *problem)) < 0 && errno == EINTR) continue;
        if (count != sizeof *problem) *problem = 0;
    }
    close(report[0]);
    errno = number;
    return child;
}

int belay_new_namespace(int kind, const char *name, int (*prepare)(pid_t, unsigned), unsigned value) {
    int ready[2];
    if (pipe2(ready, O_CLOEXEC) < 0) return -1;
    pid_t holder = fork();
    if (holder == 0) {
        int problem = unshare(kind) < 0 ? errno : 0;
        if (write(ready[1], &problem, sizeof problem) == sizeof problem) pause();
        _exit(0);
    }
    close(ready[1]);
    int problem = holder < 0 ? errno : EIO;
    int made = -1;
    if (holder > 0 && read(ready[0], &problem, sizeof problem) == sizeof problem && problem == 0) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)holder, name);
        if (prepare == NULL || prepare(holder, value) == 0) made = open(path, O_RDONLY | O_CLOEXEC);
        problem = errno;
    }
    close(ready[0]);
    if (holder > 0) {
        kill(holder, SIGKILL);
        while (waitpid(holder, NULL, 0) < 0 && errno == EINTR) continue;
    }
    errno = problem;
    return made;
}

int belay_unit_membership(void) { return belay_new_namespace(CLONE_NEWCGROUP, "cgroup", NULL, 0); }

int belay_unit_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

static int address_of(const char *path, struct sockaddr_un *address) {
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    if (strlen(path) >= sizeof address->sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address->sun_path, path);
    return 0;
}

int belay_unit_listen(const char *path, int stream) {
    struct sockaddr_un address;
    if (address_of(path, &address) < 0) return -1;
    int file = socket(AF_UNIX, (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (file < 0) return -1;
    int yes = 1;
    unlink(path);
    if (setsockopt(file, SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes) < 0 ||
        bind(file, (struct sockaddr *)&address, sizeof address) < 0 || chmod(path, 0666) < 0 ||
        (stream && listen(file, 64) < 0)) {
        int number = errno;
        close(file);
        errno = number;
        return -1;
    }
    return file;
}

int belay_unit_connect(const char *path) {
    struct sockaddr_un address;
    if (address_of(path, &address) < 0) return -1;
    int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file < 0) return -1;
    if (connect(file, (struct sockaddr *)&address, sizeof address) == 0) return file;
    int number = errno;
    close(file);
    errno = number;
    return -1;
}

ssize_t belay_unit_receive(int file, void *buffer, size_t size, pid_t *sender) {
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int) * 16)];
    } control;
    struct iovec piece = {.iov_base = buffer, .iov_len = size};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    *sender = 0;
    ssize_t count = recvmsg(file, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count < 0) return count;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET) continue;
        if (header->cmsg_type == SCM_CREDENTIALS) {
            struct ucred credentials;
            memcpy(&credentials, CMSG_DATA(header), sizeof credentials);
            *sender = credentials.pid;
        } else if (header->cmsg_type == SCM_RIGHTS) {
            // Files that come along, as those of a file descriptor store, are not kept.
            size_t files = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            for (size_t index = 0; index < files; index++) {
                int extra;
                memcpy(&extra, CMSG_DATA(header) + index * sizeof(int), sizeof extra);
                close(extra);
            }
        }
    }
    return count;
}

int belay_unit_peer(int file, pid_t *process, uid_t *user) {
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(file, SOL_SOCKET, SO_PEERCRED, &credentials, &size) < 0) return -1;
    *process = credentials.pid;
    *user = credentials.uid;
    return 0;
}

int belay_unit_signals(void) {
    sigset_t heard;
    sigemptyset(&heard);
    for (size_t index = 0; index < 4; index++) sigaddset(&heard, (int[]){SIGCHLD, SIGTERM, SIGINT, SIGHUP}[index]);
    if (sigprocmask(SIG_BLOCK, &heard, NULL) < 0) return -1;
    return signalfd(-1, &heard, SFD_CLOEXEC | SFD_NONBLOCK);
}

int belay_unit_name_process(const char *name) { return prctl(PR_SET_NAME, name); }
