#define _GNU_SOURCE
#include "belay_lab.h"

#include <arpa/inet.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

int belay_lab_enter_pid_namespace(int file) { return setns(file, CLONE_NEWPID); }

int belay_lab_enter_mount_namespace(int file) { return setns(file, CLONE_NEWNS); }

int belay_lab_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

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

int belay_lab_signal_on_change(int descriptor) {
    if (fcntl(descriptor, F_SETOWN, getpid()) < 0) return -1;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return -1;
    return fcntl(descriptor, F_SETFL, flags | O_ASYNC);
}
