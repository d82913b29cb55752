#define _GNU_SOURCE
#include "belay_editor.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <wchar.h>

// A signal handler has no context.
static volatile int resize_bell = -1;

static void ring_resize(int number) {
    (void)number;
    int before = errno;
    if (resize_bell >= 0) eventfd_write(resize_bell, 1);
    errno = before;
}

struct belay_editor *belay_editor_owner(EditLine *line) {
    void *data = NULL;
    el_get(line, EL_CLIENTDATA, &data);
    return data;
}

static char *prompt_of(EditLine *line) { return (char *)(uintptr_t)belay_editor_owner(line)->prompt; }

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

/// Inserts what was pasted, or taken of a hint. Only a command may: while libedit reads a text of its own, such as what
/// to search for, it keeps a pointer into the line.
static unsigned char changed(EditLine *line, int character) {
    (void)character;
    struct belay_editor *editor = belay_editor_owner(line);
    const char *inserted = editor->change == change_hint ? editor->hint : NULL;
    if (editor->change == change_paste) {
        const LineInfo *info = el_line(line);
        inserted = editor->calls.paste(
            editor->calls.context, editor->pasted, editor->pasted_count, info->buffer,
            (size_t)(info->lastchar - info->buffer));
    }
    editor->change = change_none;
    if (inserted != NULL && *inserted != 0) el_insertstr(line, inserted);
    return CC_REFRESH;
}

static unsigned char complete(EditLine *line, int character) {
    (void)character;
    struct belay_editor *editor = belay_editor_owner(line);
    const LineInfo *info = el_line(line);
    int wrote = editor->calls.complete(
        editor->calls.context, info->buffer, (size_t)(info->lastchar - info->buffer),
        (size_t)(info->cursor - info->buffer));
    if (!wrote) return CC_REFRESH;
    // The line is drawn anew below what was written.
    el_set(line, EL_REFRESH);
    return CC_NORM;
}

struct belay_editor *belay_editor_open(const char *name, struct belay_editor_calls calls) {
    struct belay_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) return NULL;
    editor->calls = calls;
    editor->prompt = "";
    editor->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    editor->resized = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    editor->mail = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&editor->mailbox, NULL);
    editor->pasted_room = 4096;
    editor->pasted = malloc(editor->pasted_room);
    editor->line = el_init(name, stdin, stdout, stderr);
    editor->history = history_init();
    if (editor->line == NULL || editor->history == NULL || editor->wake < 0 || editor->resized < 0
        || editor->mail < 0 || editor->pasted == NULL) {
        belay_editor_close(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, 10000);
    history(editor->history, &event, H_SETUNIQUE, 1);
    EditLine *line = editor->line;
    el_set(line, EL_CLIENTDATA, editor);
    el_set(line, EL_SIGNAL, 0);
    el_set(line, EL_EDITOR, "emacs");
    el_set(line, EL_PROMPT_ESC, prompt_of, '\1');
    el_set(line, EL_HIST, history, editor->history);
    el_set(line, EL_GETCFN, belay_editor_next_character);
    el_set(line, EL_ADDFN, "belay-drop", "Drop the line", drop);
    el_set(line, EL_ADDFN, "belay-dropped", "End the dropped line", dropped);
    el_set(line, EL_ADDFN, "belay-changed", "Show the line as it is now", changed);
    el_set(line, EL_ADDFN, "belay-complete", "Complete what stands before the cursor", complete);
    el_source(line, NULL);
    // `edit off`, and what libedit does for TERM=emacs, would read lines that nothing can be inserted into.
    el_set(line, EL_EDITMODE, 1);
    // After the user's own settings: `bind -v` among them forgets every binding.
    el_set(line, EL_BIND, "^I", "belay-complete", NULL);
    el_set(line, EL_BIND, "^C", "belay-drop", NULL);
    el_set(line, EL_BIND, "-a", "^C", "belay-drop", NULL);
    el_set(line, EL_BIND, "\\034", "belay-dropped", NULL);
    el_set(line, EL_BIND, "-a", "\\034", "belay-dropped", NULL);
    el_set(line, EL_BIND, "\\035", "belay-changed", NULL);
    el_set(line, EL_BIND, "-a", "\\035", "belay-changed", NULL);
    // The same behind ESC, in the keys of emacs.
    el_set(line, EL_BIND, "\\235", "belay-changed", NULL);
    // Ctrl-C is a key here and no signal.
    el_set(line, EL_SETTY, "-d", "-isig", NULL);
    resize_bell = editor->resized;
    struct sigaction action = {.sa_handler = ring_resize, .sa_flags = SA_RESTART};
    sigaction(SIGWINCH, &action, &editor->before);
    return editor;
}

