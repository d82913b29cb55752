#define _GNU_SOURCE
#include "belay_editor.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wctype.h>

const char *belay_screen_prompt(struct belay_editor *editor) {
    if (editor->search.is_on) return editor->search.prompt;
    return editor->kept_prompt != NULL ? editor->kept_prompt : editor->prompt;
}

void belay_screen_show_hint(struct belay_editor *editor) {
    free(editor->hint);
    editor->hint = NULL;
    // What is hidden continues after the cursor.
    if (editor->hidden > 0 || editor->search.is_on) return;
    const LineInfo *info = el_line(editor->line);
    const char *hint = editor->calls.hint(
        editor->calls.context, info->buffer, (size_t)(info->lastchar - info->buffer),
        (size_t)(info->cursor - info->buffer));
    if (hint != NULL) editor->hint = strdup(hint);
    if (editor->hint == NULL) return;
    char *rest = strchr(editor->hint, '\1');
    if (rest != NULL) *rest++ = 0;
    // The cursor is put back where libedit believes that it is.
    fprintf(stdout, "\0337\033[2m%s%s\033[0m\0338", editor->hint, rest == NULL ? "" : rest);
    fflush(stdout);
}

void belay_screen_hide_hint(struct belay_editor *editor) {
    if (editor->hint == NULL) return;
    fputs("\033[K", stdout);
    fflush(stdout);
}

void belay_editor_deliver(struct belay_editor *editor) {
    if (editor->letter_count == 0) return;
    fwrite(editor->letters, 1, editor->letter_count, stdout);
    fflush(stdout);
    free(editor->letters);
    editor->letters = NULL;
    editor->letter_count = 0;
}

struct screen_place {
    int row, column, width;
};

/// Where a character of so many columns takes the cursor, as libedit lays it out on a screen without a lower end.
static void advance(struct screen_place *place, int columns) {
    while (place->column + columns > place->width && columns <= place->width) advance(place, 1);
    place->column += columns;
    if (place->column < place->width) return;
    place->column = 0;
    place->row++;
}

static void advance_by_character(struct screen_place *place, wchar_t character) {
    if (character == L'\n') {
        place->column = 0;
        place->row++;
    } else if (character == L'\t') {
        do advance(place, 1); while (place->column % 8 != 0);
    } else if (character < 0x100 && iswcntrl((wint_t)character)) {
        for (int index = 0; index < 2; index++) advance(place, 1);
    } else if (!iswprint((wint_t)character)) {
        for (int index = character > 0xFFFF ? 8 : 7; index > 0; index--) advance(place, 1);
    } else {
        int columns = wcwidth(character);
        if (columns > 0) advance(place, columns);
    }
}

/// Where the line begins, behind the prompt, on a screen of so many columns.
static struct screen_place behind_prompt(struct belay_editor *editor, int width) {
    struct screen_place place = {.width = width};
    mbstate_t state = {0};
    for (const char *rest = belay_screen_prompt(editor); *rest != 0;) {
        wchar_t character;
        size_t length = mbrtowc(&character, rest, strlen(rest), &state);
        if (length == 0 || length > strlen(rest)) break;
        rest += length;
        advance_by_character(&place, character);
    }
    return place;
}

/// The rows of the cursor and of the line's end, counted from that of the prompt, and how many rows and columns the
/// screen has.
struct rows {
    int cursor, last, height, width;
};

static struct rows rows_of(struct belay_editor *editor) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return (struct rows){.height = INT_MAX, .width = INT_MAX};
    struct rows rows = {.height = size.ws_row, .width = size.ws_col};
    struct screen_place place = behind_prompt(editor, rows.width);
    const LineInfoW *info = el_wline(editor->line);
    for (const wchar_t *next = info->buffer; next < info->lastchar; next++) {
        if (next == info->cursor) rows.cursor = place.row;
        advance_by_character(&place, *next);
    }
    if (info->cursor == info->lastchar) rows.cursor = place.row;
    rows.last = place.row;
    return rows;
}

/// Shows what was posted in place of the prompt and the line, and redraws them beneath it. The cursor is this many
/// rows below the first that is seen of them.
static void draw_anew(struct belay_editor *editor, int row) {
    if (row > 0) fprintf(stdout, "\033[%dA", row);
    fputs("\r\033[J", stdout);
    pthread_mutex_lock(&editor->mailbox);
    belay_editor_deliver(editor);
    pthread_mutex_unlock(&editor->mailbox);
    // Behind the last character that it knows of, libedit takes vi's cursor back by one.
    LineInfoW *info = belay_editor_own_line(editor);
    const wchar_t *cursor = info->cursor;
    el_set(editor->line, EL_REFRESH);
    info->cursor = cursor;
    editor->has_lost_place = 0;
}

/// Keeps from libedit the rows below the cursor's, but for those that fit.
static void hide_end(struct belay_editor *editor, struct rows rows) {
    int last = rows.cursor < rows.height ? rows.height - 1 : rows.cursor;
    LineInfoW *info = belay_editor_own_line(editor);
    struct screen_place place = behind_prompt(editor, rows.width);
    const wchar_t *end = info->buffer;
    for (; end < info->lastchar; end++) {
        advance_by_character(&place, *end);
        if (place.row > last && end >= info->cursor) break;
    }
    editor->hidden = info->lastchar - end;
    info->lastchar = end;
    // The line filled the whole screen.
    draw_anew(editor, rows.height);
}

