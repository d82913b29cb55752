#define _GNU_SOURCE
#include "belay_editor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

static int is_waiting(int milliseconds) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, milliseconds) > 0;
}

static void show_hint(struct belay_editor *editor) {
    free(editor->hint);
    editor->hint = NULL;
    // What is hidden goes on behind the cursor.
    if (editor->hidden > 0) return;
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

static void hide_hint(struct belay_editor *editor) {
    if (editor->hint == NULL) return;
    fputs("\033[K", stdout);
    fflush(stdout);
}

void belay_editor_deliver(struct belay_editor *editor) {
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
    int is_literal = 0;
    mbstate_t state = {0};
    for (const char *rest = editor->prompt; *rest != 0;) {
        wchar_t character;
        size_t length = mbrtowc(&character, rest, strlen(rest), &state);
        if (length == 0 || length > strlen(rest)) break;
        rest += length;
        if (character == 1) is_literal = !is_literal;
        else if (!is_literal) advance_by_character(&place, character);
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

/// Shows what was posted in place of the prompt and the line, and draws them anew beneath it. The cursor stands so many
/// rows below the first that is seen of them.
static void draw_anew(struct belay_editor *editor, int row) {
    if (row > 0) fprintf(stdout, "\033[%dA", row);
    fputs("\r\033[J", stdout);
    pthread_mutex_lock(&editor->mailbox);
    belay_editor_deliver(editor);
    pthread_mutex_unlock(&editor->mailbox);
    // Behind the last character that it knows of, libedit takes vi's cursor back by one.
    LineInfoW *info = (LineInfoW *)el_wline(editor->line);
    const wchar_t *cursor = info->cursor;
    el_set(editor->line, EL_REFRESH);
    info->cursor = cursor;
    editor->has_lost_place = 0;
}

/// Keeps from libedit the rows below the cursor's, but for those that fit.
static void hide_end(struct belay_editor *editor, struct rows rows) {
    int last = rows.cursor < rows.height ? rows.height - 1 : rows.cursor;
    // It is libedit's own.
    LineInfoW *info = (LineInfoW *)el_wline(editor->line);
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

static void unhide_end(struct belay_editor *editor) {
    if (editor->hidden == 0) return;
    LineInfoW *info = (LineInfoW *)el_wline(editor->line);
    info->lastchar += editor->hidden;
    editor->hidden = 0;
    editor->has_lost_place = 1;
}

/// Of a line that is higher than the screen libedit shows the end, and believes the cursor there, wherever it is. So
/// while a key is awaited further up it does not know the end.
static void fit_screen(struct belay_editor *editor) {
    if (editor->hidden > 0) return;
    struct rows rows = rows_of(editor);
    int is_above = rows.last >= rows.height && rows.cursor < rows.last;
    if (is_above) editor->has_lost_place = 1;
    // The commands of keys that are there already come first.
    if (!editor->has_lost_place || editor->ahead_count > 0 || is_waiting(0)) return;
    if (is_above) hide_end(editor, rows);
    else draw_anew(editor, rows.height);
}

/// How far below the first row that is seen the cursor stands.
static int seen_row(struct rows rows) {
    int above = rows.last < rows.height ? 0 : rows.last - rows.height + 1;
    return rows.cursor < above ? 0 : rows.cursor - above;
}

static void show_mail(struct belay_editor *editor) {
    eventfd_t rings;
    if (eventfd_read(editor->mail, &rings) == 0) draw_anew(editor, seen_row(rows_of(editor)));
}

/// Whether the window has another size now. Terminals break the rows that they show anew, so the cursor stands where it
/// would if the line had been drawn in it.
static int follow_size(struct belay_editor *editor) {
    eventfd_t rings;
    if (eventfd_read(editor->resized, &rings) != 0) return 0;
    int row = seen_row(rows_of(editor));
    unhide_end(editor);
    el_resize(editor->line);
    draw_anew(editor, row);
    return 1;
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

/// Reads up to so many bytes; 0 at the end. No more than wanted: what is typed ahead belongs to whoever reads after this line.
static size_t next_bytes(struct belay_editor *editor, unsigned char *bytes, size_t wanted) {
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
            is_waiting(-1);
            continue;
        }
        return 0;
    }
}

/// -1 at the end.
static int next_byte(struct belay_editor *editor) {
    unsigned char byte;
    return next_bytes(editor, &byte, 1) == 1 ? byte : -1;
}

/// Whether the bytes after ESC are these; they are taken when they are.
static int takes(struct belay_editor *editor, const char *wanted) {
    int length = (int)strlen(wanted);
    while (editor->ahead_count < length) {
        int count = editor->ahead_count;
        if (memcmp(editor->ahead, wanted, (size_t)count) != 0) return 0;
        // A key comes all at once; ESC that a person types stands alone.
        if (!is_waiting(20)) return 0;
        unsigned char byte;
        if (read(STDIN_FILENO, &byte, 1) != 1) return 0;
        editor->ahead[editor->ahead_count++] = byte;
    }
    if (memcmp(editor->ahead, wanted, (size_t)length) != 0) return 0;
    editor->ahead_count -= length;
    memmove(editor->ahead, editor->ahead + length, (size_t)editor->ahead_count);
    return 1;
}

static const char paste_end[] = "\033[201~";
enum { paste_end_length = sizeof paste_end - 1 };

/// How much of the mark that ends a paste stands at the end of the text.
static size_t ended(const char *text, size_t count) {
    size_t length = count < paste_end_length ? count : paste_end_length;
    while (length > 0 && memcmp(text + count - length, paste_end, length) != 0) length--;
    return length;
}

/// Whether the read is to end.
static int was_woken(struct belay_editor *editor) {
    eventfd_t rings;
    if (eventfd_read(editor->wake, &rings) == 0) editor->is_woken = 1;
    return editor->is_woken;
}

/// Waits for the next byte of a paste; false when the read is to end.
static int wait_for_paste(struct belay_editor *editor) {
    if (editor->ahead_count > 0) return 1;
    struct pollfd waiting[2] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = editor->wake, .events = POLLIN},
    };
    while (poll(waiting, 2, -1) < 0 && errno == EINTR) continue;
    return !was_woken(editor);
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

/// Reads a paste up to its mark. What is not whole in memory is read all the same, and is nothing: none of it is a key.
static void take_paste(struct belay_editor *editor) {
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
        size_t fresh = next_bytes(editor, (unsigned char *)text + editor->pasted_count, paste_end_length - mark);
        if (fresh == 0) break;
        // Terminals send line ends as they are typed.
        for (size_t end = editor->pasted_count + fresh; editor->pasted_count < end; editor->pasted_count++)
            if (text[editor->pasted_count] == '\r') text[editor->pasted_count] = '\n';
        mark = ended(text, editor->pasted_count);
    }
    editor->pasted_count -= mark;
    if (is_whole && mark == paste_end_length) editor->change = change_paste;
}

static void wait_for_key(struct belay_editor *editor) {
    if (editor->ahead_count > 0) return;
    struct pollfd waiting[4] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = editor->wake, .events = POLLIN},
        {.fd = editor->resized, .events = POLLIN},
        {.fd = editor->mail, .events = POLLIN},
    };
    while (poll(waiting, 4, -1) < 0 && errno == EINTR) continue;
}

