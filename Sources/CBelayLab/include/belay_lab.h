#pragma once

// What the lab asks of Linux and Swift does not see by itself: the headers, one call without a wrapper in the C library,
// and a shared variable that is read but never written.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

int belay_lab_pivot_root(const char *new_root, const char *put_old);

/// The environment of this process, ended by a null.
char **belay_lab_environment(void);

/// Makes the kernel send SIGIO to this process when anything happens to a pipe, its closing included.
int belay_lab_signal_on_change(int descriptor);