void belay_editor_close(struct belay_editor *editor) {
    if (resize_bell >= 0 && resize_bell == editor->resized) {
        sigaction(SIGWINCH, &editor->before, NULL);
        resize_bell = -1;
    }
    if (editor->line != NULL) el_end(editor->line);
    if (editor->history != NULL) history_end(editor->history);
    if (editor->wake >= 0) close(editor->wake);
    if (editor->resized >= 0) close(editor->resized);
    if (editor->mail >= 0) close(editor->mail);
    pthread_mutex_destroy(&editor->mailbox);
    free(editor->letters);
    free(editor->hint);
    free(editor->pasted);
    free(editor);
}

enum belay_edit_end belay_editor_read(struct belay_editor *editor, const char *prompt, const char **line, size_t *length) {
    editor->prompt = prompt;
    editor->is_dropped = 0;
    editor->is_woken = 0;
    editor->has_lost_place = 0;
    editor->change = change_none;
    // Before the prompt: what is typed as soon as that stands there is a key already.
    el_set(editor->line, EL_PREP_TERM, 1);
    // From here on a paste comes between marks.
    fputs("\033[?2004h", stdout);
    fflush(stdout);
    pthread_mutex_lock(&editor->mailbox);
    editor->is_reading = 1;
    pthread_mutex_unlock(&editor->mailbox);
    int count = 0;
    const char *read = el_gets(editor->line, &count);
    fputs("\033[?2004l", stdout);
    if (read == NULL || count <= 0) fputs("\n", stdout);
    fflush(stdout);
    pthread_mutex_lock(&editor->mailbox);
    editor->is_reading = 0;
    belay_editor_deliver(editor);
    // Nothing is left that the next line would be drawn anew for.
    eventfd_t rings;
    eventfd_read(editor->mail, &rings);
    pthread_mutex_unlock(&editor->mailbox);
    editor->prompt = "";
    *line = "";
    *length = 0;
    if (editor->is_woken) return belay_edit_woken;
    if (editor->is_dropped) return belay_edit_dropped;
    if (read == NULL || count <= 0) return belay_edit_closed;
    *line = read;
    *length = (size_t)count - (read[count - 1] == '\n');
    return belay_edit_line;
}

void belay_editor_wake(struct belay_editor *editor) { eventfd_write(editor->wake, 1); }

void belay_editor_insert(struct belay_editor *editor, const char *text) { el_insertstr(editor->line, text); }

void belay_editor_clear(struct belay_editor *editor) {
    const LineInfoW *info = el_wline(editor->line);
    int length = (int)(info->lastchar - info->buffer);
    el_cursor(editor->line, (int)(info->lastchar - info->cursor));
    el_deletestr(editor->line, length);
}

void belay_editor_delete(struct belay_editor *editor, int characters_before) {
    el_deletestr(editor->line, characters_before);
}

void belay_editor_remember(struct belay_editor *editor, const char *entry) {
    HistEvent event;
    history(editor->history, &event, H_ENTER, entry);
}

void belay_editor_write(struct belay_editor *editor, const char *text) {
    (void)editor;
    fputs(text, stdout);
    fflush(stdout);
}

void belay_edit_locale(void) {
    // Numbers and messages stay as they are everywhere.
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}
