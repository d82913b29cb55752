// Preloaded into belay: kills it, stops it, or fills its disk, at a record of its journal that the environment names, or when it has
// asked its store for a change. BELAY_CRASH is such as `before 7`, `half 7`, `after 7`, `full 7` or `asked 3`; `before 7 STOP` stops it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int records, changes;

// True for the first request for a change of all that are handed over at once: `{"id":7,"change":...`.
static int asks(const char *bytes, size_t count) {
    size_t head = count < 40 ? count : 40;
    return count > 6 && memcmp(bytes, "{\"id\":", 6) == 0 && memmem(bytes, head, "\"change\":", 9);
}

static void strike(const char *signal) { kill(getpid(), strcmp(signal, "STOP") == 0 ? SIGSTOP : SIGKILL); }

ssize_t write(int file, const void *bytes, size_t count) {
    ssize_t (*next)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    const char *wanted = getenv("BELAY_CRASH");
    char mode[16], signal[16] = "KILL";
    int place;
    if (!wanted || count < 7 || sscanf(wanted, "%15s %d %15s", mode, &place, signal) < 2) return next(file, bytes, count);
    if (strcmp(mode, "asked") == 0) {
        if (!asks(bytes, count) || atomic_fetch_add(&changes, 1) + 1 != place) return next(file, bytes, count);
        ssize_t written = next(file, bytes, count);
        strike(signal);
        return written;
    }
    if (memcmp(bytes, "{\"n\":", 5) != 0) return next(file, bytes, count);
    int record = atomic_fetch_add(&records, 1) + 1;
    if (strcmp(mode, "full") == 0 && record >= place) {
        errno = ENOSPC;
        return -1;
    }
    if (record != place) return next(file, bytes, count);
    if (strcmp(mode, "half") == 0) next(file, bytes, count / 2);
    ssize_t written = strcmp(mode, "after") == 0 ? next(file, bytes, count) : 0;
    strike(signal);
    return written > 0 ? written : next(file, bytes, count);
}
