#include "belay_editor.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/// Converts an entry; NULL when there is no memory for it. It is there until the next call of this thread.
static const wchar_t *wide(const char *entry) {
    static _Thread_local wchar_t *characters;
    static _Thread_local size_t room;
    size_t wanted = strlen(entry) + 1;
    if (wanted > room) {
        wchar_t *more = realloc(characters, wanted * sizeof *more);
        if (more == NULL) return NULL;
        characters = more;
        room = wanted;
    }
    return mbstowcs(characters, entry, wanted) == (size_t)-1 ? L"" : characters;
}

static _Thread_local int is_shown;

int belay_history_is_shown(void) { return is_shown; }

void belay_history_assume_left(void) { is_shown = 0; }

// The entries are kept as they came. When libedit converts them by itself it does not learn their numbers, and cannot go to
// the one that was searched.
int belay_editor_history(void *entries, HistEventW *event, int operation, ...) {
    is_shown = 1;
    HistEvent found;
    va_list arguments;
    va_start(arguments, operation);
    int status = history(entries, &found, operation, va_arg(arguments, const char *));
    va_end(arguments);
    if (status < 0) return status;
    event->num = found.num;
    event->str = wide(found.str);
    return event->str == NULL ? -1 : status;
}

/// So many characters libedit keeps of the line that the history is left for.
enum { kept_length = 1024 };

static int is_entry(struct belay_editor *editor) {
    const LineInfo *info = el_line(editor->line);
    size_t length = (size_t)(info->lastchar - info->buffer);
    HistEvent event;
    for (int status = history(editor->history, &event, H_FIRST); status >= 0;
         status = history(editor->history, &event, H_NEXT))
        if (strncmp(event.str, info->buffer, length) == 0 && event.str[length] == 0) return 1;
    return 0;
}

static void keep_line(struct belay_editor *editor, const wchar_t *characters, size_t length) {
    int is_kept = editor->long_length == length && wmemcmp(editor->long_line, characters, length) == 0;
    if (is_kept || is_entry(editor)) return;
    wchar_t *copy = malloc(length * sizeof *copy);
    if (copy == NULL) return;
    wmemcpy(copy, characters, length);
    free(editor->long_line);
    editor->long_line = copy;
    editor->long_length = length;
}

// What libedit did not keep is NUL when the line comes back. A line that cannot be mended is no line: its beginning may do
// something else.
void belay_editor_mend_line(struct belay_editor *editor) {
    LineInfoW *info = belay_editor_own_line(editor);
    // vi's `$` on an empty line leaves it before the line, and other commands of vi behind it.
    if (info->cursor < info->buffer) info->cursor = info->buffer;
    if (info->cursor > info->lastchar) info->cursor = info->lastchar;
    if (info->lastchar - info->buffer <= kept_length || editor->search.is_on) return;
    size_t length = (size_t)(info->lastchar - info->buffer);
    if (info->buffer[kept_length] != 0) return keep_line(editor, info->buffer, length);
    if (editor->long_length == length && wmemcmp(editor->long_line, info->buffer, kept_length) == 0)
        belay_screen_replace(editor, editor->long_line, length);
    else
        belay_screen_replace(editor, L"", 0);
}
