#define _GNU_SOURCE
#include "belay_lab.h"
#include "belay_units.h"

#include <arpa/inet.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

int belay_lab_enter_pid_namespace(int file) { return setns(file, CLONE_NEWPID); }

int belay_lab_enter_mount_namespace(int file) { return setns(file, CLONE_NEWNS); }

int belay_lab_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int belay_lab_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int belay_lab_spawn_setsid(void) { return POSIX_SPAWN_SETSID; }

int belay_lab_execvpe(const char *file, char *const arguments[], char *const environment[]) {
    return execvpe(file, arguments, environment);
}

int belay_lab_pivot_root(const char *new_root, const char *put_old) {
    return (int)syscall(SYS_pivot_root, new_root, put_old);
}

int belay_lab_packet_socket(const char *wire) {
    int file = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_IP));
    if (file < 0) return -1;
    struct sockaddr_ll place = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = (int)if_nametoindex(wire)};
    return bind(file, (struct sockaddr *)&place, sizeof place) < 0 ? -1 : file;
}

int belay_lab_frame_socket(const char *wire) {
    int file = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL));
    if (file < 0) return -1;
    struct sockaddr_ll place = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)if_nametoindex(wire)};
    int yes = 1;
    int room = 4 << 20;
    setsockopt(file, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (setsockopt(file, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof yes) < 0) return -1;
    return bind(file, (struct sockaddr *)&place, sizeof place) < 0 ? -1 : file;
}

int belay_lab_compute_checksums(const char *wire) {
    struct ethtool_value off = {.cmd = ETHTOOL_STXCSUM, .data = 0};
    struct ifreq request = {.ifr_data = (char *)&off};
    strncpy(request.ifr_name, wire, IFNAMSIZ - 1);
    int file = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (file < 0) return -1;
    int answer = ioctl(file, SIOCETHTOOL, &request);
    close(file);
    return answer;
}

int belay_lab_process_handle(int process) { return (int)syscall(SYS_pidfd_open, process, 0); }

char **belay_lab_environment(void) { return environ; }

// A handler is a function without a context: what it needs lies here, written once before it is set.
static volatile sig_atomic_t lifeline = -1;
static volatile sig_atomic_t command = 0;
static int status_when_cut = 1;

static void hand_inside(int number, siginfo_t *information, void *context) {
    (void)context;
    // A terminal tells all processes of its group, those inside too.
    if (information->si_code != SI_USER) return;
    int before = errno;
    unsigned char letter = (unsigned char)number;
    while (write(lifeline, &letter, 1) < 0 && errno == EINTR) continue;
    errno = before;
}

int belay_lab_hand_inside(int descriptor) {
    lifeline = descriptor;
    struct sigaction action = {.sa_sigaction = hand_inside, .sa_flags = SA_SIGINFO | SA_RESTART};
    if (sigaction(SIGINT, &action, NULL) < 0) return -1;
    return sigaction(SIGQUIT, &action, NULL);
}

static void hear(int number) {
    (void)number;
    int before = errno;
    unsigned char letter;
    for (;;) {
        ssize_t count = read(lifeline, &letter, 1);
        if (count == 1) {
            if (command <= 0) _exit(128 + letter);
            kill((pid_t)command, letter);
        } else if (count == 0) {
            _exit(status_when_cut);
        } else if (errno != EINTR) {
            break;
        }
    }
    errno = before;
}

int belay_lab_follow(int descriptor, int status) {
    lifeline = descriptor;
    status_when_cut = status;
    struct sigaction action = {.sa_handler = hear, .sa_flags = SA_RESTART};
    if (sigaction(SIGIO, &action, NULL) < 0 || fcntl(descriptor, F_SETOWN, getpid()) < 0) return -1;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_ASYNC | O_NONBLOCK) < 0) return -1;
    // What came before is heard now.
    return raise(SIGIO);
}

void belay_lab_lead(pid_t process) { command = process; }

static int write_map(pid_t process, const char *name, unsigned first) {
    char path[64], map[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, name);
    int length = snprintf(map, sizeof map, "0 %u 65536\n", first);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t written = write(file, map, (size_t)length);
    int problem = errno;
    close(file);
    errno = problem;
    return written == length ? 0 : -1;
}

static int map_users(pid_t process, unsigned first) {
    return write_map(process, "uid_map", first) < 0 ? -1 : write_map(process, "gid_map", first);
}

int belay_lab_user_namespace(unsigned first) { return belay_new_namespace(CLONE_NEWUSER, "user", map_users, first); }

int belay_lab_own_mounts(void) {
    if (unshare(CLONE_NEWNS) < 0) return -1;
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

int belay_lab_take_tree(const char *place) {
    return open_tree(AT_FDCWD, place, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
}

int belay_lab_show_mapped(int tree, int namespace, const char *place) {
    struct mount_attr attributes = {.attr_set = MOUNT_ATTR_IDMAP, .userns_fd = (unsigned long long)namespace};
    if (mount_setattr(tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes) < 0) return -1;
    return move_mount(tree, "", AT_FDCWD, place, MOVE_MOUNT_F_EMPTY_PATH);
}

int belay_lab_forbid_writing(const char *place) {
    struct mount_attr attributes = {.attr_set = MOUNT_ATTR_RDONLY};
    return mount_setattr(AT_FDCWD, place, AT_RECURSIVE, &attributes, sizeof attributes);
}

int belay_lab_allow_writing(const char *place) {
    struct mount_attr attributes = {.attr_clr = MOUNT_ATTR_RDONLY};
    return mount_setattr(AT_FDCWD, place, 0, &attributes, sizeof attributes);
}
