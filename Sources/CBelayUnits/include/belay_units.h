#pragma once

// What the first process of a machine asks of Linux to run units.

#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct belay_unit_limit {
    int resource;
    uint64_t soft;
    uint64_t hard;
};

/// A process of a unit as it is to start.
struct belay_unit_process {
    char *const *arguments;
    char *const *environment;
    /// A path; the first argument is only what the program is called.
    const char *program;
    const char *folder;
    int tolerates_missing_folder;
    int changes_user;
    uid_t user;
    gid_t group;
    const gid_t *groups;
    size_t group_count;
    unsigned mask;
    int niceness;
    const struct belay_unit_limit *limits;
    size_t limit_count;
    int input;
    int output;
    int error;
    /// An open file of the control group namespace that it joins.
    int membership;
};

/// Starts it in a session of its own. When it cannot become the program, it ends with the status that systemd has for that.
/// @param problem is set to the error number then, else to 0.
/// @return the process, or -1 when there is none.
pid_t belay_unit_spawn(const struct belay_unit_process *process, int *problem);

/// A new namespace as an open file, which keeps it.
/// @param kind a CLONE_NEW flag, and what /proc/PID/ns calls it.
/// @param prepare is called with a process in it and the value, before that process goes; may be null. Not 0 means that it failed.
/// @return the file, or -1.
int belay_new_namespace(int kind, const char *name, int (*prepare)(pid_t, unsigned), unsigned value);

/// A new control group namespace as an open file. All that a process in it starts is in it too, and none can leave it.
int belay_unit_membership(void);

/// A pipe of which both ends are closed on exec.
int belay_unit_pipe(int ends[2]);

/// Listens at a path that everybody may connect to: `stream` or datagrams. What comes says who sent it.
int belay_unit_listen(const char *path, int stream);
int belay_unit_connect(const char *path);

/// One datagram, and the process that sent it; 0 when that is not known.
ssize_t belay_unit_receive(int file, void *buffer, size_t size, pid_t *sender);

/// Who is at the other end of a connection.
int belay_unit_peer(int file, pid_t *process, uid_t *user);

/// Blocks the ends of children and what asks a machine to stop, which are then read from this file: a signal's number each
/// as `uint32_t`, 128 bytes in all.
int belay_unit_signals(void);

/// The first process is known by this name: some services ask for it.
int belay_unit_name_process(const char *name);
