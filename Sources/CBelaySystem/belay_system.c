#define _GNU_SOURCE
#include "belay_system.h"
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

const char *belay_error_words(int number) { return strerrordesc_np(number); }

// glibc hands these to every function of this kind. Swift asks /proc for them, which is not there everywhere.
static char *const *started_with = NULL;

__attribute__((constructor)) static void keep_arguments(int count, char **arguments) {
    (void)count;
    started_with = arguments;
}

char *const *belay_arguments(void) { return started_with; }

int belay_open_standard(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
        // The lowest free number is this one.
        if (open("/dev/null", O_RDWR) < 0) return -errno;
    }
    return 0;
}

static void *hold(void *gate) {
    pthread_mutex_lock(gate);
    pthread_mutex_unlock(gate);
    return NULL;
}

int belay_try_threads(int count) {
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    pthread_t threads[16];
    int made = 0, problem = 0;
    pthread_mutex_lock(&gate);
    while (made < count && made < 16 && problem == 0) {
        problem = pthread_create(&threads[made], NULL, hold, &gate);
        if (problem == 0) made++;
    }
    pthread_mutex_unlock(&gate);
    for (int index = 0; index < made; index++) pthread_join(threads[index], NULL);
    return -problem;
}

int belay_try_memory(size_t size) {
    void *room = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) return -errno;
    munmap(room, size);
    return 0;
}

int belay_try_descriptors(int count) {
    struct rlimit given;
    // The limit is raised for a moment only: what the process began with is what its children get.
    int raised = getrlimit(RLIMIT_NOFILE, &given) == 0 && given.rlim_cur < given.rlim_max;
    struct rlimit most = {given.rlim_max, given.rlim_max};
    if (raised) setrlimit(RLIMIT_NOFILE, &most);
    int opened[64];
    int made = 0, problem = 0;
    while (made < count && made < 64 && problem == 0) {
        opened[made] = fcntl(0, F_DUPFD_CLOEXEC, 3);
        if (opened[made] < 0) problem = errno;
        else made++;
    }
    while (made > 0) close(opened[--made]);
    if (raised) setrlimit(RLIMIT_NOFILE, &given);
    return -problem;
}

size_t belay_stack(void) {
    struct rlimit stack;
    if (getrlimit(RLIMIT_STACK, &stack) != 0 || stack.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
    return stack.rlim_cur;
}


int above_standard(int descriptor) {
    if (descriptor < 0 || descriptor > 2) return descriptor;
    int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    int problem = errno;
    close(descriptor);
    errno = problem;
    return moved;
}

uint64_t belay_descriptors(int raise) {
    struct rlimit descriptors;
    if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0) return 1024;
    uint64_t given = descriptors.rlim_cur;
    if (raise && descriptors.rlim_cur < descriptors.rlim_max) {
        descriptors.rlim_cur = descriptors.rlim_max;
        setrlimit(RLIMIT_NOFILE, &descriptors);
    }
    return given;
}

int belay_ending(int descriptor, int reap) {
    siginfo_t information = {0};
    int options = WEXITED | WNOHANG | (reap ? 0 : WNOWAIT);
    while (waitid(P_PIDFD, (id_t)descriptor, &information, options) != 0) {
        if (errno != EINTR) return -errno;
    }
    if (information.si_pid == 0) return -EAGAIN;
    return information.si_code == CLD_EXITED ? information.si_status : 1000 + information.si_status;
}

ssize_t belay_write(int descriptor, const void *bytes, size_t count) {
    sigset_t broken, before, pending;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    sigpending(&pending);
    int waited_before = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    ssize_t written = write(descriptor, bytes, count);
    int problem = errno;
    if (written < 0 && problem == EPIPE && !waited_before) {
        struct timespec now = {0, 0};
        while (sigtimedwait(&broken, NULL, &now) < 0 && errno == EINTR) continue;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return written < 0 ? -problem : written;
}

int belay_connect(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) return -ENAMETOOLONG;
    strcpy(address.sun_path, path);
    int made = above_standard(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (made < 0) return -errno;
    if (connect(made, (const struct sockaddr *)&address, sizeof address) == 0) return made;
    int problem = errno;
    close(made);
    return -problem;
}

ssize_t belay_send(int socket, const void *bytes, size_t count, int descriptor) {
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptor >= 0) {
        message.msg_control = control.room;
        message.msg_controllen = sizeof control.room;
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        control.header.cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(&control.header), &descriptor, sizeof descriptor);
    }
    ssize_t sent;
    do sent = sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

