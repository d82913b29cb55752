#pragma once

// What the parts of the editor share. Each calls only those that are further up in this list:
//
//     belay_bytes.c      bytes from the terminal, read ahead and put back
//     belay_line.c       the line as libedit has it
//     belay_bindings.c   what keys run
//     belay_paste.c      a paste, up to its mark
//     belay_sequence.c   keys of several bytes
//     belay_screen.c     the rows that the line fills, and what is drawn around it
//     belay_history.c    the entries as libedit asks for them
//     belay_search.c     Ctrl-R
//     belay_commands.c   the commands of libedit that are ours
//     belay_keys.c       all that happens while a key is awaited
//     belay_edit.c       opens the editor and reads a line

#include "belay_edit.h"

#if !__has_include(<histedit.h>)
#error "libedit is missing; on Debian: apt-get install libedit-dev"
#endif
#include <histedit.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <wchar.h>

enum belay_change { change_none, change_paste, change_hint, change_search, change_place, change_forget };

/// What Ctrl-R looks for.
struct belay_search {
    int is_on;
    char pattern[256];
    /// That of the search before.
    char last[256];
    /// What stood in the line before.
    wchar_t *line;
    size_t line_length, line_cursor;
    /// The entry that is shown, and its number in the history; NULL when there is none.
    char *found;
    int event;
    /// What the prompt says behind the pattern.
    const char *note;
    char prompt[512];
};

struct belay_editor {
    struct belay_editor_calls calls;
    EditLine *line;
    History *history;
    const char *prompt;
    /// While a paste is kept apart from the line.
    char *kept_prompt;
    int is_vi;
    /// A wake that ends the read, the size of the window that has changed, and the end of a stop.
    int wake;
    int resized;
    int continued;
    /// What others have to say: a bell, and the text behind it.
    int mail;
    pthread_mutex_t mailbox;
    char *letters;
    size_t letter_count;
    /// A line is being edited: what is posted is shown above it.
    int is_reading;
    struct sigaction before_resize, before_continue;
    /// Bytes that were read to see whether a key is one of ours; the first ones may be libedit's, whatever they are.
    unsigned char ahead[48];
    int ahead_count, plain_count;
    int is_dropped;
    int is_woken;
    /// So many characters at the end of the line libedit does not know of at the moment.
    ptrdiff_t hidden;
    /// The cursor was above the last row of a line that is higher than the screen: where it is now, libedit may believe
    /// wrongly, and writes outside of its memory then. So whoever moves the cursor up notes it, and the line is redrawn,
    /// from the top of the screen, before the next key.
    int has_lost_place;
    /// Something was written beneath the line.
    int has_written;
    /// Shown behind the cursor.
    char *hint;
    /// What `belay-changed` is to do, and whether it was told of it twice.
    enum belay_change change;
    int is_told_again;
    /// Where the cursor is to be, for `change_place`.
    size_t place;
    char *pasted;
    size_t pasted_count, pasted_room;
    struct belay_search search;
    /// A long line that is no entry of the history.
    wchar_t *long_line;
    size_t long_length;
};

/// What is done outside of libedit's own commands it learns by a key that nobody types. Those from 0x90 on are what keys of
/// several bytes mean.
enum {
    key_dropped = 0x1C,
    key_changed = 0x1D,
    key_up = 0x90,
    key_down,
    key_right,
    key_left,
    key_home,
    key_end,
    key_delete,
    key_word_left,
    key_word_right,
    key_delete_word,
    key_older,
    key_newer,
    key_history_line,
    /// Before a digit of what `key_history_line` goes to.
    key_digit = 0x9E,
};

enum { key_escape = 033, key_control_c = 3 };

/// The line, to be written to: libedit gives its own, and says that it is constant. Only the cursor and the end are moved,
/// within what it holds.
static inline LineInfoW *belay_editor_own_line(struct belay_editor *editor) {
    return (LineInfoW *)el_wline(editor->line);
}

// belay_line.c

/// Whose line it is.
struct belay_editor *belay_editor_owner(EditLine *line);
/// Takes the characters for the line, with the cursor behind so many of them.
void belay_editor_set_line(struct belay_editor *editor, const wchar_t *characters, size_t count, size_t cursor);
/// Drops what is kept apart from the line.
void belay_editor_forget(struct belay_editor *editor);

