#define _GNU_SOURCE
#include "belay_editor.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

int belay_editor_is_waiting(struct belay_editor *editor, int milliseconds) {
    if (editor->ahead_count > 0) return 1;
    struct pollfd waiting[2] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = editor->wake, .events = POLLIN},
    };
    // A signal is no reason to wait no longer; nor are many of them to wait without end.
    int found;
    for (int tries = 0; (found = poll(waiting, 2, milliseconds)) < 0 && errno == EINTR && tries < 8; tries++) continue;
    return found > 0 && waiting[0].revents != 0 && waiting[1].revents == 0;
}

size_t belay_editor_bytes(struct belay_editor *editor, unsigned char *bytes, size_t wanted) {
    if (editor->ahead_count > 0) {
        *bytes = editor->ahead[0];
        memmove(editor->ahead, editor->ahead + 1, (size_t)--editor->ahead_count);
        return 1;
    }
    while (1) {
        ssize_t count = read(STDIN_FILENO, bytes, wanted);
        if (count > 0) return (size_t)count;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) {
            belay_editor_is_waiting(editor, -1);
            if (!belay_editor_was_woken(editor)) continue;
        }
        return 0;
    }
}

int belay_editor_byte(struct belay_editor *editor) {
    unsigned char byte;
    return belay_editor_bytes(editor, &byte, 1) == 1 ? byte : -1;
}

int belay_editor_byte_within(struct belay_editor *editor, int milliseconds) {
    return belay_editor_is_waiting(editor, milliseconds) ? belay_editor_byte(editor) : -1;
}

void belay_editor_unread(struct belay_editor *editor, unsigned char byte) {
    if (editor->ahead_count == sizeof editor->ahead) return;
    memmove(editor->ahead + 1, editor->ahead, (size_t)editor->ahead_count++);
    editor->ahead[0] = byte;
}

int belay_editor_was_woken(struct belay_editor *editor) {
    eventfd_t rings;
    if (eventfd_read(editor->wake, &rings) == 0) editor->is_woken = 1;
    return editor->is_woken;
}
