#include "belay_editor.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/// The cursor goes to the end first, so that what is written next stands below the line.
static unsigned char drop(EditLine *line, int character) {
    (void)character;
    static const wchar_t then[] = {key_dropped, 0};
    const LineInfoW *info = el_wline(line);
    el_cursor(line, (int)(info->lastchar - info->cursor));
    el_wpush(line, then);
    return CC_REFRESH;
}

static unsigned char dropped(EditLine *line, int character) {
    (void)character;
    belay_editor_owner(line)->is_dropped = 1;
    fputs("^C\r\n", stdout);
    fflush(stdout);
    return CC_NEWLINE;
}

static void paste(struct belay_editor *editor) {
    const LineInfo *info = el_line(editor->line);
    const char *inserted = editor->calls.paste(
        editor->calls.context, editor->pasted, editor->pasted_count, info->buffer,
        (size_t)(info->lastchar - info->buffer), (size_t)(info->cursor - info->buffer));
    if (inserted != NULL && *inserted != 0) el_insertstr(editor->line, inserted);
}

static void go_to(struct belay_editor *editor, size_t place) {
    const LineInfoW *info = el_wline(editor->line);
    el_cursor(editor->line, (int)((ptrdiff_t)place - (info->cursor - info->buffer)));
    // The key that comes next may be there already.
    belay_screen_note_move(editor);
}

/// Does what a key has told of. Only a command may: while libedit reads a text of its own, such as what to search for, it
/// keeps a pointer into the line.
static unsigned char changed(EditLine *line, int character) {
    (void)character;
    struct belay_editor *editor = belay_editor_owner(line);
    enum belay_change change = editor->change;
    editor->change = change_none;
    editor->has_written = 0;
    switch (change) {
    case change_none: break;
    case change_paste: paste(editor); break;
    case change_hint: if (editor->hint != NULL) el_insertstr(line, editor->hint); break;
    case change_search: belay_search_show(editor); break;
    case change_place: go_to(editor, editor->place); break;
    case change_forget: belay_editor_forget(editor); break;
    }
    if (!editor->has_written) return CC_REFRESH;
    // The line is redrawn below what was written.
    el_set(line, EL_REFRESH);
    return CC_NORM;
}

static unsigned char complete(EditLine *line, int character) {
    (void)character;
    struct belay_editor *editor = belay_editor_owner(line);
    const LineInfo *info = el_line(line);
    int wrote = editor->calls.complete(
        editor->calls.context, info->buffer, (size_t)(info->lastchar - info->buffer),
        (size_t)(info->cursor - info->buffer));
    if (!wrote) return CC_REFRESH;
    // The line is redrawn below what was written.
    el_set(line, EL_REFRESH);
    return CC_NORM;
}

static unsigned char search(EditLine *line, int character) {
    (void)character;
    belay_search_begin(belay_editor_owner(line));
    return CC_REFRESH;
}

/// The command of another key, with the argument that this one has.
static unsigned char pass_on(EditLine *line, wchar_t key, int goes_to_end) {
    wchar_t keys[3] = {key, goes_to_end ? key_end : 0, 0};
    el_wpush(line, keys);
    return CC_ARGHACK;
}

static const wchar_t *row_start(const LineInfoW *info, const wchar_t *place) {
    while (place > info->buffer && place[-1] != L'\n') place--;
    return place;
}

/// Within an entry of several lines to the line above; in the first one, through the history.
static unsigned char up(EditLine *line, int character) {
    (void)character;
    struct belay_editor *editor = belay_editor_owner(line);
    const LineInfoW *info = el_wline(line);
    const wchar_t *start = row_start(info, info->cursor);
    if (start == info->buffer) {
        belay_editor_forget(editor);
        return pass_on(line, key_older, editor->is_vi);
    }
    const wchar_t *above = row_start(info, start - 1);
    ptrdiff_t column = info->cursor - start, width = start - 1 - above;
    el_cursor(line, (int)(above + (column < width ? column : width) - info->cursor));
    belay_screen_note_move(editor);
    return CC_CURSOR;
}

static unsigned char down(EditLine *line, int character) {
    (void)character;
    const LineInfoW *info = el_wline(line);
    const wchar_t *end = info->cursor;
    while (end < info->lastchar && *end != L'\n') end++;
    if (end == info->lastchar) {
        if (!belay_history_is_shown()) return CC_ERROR;
        belay_history_assume_left();
        return pass_on(line, key_newer, belay_editor_owner(line)->is_vi);
    }
    const wchar_t *place = end + 1;
    for (ptrdiff_t column = info->cursor - row_start(info, info->cursor); column > 0; column--)
        if (place < info->lastchar && *place != L'\n') place++;
    el_cursor(line, (int)(place - info->cursor));
    return CC_CURSOR;
}

static unsigned char right(EditLine *line, int character) {
    (void)character;
    const LineInfoW *info = el_wline(line);
    if (info->cursor == info->lastchar) return CC_ERROR;
    el_cursor(line, 1);
    return CC_CURSOR;
}

static unsigned char end(EditLine *line, int character) {
    (void)character;
    const LineInfoW *info = el_wline(line);
    el_cursor(line, (int)(info->lastchar - info->cursor));
    // In a line that is higher than the screen libedit does not find the cursor without what is around it.
    return CC_REFRESH;
}

static unsigned char delete(EditLine *line, int character) {
    (void)character;
    const LineInfoW *info = el_wline(line);
    if (info->cursor == info->lastchar) return CC_ERROR;
    el_cursor(line, 1);
    el_deletestr(line, 1);
    return CC_REFRESH;
}

void belay_editor_add_commands(EditLine *line) {
    el_set(line, EL_ADDFN, "belay-drop", "Drop the line", drop);
    el_set(line, EL_ADDFN, "belay-dropped", "End the dropped line", dropped);
    el_set(line, EL_ADDFN, "belay-changed", "Show the line as it is now", changed);
    el_set(line, EL_ADDFN, "belay-complete", "Complete the text before the cursor", complete);
    el_set(line, EL_ADDFN, "belay-search", "Search back through what was typed", search);
    el_set(line, EL_ADDFN, "belay-up", "Go to the line above, or the entry before", up);
    el_set(line, EL_ADDFN, "belay-down", "Go to the line below, or the entry after", down);
    el_set(line, EL_ADDFN, "belay-right", "Go right", right);
    el_set(line, EL_ADDFN, "belay-end", "Go to the end", end);
    el_set(line, EL_ADDFN, "belay-delete", "Delete the text at the cursor", delete);
}