// belay_commands.c and belay_bindings.c

void belay_editor_add_commands(EditLine *line);
/// After the user's own settings, which stay.
void belay_editor_bind(struct belay_editor *editor);
/// What a key runs, or NULL; it is there until the next call.
const char *belay_editor_binding(struct belay_editor *editor, const char *key, size_t length);
/// What libedit runs for the meaning of a key, when nobody says otherwise.
const char *belay_editor_usual(int key);

// belay_history.c

/// The history as libedit asks for it.
int belay_editor_history(void *entries, HistEventW *event, int operation, ...);
/// Whether libedit has looked for an entry since it was assumed to have the line that is typed. When it has that, and is to
/// go to what is newer, it takes an old one.
int belay_history_is_shown(void);
void belay_history_assume_left(void);
/// libedit keeps no more than the beginning of the line that the history is left for; this is the rest.
void belay_editor_mend_line(struct belay_editor *editor);

// belay_bytes.c

/// Whether a byte comes within so much time; not when the read is to end.
int belay_editor_is_waiting(struct belay_editor *editor, int milliseconds);
/// Reads up to so many bytes; 0 at the end. No more than wanted: what is typed ahead belongs to whoever reads after this
/// line.
size_t belay_editor_bytes(struct belay_editor *editor, unsigned char *bytes, size_t wanted);
/// -1 at the end.
int belay_editor_byte(struct belay_editor *editor);
/// -1 when none comes within so much time.
int belay_editor_byte_within(struct belay_editor *editor, int milliseconds);
/// It is the next to be read.
void belay_editor_unread(struct belay_editor *editor, unsigned char byte);
/// Whether the read is to end.
int belay_editor_was_woken(struct belay_editor *editor);

// belay_keys.c and belay_sequence.c

/// Waits for a key, in place of libedit's own: 1, or 0 at the end and after a wake.
int belay_editor_next_character(EditLine *line, wchar_t *character);
/// What a key means whose first byte is ESC; 0 when it means nothing.
wchar_t belay_editor_sequence(struct belay_editor *editor);

// belay_paste.c

/// Reads a paste up to its mark; gives the key that tells of it, 0 when nothing comes of it.
wchar_t belay_editor_take_paste(struct belay_editor *editor);

// belay_search.c

void belay_search_begin(struct belay_editor *editor);
/// What a key does while it is searched; gives what libedit is to take for it, 0 when nothing.
wchar_t belay_search_take(struct belay_editor *editor, wchar_t key);
/// Puts what was found into the line.
void belay_search_show(struct belay_editor *editor);

// belay_screen.c

const char *belay_screen_prompt(struct belay_editor *editor);
/// Whether all of it can be seen behind the prompt.
int belay_screen_holds(struct belay_editor *editor, const wchar_t *characters, size_t count);
/// Shows a line in place of the one that is shown.
void belay_screen_replace(struct belay_editor *editor, const wchar_t *characters, size_t count);
/// Puts the cursor beneath the line.
void belay_screen_leave_line(struct belay_editor *editor);
/// The cursor was moved by a command, behind which another may follow at once.
void belay_screen_note_move(struct belay_editor *editor);
/// Shows all that can be seen of the line, also of one that is higher than the screen.
void belay_screen_fit(struct belay_editor *editor);
void belay_screen_unhide(struct belay_editor *editor);
/// The line in its colours, where it is on one row.
void belay_screen_show_colours(struct belay_editor *editor);
void belay_screen_show_hint(struct belay_editor *editor);
void belay_screen_hide_hint(struct belay_editor *editor);
void belay_screen_show_mail(struct belay_editor *editor);
/// Whether the window has another size now. `fill`, if there is one, puts into the line what fits into it.
int belay_screen_follow_size(struct belay_editor *editor, void (*fill)(struct belay_editor *));
/// Whether the program was stopped meanwhile.
int belay_screen_follow_stop(struct belay_editor *editor);
/// Writes what was posted, with the mailbox locked.
void belay_editor_deliver(struct belay_editor *editor);
