#pragma once

// What Glibc does not show to Swift, or shows in a way that Swift cannot call safely: starting a child, waiting for it
// by its file descriptor, handing descriptors to another process, and waiting for many at once. Each function returns 0 or more, or -errno.

#include "belay_digest.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What an error means, in English; null for a number that is none.
const char *belay_error_words(int number);

/// The words that this program was started with, its own name first, ended by a null.
char *const *belay_arguments(void);

/// Opens /dev/null where standard input, output or error is closed: whatever is opened next would take its place.
int belay_open_standard(void);

/// Whether so many threads can live side by side, at most 16.
int belay_try_threads(int count);

/// Whether there is so much room for addresses.
int belay_try_memory(size_t size);

/// Whether so many descriptors can be open besides those that are, at most 64; as many as the process may ask for.
int belay_try_descriptors(int count);

/// How large the stack of the first thread may become, and that of each other is.
size_t belay_stack(void);

/// Keeps up to so many bytes that were given back for what is needed next: a page of the kernel has to be emptied first.
void belay_keep_memory(int bytes);

/// A pipe of which both ends are closed on exec and have numbers above 2. The end this side keeps does not block.
struct belay_pipe {
    int kept;
    int given;
};

int belay_pipe_from_child(struct belay_pipe *made);
int belay_pipe_to_child(struct belay_pipe *made);

struct belay_child {
    pid_t pid;
    /// Readable once the child has ended.
    int descriptor;
};

struct belay_order {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// The three streams. `input` below 0 is /dev/null.
    int input;
    int output;
    int error;
    /// Where the child says who it is before it becomes the program, in a line: `before`, its process number, when it
    /// began, `after`. Below 0 for nowhere. Where this cannot be written, nothing is started.
    int record;
    const char *before;
    const char *after;
    /// How many descriptors it may have open; not more than this process.
    uint64_t descriptors;
    /// When it is too late to start it, which is ETIME, in nanoseconds since the machine was started; 0 for never.
    int64_t deadline;
};

/// Starts a program as the leader of a new session and process group, with default signal handling, nothing open but
/// its three streams.
int belay_start_order(struct belay_child *started, const struct belay_order *order);

/// The same, with nothing said and as many descriptors as this process may have.
int belay_start(struct belay_child *started, const char *path, char *const arguments[], char *const environment[],
                int input, int output, int error);

/// How many descriptors this process may have open; with `raise`, how many it might before the limit was raised to as
/// many as it can be.
uint64_t belay_descriptors(int raise);

/// How a child ended: its status, or 1000 and its signal's number; -EAGAIN while it runs. Leaves it a zombie, so that
/// its process number stays its own, unless `reap`.
int belay_ending(int descriptor, int reap);

/// `write` without SIGPIPE: -EPIPE where nobody reads.
ssize_t belay_write(int descriptor, const void *bytes, size_t count);

/// Connects to the socket at a path; what is made does not block.
int belay_connect(const char *path);

/// Sends without waiting and without SIGPIPE; with a descriptor, unless that is below 0. How many bytes were sent.
ssize_t belay_send(int socket, const void *bytes, size_t count, int descriptor);

/// Receives without waiting; 0 when the other side has ended.
ssize_t belay_receive(int socket, void *bytes, size_t count);

/// How many bytes wait to be read.
int belay_waiting(int descriptor);

/// Makes room in a pipe for so many bytes. An ordinary user may be refused.
int belay_widen(int descriptor, int size);

/// Waits until all that was written to the file system of an open file is on its disk.
int belay_synchronize(int descriptor);

/// The place of the last newline or carriage return, or -1; of the first byte of this value, or -1.
ssize_t belay_last_line_end(const void *bytes, size_t count);
ssize_t belay_first(const void *bytes, size_t count, unsigned char value);

/// The first place where these bytes have an opening, or end within one; -1 if there is none.
ssize_t belay_first_opening(const void *bytes, size_t count, const void *opening, size_t length);

enum belay_event_kind {
    belay_readable = 1,
    belay_writable = 2,
};

struct belay_event {
    uint64_t key;
};

/// A descriptor that waits for many others.
int belay_poll_open(void);
/// Reports under `key` once that it is ready, and then no more until `belay_poll_again`. With key 0, at each change.
int belay_poll_add(int poll, int descriptor, enum belay_event_kind kind, uint64_t key);
int belay_poll_again(int poll, int descriptor, enum belay_event_kind kind, uint64_t key);
int belay_poll_remove(int poll, int descriptor);
/// Up to `limit` events; `milliseconds` below 0 waits without end. Interruption by a signal is 0 events.
int belay_poll_wait(int poll, struct belay_event *events, int limit, int milliseconds);

/// A descriptor that another thread makes readable.
int belay_bell_open(void);
void belay_bell_ring(int bell);
void belay_bell_quieten(int bell);

/// Starts a detached thread that takes no signals.
int belay_thread(void (*body)(void *), void *context);
