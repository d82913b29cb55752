#include "belay_lab.h"

#include <sys/syscall.h>

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