ssize_t belay_receive(int socket, void *bytes, size_t count) {
    ssize_t received;
    do received = recv(socket, bytes, count, MSG_DONTWAIT);
    while (received < 0 && errno == EINTR);
    return received < 0 ? -errno : received;
}

int belay_waiting(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : -errno;
}

int belay_widen(int descriptor, int size) {
    int room = fcntl(descriptor, F_SETPIPE_SZ, size);
    return room < 0 ? -errno : room;
}

void belay_keep_memory(int bytes) {
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
}

int belay_synchronize(int descriptor) { return syncfs(descriptor) == 0 ? 0 : -errno; }

ssize_t belay_last_line_end(const void *bytes, size_t count) {
    const char *newline = memrchr(bytes, '\n', count);
    // A progress line is drawn over again from its beginning: what is behind the last newline matters only.
    size_t behind = newline == NULL ? 0 : (size_t)(newline - (const char *)bytes) + 1;
    const char *back = memrchr((const char *)bytes + behind, '\r', count - behind);
    if (back != NULL) newline = back;
    return newline == NULL ? -1 : newline - (const char *)bytes;
}

ssize_t belay_first_opening(const void *bytes, size_t count, const void *opening, size_t length) {
    const unsigned char *start = bytes, *wanted = opening, *end = start + count, *here = start;
    while (here < end && (here = memchr(here, wanted[0], (size_t)(end - here))) != NULL) {
        size_t left = (size_t)(end - here);
        if (memcmp(here, wanted, left < length ? left : length) == 0) return here - start;
        here++;
    }
    return -1;
}

ssize_t belay_first(const void *bytes, size_t count, unsigned char value) {
    const char *found = memchr(bytes, value, count);
    return found == NULL ? -1 : found - (const char *)bytes;
}

int belay_poll_open(void) {
    int poll = epoll_create1(EPOLL_CLOEXEC);
    return poll < 0 ? -errno : poll;
}

static int arm(int poll, int operation, int descriptor, enum belay_event_kind kind, uint64_t key) {
    struct epoll_event event = {.data.u64 = key};
    event.events = (kind == belay_writable ? EPOLLOUT : EPOLLIN) | (key == 0 ? EPOLLET : EPOLLONESHOT);
    return epoll_ctl(poll, operation, descriptor, &event) == 0 ? 0 : -errno;
}

int belay_poll_add(int poll, int descriptor, enum belay_event_kind kind, uint64_t key) {
    return arm(poll, EPOLL_CTL_ADD, descriptor, kind, key);
}

int belay_poll_again(int poll, int descriptor, enum belay_event_kind kind, uint64_t key) {
    return arm(poll, EPOLL_CTL_MOD, descriptor, kind, key);
}

int belay_poll_remove(int poll, int descriptor) {
    return epoll_ctl(poll, EPOLL_CTL_DEL, descriptor, NULL) == 0 ? 0 : -errno;
}

int belay_poll_wait(int poll, struct belay_event *events, int limit, int milliseconds) {
    struct epoll_event seen[64];
    int count = epoll_wait(poll, seen, limit < 64 ? limit : 64, milliseconds);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int index = 0; index < count; index++) events[index].key = seen[index].data.u64;
    return count;
}

int belay_bell_open(void) {
    int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return bell < 0 ? -errno : bell;
}

void belay_bell_ring(int bell) { eventfd_write(bell, 1); }

void belay_bell_quieten(int bell) {
    eventfd_t rings;
    eventfd_read(bell, &rings);
}

struct thread_start {
    void (*body)(void *);
    void *context;
};

static void *run_thread(void *given) {
    struct thread_start start = *(struct thread_start *)given;
    free(given);
    start.body(start.context);
    return NULL;
}

int belay_thread(void (*body)(void *), void *context) {
    struct thread_start *start = malloc(sizeof *start);
    if (start == NULL) return -ENOMEM;
    *start = (struct thread_start){body, context};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    int problem = pthread_create(&thread, NULL, run_thread, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (problem != 0) {
        free(start);
        return -problem;
    }
    pthread_detach(thread);
    return 0;
}
