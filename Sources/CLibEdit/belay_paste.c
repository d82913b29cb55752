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

// What is not whole in memory is read all the same, and is nothing: none of it is a key.
wchar_t belay_editor_take_paste(struct belay_editor *editor) {
    size_t mark = 0;
    int is_whole = 1;
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
        // Terminals send line ends as they are typed.
        for (size_t end = editor->pasted_count + fresh; editor->pasted_count < end; editor->pasted_count++)
            if (text[editor->pasted_count] == '\r') text[editor->pasted_count] = '\n';
        mark = ended(text, editor->pasted_count);
        if (text[editor->pasted_count - 1] == key_control_c && !belay_editor_is_waiting(editor, after_control_c))
            return key_control_c;
    }
    editor->pasted_count -= mark;
    if (!is_whole || mark != paste_end_length) return 0;
    editor->change = change_paste;
    return key_changed;
}
