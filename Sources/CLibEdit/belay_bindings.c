#define _GNU_SOURCE
#include "belay_editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What the keys mean that only we have.
static const struct {
    unsigned char key;
    /// Of libedit, and what it runs itself.
    const char *usual;
    /// Where a line is typed; NULL when it is the same. vi's commands think that the cursor stands on a character.
    const char *typed, *typed_in_vi;
    /// In vi's command mode; NULL when it is the same.
    const char *command;
} meanings[] = {
    {key_up, "ed-prev-history", "belay-up", "belay-up", NULL},
    {key_down, "ed-next-history", "belay-down", "belay-down", NULL},
    {key_right, "ed-next-char", NULL, "belay-right", NULL},
    {key_left, "ed-prev-char", NULL, NULL, NULL},
    {key_home, "ed-move-to-beg", NULL, NULL, NULL},
    {key_end, "ed-move-to-end", NULL, "belay-end", NULL},
    {key_delete, "ed-delete-next-char", NULL, "belay-delete", NULL},
    {key_word_left, "ed-prev-word", NULL, NULL, "vi-prev-word"},
    {key_word_right, "em-next-word", NULL, NULL, "vi-next-word"},
    {key_delete_word, "em-delete-next-word", NULL, NULL, NULL},
    {key_older, "ed-prev-history", NULL, NULL, NULL},
    {key_newer, "ed-next-history", NULL, NULL, NULL},
    {key_history_line, "vi-to-history-line", NULL, NULL, NULL},
};

enum { meaning_count = sizeof meanings / sizeof *meanings };

const char *belay_editor_usual(int key) {
    for (int index = 0; index < meaning_count; index++)
        if (meanings[index].key == key) return meanings[index].usual;
    return "";
}

/// As .editrc would write it.
static void spell(char *spelt, const char *key, size_t length) {
    for (size_t index = 0; index < length; index++) spelt += sprintf(spelt, "\\%03o", (unsigned char)key[index]);
}

// libedit tells what a key runs by printing it.
const char *belay_editor_binding(struct belay_editor *editor, const char *key, size_t length) {
    static char name[64];
    char spelt[256] = "", *printed = NULL, *complaint = NULL;
    size_t printed_length = 0, complaint_length = 0;
    if (length * 4 >= sizeof spelt) return NULL;
    spell(spelt, key, length);
    FILE *output = open_memstream(&printed, &printed_length);
    FILE *error = open_memstream(&complaint, &complaint_length);
    *name = 0;
    if (output != NULL && error != NULL) {
        el_set(editor->line, EL_SETFP, 1, output);
        el_set(editor->line, EL_SETFP, 2, error);
        el_set(editor->line, EL_BIND, spelt, NULL);
        el_set(editor->line, EL_SETFP, 1, stdout);
        el_set(editor->line, EL_SETFP, 2, stderr);
    }
    if (output != NULL) fclose(output);
    if (error != NULL) fclose(error);
    const char *arrow = printed == NULL ? NULL : strstr(printed, "->");
    if (arrow != NULL) sscanf(arrow + 2, " %63[^\n]", name);
    free(printed);
    free(complaint);
    return *name == 0 || strcmp(name, "is undefined") == 0 ? NULL : name;
}

/// Takes over a key that runs this, among those that a line is typed with.
static void replace(struct belay_editor *editor, char key, const char *usual, const char *ours) {
    const char *now = belay_editor_binding(editor, &key, 1);
    if (now == NULL || strcmp(now, usual) != 0) return;
    char spelt[8];
    spell(spelt, &key, 1);
    el_set(editor->line, EL_BIND, spelt, ours, NULL);
}

static void bind_both(EditLine *line, int key, const char *typed, const char *command) {
    char spelt[8];
    snprintf(spelt, sizeof spelt, "\\%03o", (unsigned)key);
    el_set(line, EL_BIND, spelt, typed, NULL);
    el_set(line, EL_BIND, "-a", spelt, command, NULL);
}

void belay_editor_bind(struct belay_editor *editor) {
    EditLine *line = editor->line;
    const char *name = "";
    el_get(line, EL_EDITOR, &name);
    editor->is_vi = strcmp(name, "vi") == 0;
    for (int index = 0; index < meaning_count; index++) {
        const char *usual = meanings[index].usual, *command = meanings[index].command;
        const char *typed = editor->is_vi ? meanings[index].typed_in_vi : meanings[index].typed;
        bind_both(line, meanings[index].key, typed != NULL ? typed : usual, command != NULL ? command : usual);
    }
    for (char digit = '0'; digit <= '9'; digit++) {
        char spelt[12];
        snprintf(spelt, sizeof spelt, "\\%03o%c", key_digit, digit);
        el_set(line, EL_BIND, spelt, "ed-argument-digit", NULL);
        el_set(line, EL_BIND, "-a", spelt, "ed-argument-digit", NULL);
    }
    // `bind -v` in the user's settings has forgotten all that was bound before them.
    el_set(line, EL_BIND, "^I", "belay-complete", NULL);
    bind_both(line, key_control_c, "belay-drop", "belay-drop");
    bind_both(line, key_dropped, "belay-dropped", "belay-dropped");
    bind_both(line, key_changed, "belay-changed", "belay-changed");
    // The same behind ESC, in the keys of emacs.
    el_set(line, EL_BIND, "\\235", "belay-changed", NULL);
    replace(editor, 'P' & 037, "ed-prev-history", "belay-up");
    replace(editor, 'N' & 037, "ed-next-history", "belay-down");
    replace(editor, 'R' & 037, "em-inc-search-prev", "belay-search");
    if (!editor->is_vi) return;
    // What it does there depends on the terminal.
    replace(editor, 'R' & 037, "ed-redisplay", "belay-search");
    replace(editor, 'R' & 037, "ed-insert", "belay-search");
}
