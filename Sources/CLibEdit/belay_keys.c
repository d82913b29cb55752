#define _GNU_SOURCE
#include "belay_editor.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

static void show_hint(struct belay_editor *editor) {
    const LineInfo *info = el_line(editor->line);
    const char *hint = editor->calls.hint(
        editor->calls.context, info->buffer, (size_t)(info->lastchar - info->buffer),
        (size_t)(info->cursor - info->buffer));
    free(editor->hint);
    editor->hint = hint == NULL ? NULL : strdup(hint);
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
    int row, column, width, height;
};

/// Where a character of so many columns takes the cursor, as libedit lays it out.
static void advance(struct screen_place *place, int columns) {
    while (place->column + columns > place->width && columns <= place->width) advance(place, 1);
    place->column += columns;
    if (place->column < place->width) return;
    place->column = 0;
    if (place->row < place->height - 1) place->row++;
}

static void advance_by_character(struct screen_place *place, wchar_t character) {
    if (character == L'\n') {
        place->column = 0;
        if (place->row < place->height - 1) place->row++;
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

/// How far below the prompt the cursor stands.
static int cursor_row(struct belay_editor *editor) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
    struct screen_place place = {.width = size.ws_col, .height = size.ws_row};
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
    const LineInfoW *info = el_wline(editor->line);
    for (const wchar_t *next = info->buffer; next < info->cursor; next++) advance_by_character(&place, *next);
    return place.row;
}

/// Shows what was posted above the line, and draws the line anew beneath it.
static void show_mail(struct belay_editor *editor) {
    eventfd_t rings;
    eventfd_read(editor->mail, &rings);
    pthread_mutex_lock(&editor->mailbox);
    if (editor->letter_count > 0) {
        int row = cursor_row(editor);
        if (row > 0) fprintf(stdout, "\033[%dA", row);
        fputs("\r\033[J", stdout);
        belay_editor_deliver(editor);
        el_set(editor->line, EL_REFRESH);
    }
    pthread_mutex_unlock(&editor->mailbox);
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

static int is_waiting(int milliseconds) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, milliseconds) > 0;
}

/// -1 at the end.
static int next_byte(struct belay_editor *editor) {
    if (editor->ahead_count > 0) {
        unsigned char byte = editor->ahead[0];
        memmove(editor->ahead, editor->ahead + 1, (size_t)--editor->ahead_count);
        return byte;
    }
    unsigned char byte;
    // One at a time: what is typed ahead belongs to whoever reads after this line.
    while (1) {
        ssize_t count = read(STDIN_FILENO, &byte, 1);
        if (count == 1) return byte;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) {
            is_waiting(-1);
            continue;
        }
        return -1;
    }
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

static void take_paste(struct belay_editor *editor) {
    static const char end[] = "\033[201~";
    size_t room = 4096, count = 0;
    char *text = malloc(room);
    while (text != NULL) {
        int byte = next_byte(editor);
        if (byte < 0) break;
        if (count + 1 == room) {
            char *more = realloc(text, room *= 2);
            if (more == NULL) break;
            text = more;
        }
        // Terminals send line ends as they are typed.
        text[count++] = byte == '\r' ? '\n' : (char)byte;
        if (count >= sizeof end - 1 && memcmp(text + count - (sizeof end - 1), end, sizeof end - 1) == 0) {
            count -= sizeof end - 1;
            break;
        }
    }
    if (text == NULL) return;
    const LineInfo *info = el_line(editor->line);
    const char *inserted = editor->calls.paste(
        editor->calls.context, text, count, info->buffer, (size_t)(info->lastchar - info->buffer));
    if (inserted != NULL && *inserted != 0) el_insertstr(editor->line, inserted);
    free(text);
}

/// Takes the wakes that are there; whether the read is to end.
static int was_woken(struct belay_editor *editor) {
    eventfd_t rings;
    if (eventfd_read(editor->resized, &rings) == 0) {
        el_resize(editor->line);
        editor->is_resized = 1;
    }
    if (eventfd_read(editor->wake, &rings) == 0) editor->is_woken = 1;
    return editor->is_woken;
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
    int is_surrogate = value >= 0xD800 && value < 0xE000;
    return is_surrogate || value > 0x10FFFF ? 0xFFFD : value;
}

int belay_editor_next_character(EditLine *line, wchar_t *character) {
    struct belay_editor *editor = belay_editor_owner(line);
    while (1) {
        show_hint(editor);
        wait_for_key(editor);
        hide_hint(editor);
        if (was_woken(editor)) return 0;
        if (editor->is_resized) {
            *character = key_changed;
            return 1;
        }
        if (editor->ahead_count == 0 && !is_waiting(0)) {
            // Not between the bytes of a key.
            show_mail(editor);
            continue;
        }
        int byte = next_byte(editor);
        if (byte < 0) return 0;
        // libedit would take the key after it as it stands, the end of the line too.
        if (byte == 0) continue;
        if (byte == 033) {
            if (takes(editor, "[200~")) {
                take_paste(editor);
                *character = key_changed;
                return 1;
            }
            if (editor->hint != NULL && *editor->hint != 0 && (takes(editor, "[C") || takes(editor, "OC"))) {
                el_insertstr(line, editor->hint);
                *character = key_changed;
                return 1;
            }
        }
        *character = decoded(editor, byte);
        return 1;
    }
}