void belay_screen_note_move(struct belay_editor *editor) {
    struct rows rows = rows_of(editor);
    if (rows.last >= rows.height) editor->has_lost_place = 1;
}

void belay_screen_unhide(struct belay_editor *editor) {
    if (editor->hidden == 0) return;
    LineInfoW *info = belay_editor_own_line(editor);
    info->lastchar += editor->hidden;
    editor->hidden = 0;
    editor->has_lost_place = 1;
}

// Of a line that is higher than the screen libedit shows the end, and believes the cursor there, wherever it is. So
// while a key is awaited further up it does not know the end.
void belay_screen_fit(struct belay_editor *editor) {
    if (editor->hidden > 0) return;
    struct rows rows = rows_of(editor);
    int is_above = rows.last >= rows.height && rows.cursor < rows.last;
    if (is_above) editor->has_lost_place = 1;
    if (!editor->has_lost_place) return;
    // The commands of keys that are there already come first. But at the end libedit writes a character right where it
    // believes the cursor, and beyond its screen in memory when that is wrong.
    const LineInfoW *info = el_wline(editor->line);
    if (info->cursor < info->lastchar && belay_editor_is_waiting(editor, 0)) return;
    if (is_above) hide_end(editor, rows);
    else draw_anew(editor, rows.height);
}

/// How far below the first row that is seen the cursor stands.
static int seen_row(struct rows rows) {
    int above = rows.last < rows.height ? 0 : rows.last - rows.height + 1;
    return rows.cursor < above ? 0 : rows.cursor - above;
}

void belay_screen_replace(struct belay_editor *editor, const wchar_t *characters, size_t count) {
    int row = seen_row(rows_of(editor));
    belay_editor_set_line(editor, characters, count, count);
    draw_anew(editor, row);
}

// Over what libedit has drawn, which draws a character once more only where it changes.
void belay_screen_show_colours(struct belay_editor *editor) {
    if (editor->hidden > 0 || editor->search.is_on || belay_editor_is_waiting(editor, 0)) return;
    struct rows rows = rows_of(editor);
    if (rows.width == INT_MAX) return;
    struct screen_place place = behind_prompt(editor, rows.width);
    // Of several rows nobody knows how the terminal has broken them.
    if (place.row > 0 || rows.last > 0) return;
    const LineInfo *info = el_line(editor->line);
    const char *painted =
        editor->calls.paint(editor->calls.context, info->buffer, (size_t)(info->lastchar - info->buffer));
    if (painted == NULL) return;
    fputs("\0337\r", stdout);
    if (place.column > 0) fprintf(stdout, "\033[%dC", place.column);
    fprintf(stdout, "%s\0338", painted);
    fflush(stdout);
}

void belay_screen_show_mail(struct belay_editor *editor) {
    eventfd_t rings;
    if (eventfd_read(editor->mail, &rings) == 0) draw_anew(editor, seen_row(rows_of(editor)));
}

// Terminals break the rows that they show again, so the cursor is where it
// would if the line had been drawn in it.
int belay_screen_follow_size(struct belay_editor *editor, void (*fill)(struct belay_editor *)) {
    eventfd_t rings;
    if (eventfd_read(editor->resized, &rings) != 0) return 0;
    int row = seen_row(rows_of(editor));
    belay_screen_unhide(editor);
    el_resize(editor->line);
    if (fill != NULL) fill(editor);
    draw_anew(editor, row);
    return 1;
}

// The shell has set the terminal as it likes, and what it wrote ends with a line end.
int belay_screen_follow_stop(struct belay_editor *editor) {
    eventfd_t rings;
    if (eventfd_read(editor->continued, &rings) != 0) return 0;
    el_set(editor->line, EL_PREP_TERM, 0);
    el_set(editor->line, EL_PREP_TERM, 1);
    fputs("\033[?2004h", stdout);
    belay_screen_unhide(editor);
    draw_anew(editor, 0);
    return 1;
}

void belay_screen_leave_line(struct belay_editor *editor) {
    struct rows rows = rows_of(editor);
    int last = rows.last < rows.height ? rows.last : rows.height - 1;
    for (int row = seen_row(rows); row <= last; row++) fputs("\r\n", stdout);
}

int belay_screen_holds(struct belay_editor *editor, const wchar_t *characters, size_t count) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 1;
    struct screen_place place = behind_prompt(editor, size.ws_col);
    for (size_t index = 0; index < count && place.row < size.ws_row; index++)
        advance_by_character(&place, characters[index]);
    return place.row < size.ws_row;
}

void belay_editor_post(struct belay_editor *editor, const char *text) {
    pthread_mutex_lock(&editor->mailbox);
    size_t length = strlen(text);
    char *more = realloc(editor->letters, editor->letter_count + length + 1);
    if (more != NULL) {
        memcpy(more + editor->letter_count, text, length + 1);
        editor->letters = more;
        editor->letter_count += length;
    }
    if (editor->is_reading) eventfd_write(editor->mail, 1);
    else if (editor->letter_count > 0) belay_editor_deliver(editor);
    pthread_mutex_unlock(&editor->mailbox);
}

