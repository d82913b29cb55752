#pragma once

// What the lab asks of Linux and Swift does not see by itself: the headers, calls that the C library keeps for GNU
// sources, and a shared variable that is read but never written. The headers are read without `_GNU_SOURCE`, as Swift
// reads its own: types that change with it would be two different ones.

#include <fcntl.h>
#include <grp.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

/// Joins the namespace that an open file of /proc/PID/ns stands for.
int belay_lab_enter_pid_namespace(int file);
int belay_lab_enter_mount_namespace(int file);

/// A pipe of which both ends are closed on exec.
int belay_lab_pipe(int ends[2]);

/// A file in memory, closed on exec.
int belay_lab_memory_file(const char *name);

/// The flag of posix_spawn that gives the child a session of its own.
int belay_lab_spawn_setsid(void);

int belay_lab_execvpe(const char *file, char *const arguments[], char *const environment[]);

int belay_lab_pivot_root(const char *new_root, const char *put_old);

/// A socket that gets every frame of the internet protocol that arrives at an end of a wire, and sends frames from it.
int belay_lab_packet_socket(const char *wire);

/// The same for frames of every protocol, but for those that are sent from there.
int belay_lab_frame_socket(const char *wire);

/// Has the kernel complete checksums and cut segments to size before they enter an end of a wire: whoever reads frames at
/// the other end could not hand them on otherwise.
int belay_lab_compute_checksums(const char *wire);

/// A file that is readable when the process has ended.
int belay_lab_process_handle(int process);

/// The environment of this process, ended by a null.
char **belay_lab_environment(void);

/// The lab's outermost process: an interrupt that somebody sends to it alone is written to the lifeline, as its number.
int belay_lab_hand_inside(int lifeline);

/// The lab's first process inside: ends with the status when the lifeline is closed, and hands the signals that come on it
/// to the command; before there is one it ends by them.
int belay_lab_follow(int lifeline, int status);

/// The command is this process from now on.
void belay_lab_lead(pid_t process);

/// A user namespace in which the users 0 to 65535 are those from `first` on, as an open file. Only root can make it.
int belay_lab_user_namespace(unsigned first);

/// Gives the calling process mounts of its own, which nobody else sees.
int belay_lab_own_mounts(void);

/// The mount of a folder once more, without those beneath it, as an open file and nowhere yet.
int belay_lab_take_tree(const char *place);

/// Shows it at a place with owners as a user namespace has them: what belongs to root belongs to the root of that
/// namespace there.
int belay_lab_show_mapped(int tree, int user_namespace, const char *place);

/// Makes a mount and all beneath it read-only.
int belay_lab_forbid_writing(const char *place);

/// Takes that back for one mount.
int belay_lab_allow_writing(const char *place);
