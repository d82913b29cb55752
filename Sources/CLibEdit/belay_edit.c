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

// A signal handler has no context.
static volatile int resize_bell = -1, continue_bell = -1;
static void (*volatile heard_before)(int);

static void ring(int number) {
    int before = errno;
    int bell = number == SIGCONT ? continue_bell : resize_bell;
    if (bell >= 0) eventfd_write(bell, 1);
    // A question that is not asked by the editor has to be asked again as well.
    if (number == SIGCONT && heard_before != NULL) heard_before(number);
    errno = before;
}

static char *prompt_of(EditLine *line) { return (char *)(uintptr_t)belay_screen_prompt(belay_editor_owner(line)); }

struct belay_editor *belay_editor_open(const char *name, struct belay_editor_calls calls) {
    struct belay_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) return NULL;
    editor->calls = calls;
    editor->prompt = "";
    editor->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    editor->resized = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    editor->continued = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    editor->mail = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&editor->mailbox, NULL);
    editor->pasted_room = 4096;
    editor->pasted = malloc(editor->pasted_room);
    editor->line = el_init(name, stdin, stdout, stderr);
    editor->history = history_init();
    if (editor->line == NULL || editor->history == NULL || editor->wake < 0 || editor->resized < 0
        || editor->continued < 0 || editor->mail < 0 || editor->pasted == NULL) {
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
    el_set(line, EL_PROMPT, prompt_of);
    el_wset(line, EL_HIST, belay_editor_history, editor->history);
    el_set(line, EL_GETCFN, belay_editor_next_character);
    belay_editor_add_commands(line);
    el_source(line, NULL);
    // `edit off`, and what libedit does for TERM=emacs, would read lines that nothing can be inserted into.
    el_set(line, EL_EDITMODE, 1);
    belay_editor_bind(editor);
    // Ctrl-C is a key here and no signal, and so is Ctrl-S.
    el_set(line, EL_SETTY, "-d", "-isig", NULL);
    el_set(line, EL_SETTY, "-d", "-ixon", NULL);
    // A pasted line end may have two halves, which are told apart here.
    el_set(line, EL_SETTY, "-d", "-inlcr", NULL);
    el_set(line, EL_SETTY, "-d", "-icrnl", NULL);
    resize_bell = editor->resized;
    continue_bell = editor->continued;
    struct sigaction action = {.sa_handler = ring, .sa_flags = SA_RESTART};
    sigaction(SIGWINCH, &action, &editor->before_resize);
    sigaction(SIGCONT, &action, &editor->before_continue);
    void (*handler)(int) = editor->before_continue.sa_handler;
    heard_before = handler == SIG_DFL || handler == SIG_IGN ? NULL : handler;
    return editor;
}

void belay_editor_close(struct belay_editor *editor) {
    if (resize_bell >= 0 && resize_bell == editor->resized) {
        sigaction(SIGWINCH, &editor->before_resize, NULL);
        sigaction(SIGCONT, &editor->before_continue, NULL);
        resize_bell = continue_bell = -1;
        heard_before = NULL;
    }
    if (editor->line != NULL) el_end(editor->line);
    if (editor->history != NULL) history_end(editor->history);
    if (editor->wake >= 0) close(editor->wake);
    if (editor->resized >= 0) close(editor->resized);
    if (editor->continued >= 0) close(editor->continued);
    if (editor->mail >= 0) close(editor->mail);
    pthread_mutex_destroy(&editor->mailbox);
    free(editor->letters);
    free(editor->hint);
    free(editor->pasted);
    free(editor->kept_prompt);
    free(editor->long_line);
    free(editor->search.line);
    free(editor->search.found);
    free(editor);
}

enum belay_edit_end belay_editor_read(struct belay_editor *editor, const char *prompt, const char **line, size_t *length) {
    editor->prompt = prompt;
    editor->is_dropped = 0;
    editor->is_woken = 0;
    editor->has_lost_place = 0;
    editor->change = change_none;
    editor->plain_count = 0;
    editor->search.is_on = 0;
    belay_history_assume_left();
    free(editor->kept_prompt);
    editor->kept_prompt = NULL;
    eventfd_t rings;
    // It was made ready for this line anyway.
    eventfd_read(editor->continued, &rings);
    // Before the prompt: what is typed as soon as it appears is a key already.
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
    if (!editor->is_dropped && (read == NULL || count <= 0)) fputs("\n", stdout);
    fflush(stdout);
    pthread_mutex_lock(&editor->mailbox);
    editor->is_reading = 0;
    belay_editor_deliver(editor);
    // Nothing is left that the next line would be redrawn for.
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

void belay_editor_keep(struct belay_editor *editor, const char *prompt, const char *shown) {
    belay_screen_leave_line(editor);
    fputs(shown, stdout);
    fflush(stdout);
    editor->has_written = 1;
    const LineInfoW *info = el_wline(editor->line);
    el_deletestr(editor->line, (int)(info->cursor - info->buffer));
    free(editor->kept_prompt);
    editor->kept_prompt = strdup(prompt);
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