/// Decodes one character; what is no UTF-8 becomes U+FFFD.
static wchar_t decoded(struct belay_editor *editor, int first) {
    if (first < 0x80) return first;
    int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    if (more == 0 || first >= 0xF5) return 0xFFFD;
    wchar_t value = first & (0x3F >> more);
    for (int index = 0; index < more; index++) {
        int byte = next_byte(editor);
        if (byte < 0) return 0xFFFD;
        if ((byte & 0xC0) != 0x80) {
            // It begins something of its own.
            memmove(editor->ahead + 1, editor->ahead, (size_t)editor->ahead_count++);
            editor->ahead[0] = (unsigned char)byte;
            return 0xFFFD;
        }
        value = (value << 6) | (byte & 0x3F);
    }
    static const wchar_t least[] = {0, 0x80, 0x800, 0x10000};
    int is_surrogate = value >= 0xD800 && value < 0xE000;
    return value < least[more] || is_surrogate || value > 0x10FFFF ? 0xFFFD : value;
}

/// Whether a key is one of ours; `belay-changed` does then what it does.
static int takes_own_key(struct belay_editor *editor, int byte) {
    if (byte != 033) return 0;
    editor->is_told_again = 0;
    if (takes(editor, "[200~")) {
        take_paste(editor);
        return 1;
    }
    if (editor->hint == NULL || *editor->hint == 0) return 0;
    if (!takes(editor, "[C") && !takes(editor, "OC")) return 0;
    editor->change = change_hint;
    return 1;
}

/// Whether the key that tells of a change was taken for a part of another one, such as ESC before it, and is to be given
/// once more. A text that libedit reads for itself takes that too, and the change is forgotten.
static int tells_again(struct belay_editor *editor) {
    if (editor->change == change_none) return 0;
    if (editor->is_told_again) editor->change = change_none;
    editor->is_told_again = 1;
    return editor->change != change_none;
}

int belay_editor_next_character(EditLine *line, wchar_t *character) {
    struct belay_editor *editor = belay_editor_owner(line);
    if (tells_again(editor)) {
        *character = key_changed;
        return 1;
    }
    while (1) {
        fit_screen(editor);
        show_hint(editor);
        wait_for_key(editor);
        hide_hint(editor);
        if (follow_size(editor)) continue;
        int is_woken = was_woken(editor);
        if (!is_woken && editor->ahead_count == 0 && !is_waiting(0)) {
            // Not between the bytes of a key.
            show_mail(editor);
            continue;
        }
        unhide_end(editor);
        int byte = is_woken ? -1 : next_byte(editor);
        if (byte < 0) return 0;
        // libedit would take the key after it as it stands, the end of the line too.
        if (byte == 0) continue;
        // Ctrl-\ drops the line as Ctrl-C does: it is the second half of that.
        if (byte == key_dropped) byte = 3;
        *character = takes_own_key(editor, byte) ? key_changed : decoded(editor, byte);
        return !editor->is_woken;
    }
}
