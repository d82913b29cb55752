// Preloaded into belay: kills it, or fills its disk, at a record of its journal that the environment names.
// BELAY_CRASH is such as `before 7`, `half 7`, `after 7` or `full 7`.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int records;

ssize_t write(int file, const void *bytes, size_t count) {
    ssize_t (*next)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    const char *wanted = getenv("BELAY_CRASH");
    char mode[16];
    int place;
    if (!wanted || count < 5 || memcmp(bytes, "{\"n\":", 5) != 0 || sscanf(wanted, "%15s %d", mode, &place) != 2)
        return next(file, bytes, count);
    int record = atomic_fetch_add(&records, 1) + 1;
    if (strcmp(mode, "full") == 0 && record >= place) {
        errno = ENOSPC;
        return -1;
    }
    if (record != place) return next(file, bytes, count);
    if (strcmp(mode, "half") == 0) next(file, bytes, count / 2);
    if (strcmp(mode, "after") == 0) next(file, bytes, count);
    kill(getpid(), SIGKILL);
    return -1;
}
