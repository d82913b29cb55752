#define _GNU_SOURCE
#include "belay_system.h"
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int open_pipe(struct belay_pipe *made, int kept, int given) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
    ends[0] = above_standard(ends[0]);
    int problem = ends[0] < 0 ? errno : 0;
    ends[1] = above_standard(ends[1]);
    if (problem == 0 && ends[1] < 0) problem = errno;
    if (problem == 0 && fcntl(ends[kept], F_SETFL, O_NONBLOCK) != 0) problem = errno;
    if (problem != 0) {
        if (ends[0] >= 0) close(ends[0]);
        if (ends[1] >= 0) close(ends[1]);
        return -problem;
    }
    made->kept = ends[kept];
    made->given = ends[given];
    return 0;
}

int belay_pipe_from_child(struct belay_pipe *made) { return open_pipe(made, 0, 1); }

int belay_pipe_to_child(struct belay_pipe *made) { return open_pipe(made, 1, 0); }

static char *put_number(char *end, unsigned long number) {
    char digits[24];
    size_t count = 0;
    do digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0) *end++ = digits[--count];
    return end;
}

static char *put_text(char *end, const char *text) {
    size_t length = strlen(text);
    memcpy(end, text, length);
    return end + length;
}

/// When this process began, in clock ticks since the machine did: the 22nd field of its `stat`, where a name that may have
/// anything in it is the second.
static char *put_start(char *end) {
    char stat[1024];
    int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    ssize_t count = file < 0 ? -1 : read(file, stat, sizeof stat);
    if (file >= 0) close(file);
    const char *field = count <= 0 ? NULL : memrchr(stat, ')', (size_t)count);
    const char *behind = stat + (count < 0 ? 0 : count);
    for (int spaces = 0; field != NULL && spaces < 20; spaces++) {
        field = memchr(field + 1, ' ', (size_t)(behind - field - 1));
    }
    if (field == NULL) return put_text(end, "-");
    for (field++; field < behind && *field >= '0' && *field <= '9'; field++) *end++ = *field;
    return end;
}

/// Who this process is, as one line in one piece.
static int note_start(const struct belay_order *order) {
    char line[1024];
    if (strlen(order->before) + strlen(order->after) > sizeof line - 64) return ENAMETOOLONG;
    char *end = put_text(line, order->before);
    *end++ = ' ';
    end = put_number(end, (unsigned long)getpid());
    *end++ = ' ';
    end = put_start(end);
    *end++ = ' ';
    end = put_text(end, order->after);
    *end++ = '\n';
    ssize_t written = write(order->record, line, (size_t)(end - line));
    return written == end - line ? 0 : written < 0 ? errno : ENOSPC;
}

static void close_above(int last) {
    if (syscall(SYS_close_range, last + 1, ~0U, 0) == 0) return;
    // What this program opens is closed on exec; this is for what others in this process may open.
    for (int descriptor = last + 1; descriptor < 1024; descriptor++) close(descriptor);
}

static int point(int descriptor, int standard) {
    int answer = descriptor == standard ? fcntl(standard, F_SETFD, 0) : dup2(descriptor, standard);
    return answer < 0 ? errno : 0;
}

/// Asked by the child: whoever started it may be stopped at any moment, and the child is not stopped with it.
static int is_late(int64_t deadline) {
    struct timespec now;
    if (deadline == 0 || clock_gettime(CLOCK_BOOTTIME, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec > deadline;
}

/// In the child, which still has the parent's memory: nothing but system calls. Returns why it cannot become the program.
static int become(const struct belay_order *order) {
    if (setsid() < 0) return errno;
    struct sigaction normal = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &normal, NULL);
    if (is_late(order->deadline)) return ETIME;
    int problem = order->record < 0 ? 0 : note_start(order);
    int input = order->input;
    if (problem == 0 && input < 0 && (input = open("/dev/null", O_RDONLY)) < 0) problem = errno;
    if (problem == 0) problem = point(input, 0);
    if (problem == 0) problem = point(order->output, 1);
    if (problem == 0) problem = point(order->error, 2);
    if (problem != 0) return problem;
    close_above(2);
    struct rlimit descriptors;
    if (getrlimit(RLIMIT_NOFILE, &descriptors) == 0 && order->descriptors < descriptors.rlim_cur) {
        descriptors.rlim_cur = order->descriptors;
        setrlimit(RLIMIT_NOFILE, &descriptors);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(order->path, order->arguments, order->environment);
    return errno;
}

int belay_start_order(struct belay_child *started, const struct belay_order *order) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    volatile int problem = 0;
    // No page table is copied, and this thread waits until the child is the program or has said why it cannot be.
    pid_t child = vfork();
    if (child == 0) {
        problem = become(order);
        _exit(127);
    }
    int refusal = child < 0 ? errno : problem;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (child > 0 && refusal == 0) {
        started->pid = child;
        started->descriptor = (int)syscall(SYS_pidfd_open, child, 0);
        if (started->descriptor >= 0) return 0;
        refusal = errno;
        kill(-child, SIGKILL);
    }
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    return -refusal;
}

int belay_start(struct belay_child *started, const char *path, char *const arguments[], char *const environment[],
                int input, int output, int error) {
    struct belay_order order = {
        .path = path, .arguments = arguments, .environment = environment, .input = input, .output = output,
        .error = error, .record = -1, .descriptors = UINT64_MAX,
    };
    return belay_start_order(started, &order);
}
