#define _GNU_SOURCE
#include "belay_editor.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

static void wait_for_key(struct belay_editor *editor) {
    if (editor->ahead_count > 0) return;
    struct pollfd waiting[5] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = editor->wake, .events = POLLIN},
        {.fd = editor->resized, .events = POLLIN},
        {.fd = editor->continued, .events = POLLIN},
        {.fd = editor->mail, .events = POLLIN},
    };
    while (poll(waiting, 5, -1) < 0 && errno == EINTR) continue;
}

/// Milliseconds. The rest of a character comes with its first byte but for the network.
enum { within_character = 1000 };

/// Decodes one character; what is no UTF-8 becomes U+FFFD, and so do the controls that only ours are.
static wchar_t decoded(struct belay_editor *editor, int first) {
    if (first < 0x80) return first;
    int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    if (more == 0 || first >= 0xF5) return 0xFFFD;
    wchar_t value = first & (0x3F >> more);
    for (int index = 0; index < more; index++) {
        int byte = belay_editor_byte_within(editor, within_character);
        if (byte < 0) return 0xFFFD;
        if ((byte & 0xC0) != 0x80) {
            // It begins something of its own.
            belay_editor_unread(editor, (unsigned char)byte);
            return 0xFFFD;
        }
        value = (value << 6) | (byte & 0x3F);
    }
    static const wchar_t least[] = {0, 0xA0, 0x800, 0x10000};
    int is_surrogate = value >= 0xD800 && value < 0xE000;
    return value < least[more] || is_surrogate || value > 0x10FFFF ? 0xFFFD : value;
}

static int is_line_empty(struct belay_editor *editor) {
    const LineInfoW *info = el_wline(editor->line);
    return info->lastchar == info->buffer;
}

/// What libedit is to take for the key that begins with this byte; 0 when nothing.
static wchar_t key_of(struct belay_editor *editor, int byte) {
    editor->is_told_again = 0;
    if (byte == key_changed) return 0;
    wchar_t key = byte == key_escape ? belay_editor_sequence(editor) : decoded(editor, byte);
    // Ctrl-\ drops the line as Ctrl-C does: it is the second half of that.
    if (key == key_dropped) key = key_control_c;
    if (editor->search.is_on) return belay_search_take(editor, key);
    static const wchar_t control_u = 025;
    if (key != control_u || editor->kept_prompt == NULL || !is_line_empty(editor)) return key;
    editor->change = change_forget;
    return key_changed;
}

/// Whether the key that tells of a change was taken for a part of another one, such as ESC before it, and is to be given
/// once more. A text that libedit reads for itself takes that too, and the change is forgotten.
static int tells_again(struct belay_editor *editor) {
    if (editor->change == change_none) return 0;
    if (editor->is_told_again) editor->change = change_none;
    editor->is_told_again = 1;
    return editor->change != change_none;
}

/// The next byte, once there is one and all else is seen to; -1 at the end.
static int awaited_byte(struct belay_editor *editor) {
    while (1) {
        belay_screen_fit(editor);
        belay_screen_show_colours(editor);
        belay_screen_show_hint(editor);
        wait_for_key(editor);
        belay_screen_hide_hint(editor);
        if (belay_screen_follow_stop(editor)) continue;
        if (belay_screen_follow_size(editor, editor->search.is_on ? belay_search_show : NULL)) continue;
        int is_woken = belay_editor_was_woken(editor);
        if (!is_woken && !belay_editor_is_waiting(editor, 0)) {
            // Not between the bytes of a key.
            belay_screen_show_mail(editor);
            continue;
        }
        belay_screen_unhide(editor);
        return is_woken ? -1 : belay_editor_byte(editor);
    }
}

int belay_editor_next_character(EditLine *line, wchar_t *character) {
    struct belay_editor *editor = belay_editor_owner(line);
    if (tells_again(editor)) {
        *character = key_changed;
        return 1;
    }
    if (editor->plain_count > 0) {
        editor->plain_count--;
        *character = belay_editor_byte(editor);
        return 1;
    }
    belay_editor_mend_line(editor);
    do {
        int byte = awaited_byte(editor);
        if (byte < 0) return 0;
        // libedit would take the key after a NUL as it is, the end of the line too; so it gets none.
        *character = byte == 0 ? 0 : key_of(editor, byte);
    } while (*character == 0 && !editor->is_woken);
    return !editor->is_woken;
}
