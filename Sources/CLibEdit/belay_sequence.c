#include "belay_editor.h"

#include <stdlib.h>
#include <string.h>

// Keys of several bytes, ESC first. They are read whole, so that those that mean nothing are not typed into the line.

enum {
    /// Milliseconds. A key comes all at once but for the network, and ESC that a person types stands alone.
    after_escape = 100,
    /// Nobody types it key by key from there on.
    within_sequence = 1000,
};

struct sequence {
    unsigned char bytes[32];
    size_t length;
    /// It came behind one ESC more: Alt, on some terminals.
    int is_meta;
    int is_whole;
};

static int is_final(const struct sequence *sequence, int byte) {
    if (byte < 0x40 || byte > 0x7E) return 0;
    // The console's function keys.
    return byte != '[' || sequence->length != 1;
}

/// False when it is none: its bytes are to be read again then.
static int read_sequence(struct belay_editor *editor, struct sequence *sequence) {
    int byte = belay_editor_byte_within(editor, after_escape);
    if (byte == key_escape && !sequence->is_meta && belay_editor_binding(editor, "\033\033", 2) == NULL) {
        sequence->is_meta = 1;
        if (read_sequence(editor, sequence)) return 1;
        belay_editor_unread(editor, key_escape);
        return 0;
    }
    if (byte != '[' && byte != 'O') {
        if (byte >= 0) belay_editor_unread(editor, (unsigned char)byte);
        return 0;
    }
    sequence->bytes[sequence->length++] = (unsigned char)byte;
    while (!sequence->is_whole) {
        byte = belay_editor_byte_within(editor, within_sequence);
        if (byte < 0x20 || byte > 0x7E) break;
        sequence->is_whole = is_final(sequence, byte);
        if (sequence->length < sizeof sequence->bytes) sequence->bytes[sequence->length++] = (unsigned char)byte;
    }
    if (byte >= 0 && !sequence->is_whole) belay_editor_unread(editor, (unsigned char)byte);
    if (sequence->is_whole || sequence->length > 1) return 1;
    // Alt and a letter.
    belay_editor_unread(editor, sequence->bytes[--sequence->length]);
    return 0;
}

/// With Ctrl or Alt: `ESC [ 1 ; 5 D`, `ESC [ 5 D`, `ESC O 5 D`, `ESC O d`, `ESC [ 3 ^`.
static int is_modified(const struct sequence *sequence, int final) {
    if (sequence->is_meta || final == '^') return 1;
    if (sequence->bytes[0] == 'O' && final >= 'a' && final <= 'd') return 1;
    const char *second = memchr(sequence->bytes, ';', sequence->length);
    int modifier = 0;
    if (second != NULL) modifier = atoi(second + 1);
    else if (final != '~') modifier = atoi((const char *)sequence->bytes + 1);
    return modifier > 1 && ((modifier - 1) & 6) != 0;
}

/// 0 when it is none that is known here.
static int meaning(const struct sequence *sequence) {
    if (!sequence->is_whole || sequence->length >= sizeof sequence->bytes || sequence->bytes[1] == '[') return 0;
    int final = sequence->bytes[sequence->length - 1];
    int is_word = is_modified(sequence, final);
    if (sequence->bytes[0] == 'O' && final >= 'a' && final <= 'd') final += 'A' - 'a';
    switch (final) {
    case 'A': return is_word ? 0 : key_up;
    case 'B': return is_word ? 0 : key_down;
    case 'C': return is_word ? key_word_right : key_right;
    case 'D': return is_word ? key_word_left : key_left;
    case 'H': return key_home;
    case 'F': return key_end;
    case '~':
    case '^': break;
    default: return 0;
    }
    if (sequence->bytes[0] != '[') return 0;
    switch (atoi((const char *)sequence->bytes + 1)) {
    case 1:
    case 7: return key_home;
    case 4:
    case 8: return key_end;
    case 3: return is_word ? key_delete_word : key_delete;
    default: return 0;
    }
}

/// Whether the user has said what it runs.
static int is_users(struct belay_editor *editor, const struct sequence *sequence, int key) {
    char whole[sizeof sequence->bytes + 2] = "\033\033";
    size_t escapes = sequence->is_meta ? 2 : 1;
    memcpy(whole + escapes, sequence->bytes, sequence->length);
    const char *command = belay_editor_binding(editor, whole, escapes + sequence->length);
    return command != NULL && (key == 0 || strcmp(command, belay_editor_usual(key)) != 0);
}

/// libedit gets it byte by byte.
static void hand_over(struct belay_editor *editor, const struct sequence *sequence) {
    for (size_t index = sequence->length; index > 0; index--)
        belay_editor_unread(editor, sequence->bytes[index - 1]);
    if (sequence->is_meta) belay_editor_unread(editor, key_escape);
    editor->plain_count = (int)sequence->length + sequence->is_meta;
}

wchar_t belay_editor_sequence(struct belay_editor *editor) {
    struct sequence sequence = {0};
    if (!read_sequence(editor, &sequence)) return key_escape;
    if (sequence.is_whole && sequence.length == 5 && memcmp(sequence.bytes, "[200~", 5) == 0)
        return belay_editor_take_paste(editor);
    int key = meaning(&sequence);
    if (sequence.is_whole && is_users(editor, &sequence, key)) {
        hand_over(editor, &sequence);
        return key_escape;
    }
    if (key != key_right || editor->hint == NULL || *editor->hint == 0) return key;
    editor->change = change_hint;
    return key_changed;
}
