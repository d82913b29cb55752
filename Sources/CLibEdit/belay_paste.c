#include "belay_editor.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char paste_end[] = "\033[201~";

enum {
    paste_end_length = sizeof paste_end - 1,
    /// Milliseconds. A Ctrl-C with nothing behind it for so long is typed.
    after_control_c = 200,
};

/// How much of the mark that ends a paste stands at the end of the text.
static size_t ended(const char *text, size_t count) {
    size_t length = count < paste_end_length ? count : paste_end_length;
    while (length > 0 && memcmp(text + count - length, paste_end, length) != 0) length--;
    return length;
}

/// Whether there is room for so many bytes more.
static int has_room(struct belay_editor *editor, size_t count) {
    if (editor->pasted_count + count <= editor->pasted_room) return 1;
    char *more = realloc(editor->pasted, editor->pasted_room * 2);
    if (more == NULL) return 0;
    editor->pasted = more;
    editor->pasted_room *= 2;
    return 1;
}

/// Waits for the next byte of a paste; false when the read is to end.
static int wait_for_paste(struct belay_editor *editor) {
    while (!belay_editor_was_woken(editor))
        if (belay_editor_is_waiting(editor, -1)) return 1;
    return 0;
}

/// Adds bytes that stand behind the text. Terminals send line ends as they are typed, and some pastes have both halves.
static void add(struct belay_editor *editor, size_t fresh, int *is_after_return) {
    char *text = editor->pasted;
    for (size_t next = editor->pasted_count, end = next + fresh; next < end; next++) {
        int is_second_half = *is_after_return && text[next] == '\n';
        *is_after_return = text[next] == '\r';
        if (!is_second_half) text[editor->pasted_count++] = *is_after_return ? '\n' : text[next];
    }
}

// What is not whole in memory is read all the same, and is nothing: none of it is a key.
wchar_t belay_editor_take_paste(struct belay_editor *editor) {
    size_t mark = 0;
    int is_whole = 1, is_after_return = 0;
    editor->pasted_count = 0;
    while (mark < paste_end_length && wait_for_paste(editor)) {
        if (!has_room(editor, paste_end_length)) {
            memmove(editor->pasted, editor->pasted + editor->pasted_count - mark, mark);
            editor->pasted_count = mark;
            is_whole = 0;
        }
        // Never beyond the mark.
        char *text = editor->pasted;
        size_t fresh = belay_editor_bytes(
            editor, (unsigned char *)text + editor->pasted_count, paste_end_length - mark);
        if (fresh == 0) break;
        add(editor, fresh, &is_after_return);
        mark = ended(text, editor->pasted_count);
        int is_control_c = editor->pasted_count > 0 && text[editor->pasted_count - 1] == key_control_c;
        if (is_control_c && !belay_editor_is_waiting(editor, after_control_c)) return key_control_c;
    }
    editor->pasted_count -= mark;
    if (!is_whole || mark != paste_end_length) return 0;
    editor->change = change_paste;
    return key_changed;
}
