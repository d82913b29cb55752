#define _GNU_SOURCE
#include "belay_lab.h"

#include <sched.h>
#include <sys/syscall.h>

int belay_lab_enter_pid_namespace(int file) { return setns(file, CLONE_NEWPID); }

int belay_lab_enter_mount_namespace(int file) { return setns(file, CLONE_NEWNS); }

int belay_lab_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int belay_lab_spawn_setsid(void) { return POSIX_SPAWN_SETSID; }

int belay_lab_execvpe(const char *file, char *const arguments[], char *const environment[]) {
    return execvpe(file, arguments, environment);
}

int belay_lab_pivot_root(const char *new_root, const char *put_old) {
    return (int)syscall(SYS_pivot_root, new_root, put_old);
}

char **belay_lab_environment(void) { return environ; }

int belay_lab_signal_on_change(int descriptor) {
    if (fcntl(descriptor, F_SETOWN, getpid()) < 0) return -1;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return -1;
    return fcntl(descriptor, F_SETFL, flags | O_ASYNC);
}
