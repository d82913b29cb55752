#pragma once

// A line editor over libedit, whose own calls are variadic and so out of Swift's sight. It waits for keys itself, in
// one place: there a paste is taken whole, a hint is shown behind the cursor, and a wake ends the wait.

#include <stddef.h>

struct belay_editor;

/// What the editor asks of its owner; each gets `context`. All are called in the thread that reads a line.
struct belay_editor_calls {
    void *context;
    /// The line and the cursor in it, in bytes; gives a hint to show behind it, or NULL, kept until the next call. What
    /// Right takes of it ends with \1.
    const char *(*hint)(void *context, const char *line, size_t length, size_t cursor);
    /// The line, in bytes; gives it as it is drawn, in the same columns, or NULL, kept until the next call.
    const char *(*paint)(void *context, const char *line, size_t length);
    /// Tab. May insert by `belay_editor_insert` and write beneath the line; not 0 when it wrote.
    int (*complete)(void *context, const char *line, size_t length, size_t cursor);
    /// Pasted text; gives what to insert into the line, or NULL. What is too long for that it keeps by `belay_editor_keep`.
    const char *(*paste)(
        void *context, const char *text, size_t length, const char *line, size_t line_length, size_t cursor);
    /// What it kept is dropped.
    void (*forget)(void *context);
};

enum belay_edit_end {
    belay_edit_line,
    /// Ctrl-C.
    belay_edit_dropped,
    /// Ctrl-D, or the terminal is gone.
    belay_edit_closed,
    belay_edit_woken,
};

/// NULL when there is not enough memory. `name` is what .editrc calls the program.
struct belay_editor *belay_editor_open(const char *name, struct belay_editor_calls calls);
void belay_editor_close(struct belay_editor *editor);

/// Reads one line; `line` is without its end, and lives until the next call.
enum belay_edit_end belay_editor_read(struct belay_editor *editor, const char *prompt, const char **line, size_t *length);

/// From any thread: ends the read in progress, or the next.
void belay_editor_wake(struct belay_editor *editor);

/// From any thread: shows whole lines above the line that is edited, or right away when none is.
void belay_editor_post(struct belay_editor *editor, const char *text);

void belay_editor_insert(struct belay_editor *editor, const char *text);
/// The text before the cursor was kept, together with a paste; the prompt says so until it is dropped or the line ends.
/// `shown` is written beneath the line.
void belay_editor_keep(struct belay_editor *editor, const char *prompt, const char *shown);
void belay_editor_delete(struct belay_editor *editor, int characters_before);
void belay_editor_remember(struct belay_editor *editor, const char *entry);
void belay_editor_write(struct belay_editor *editor, const char *text);

/// UTF-8 whatever the locale says.
void belay_edit_locale(void);
