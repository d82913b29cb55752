#pragma once

// What the two halves of the editor share: `belay_edit.c` is libedit and its commands, `belay_keys.c` what happens while
// a key is awaited.

#include "belay_edit.h"

#if !__has_include(<histedit.h>)
#error "libedit is missing; on Debian: apt-get install libedit-dev"
#endif
#include <histedit.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>

enum belay_change { change_none, change_paste, change_hint };

struct belay_editor {
    struct belay_editor_calls calls;
    EditLine *line;
    History *history;
    const char *prompt;
    /// A wake that ends the read, and the size of the window that has changed.
    int wake;
    int resized;
    /// What others have to say: a bell, and the text behind it.
    int mail;
    pthread_mutex_t mailbox;
    char *letters;
    size_t letter_count;
    /// A line is being edited: what is posted is shown above it.
    int is_reading;
    struct sigaction before;
    /// Bytes that were read to see whether a key is one of ours.
    unsigned char ahead[16];
    int ahead_count;
    int is_dropped;
    int is_woken;
    /// So many characters at the end of the line libedit does not know of at the moment.
    ptrdiff_t hidden;
    /// The cursor was above the last row of a line that is higher than the screen: where it is now, libedit may believe
    /// wrongly.
    int has_lost_place;
    /// Shown behind the cursor.
    char *hint;
    /// What `belay-changed` is to do, and whether it was told of it twice.
    enum belay_change change;
    int is_told_again;
    char *pasted;
    size_t pasted_count, pasted_room;
};

/// What is done outside of libedit's own commands it learns by a key that nobody types.
enum { key_dropped = 0x1C, key_changed = 0x1D };

/// Whose line it is.
struct belay_editor *belay_editor_owner(EditLine *line);

/// Waits for a key, in place of libedit's own: 1, or 0 at the end and after a wake.
int belay_editor_next_character(EditLine *line, wchar_t *character);

/// Writes what was posted, with the mailbox locked.
void belay_editor_deliver(struct belay_editor *editor);
