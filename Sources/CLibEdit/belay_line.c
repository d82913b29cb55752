#include "belay_editor.h"

#include <stdlib.h>
#include <wchar.h>

struct belay_editor *belay_editor_owner(EditLine *line) {
    void *data = NULL;
    el_get(line, EL_CLIENTDATA, &data);
    return data;
}

void belay_editor_insert(struct belay_editor *editor, const char *text) { el_insertstr(editor->line, text); }

void belay_editor_set_line(struct belay_editor *editor, const wchar_t *characters, size_t count, size_t cursor) {
    // Deleting by libedit's calls would change what vi puts.
    LineInfoW *info = belay_editor_own_line(editor);
    info->cursor = info->lastchar = (wchar_t *)info->buffer;
    wchar_t *text = malloc((count + 1) * sizeof *text);
    if (text == NULL) return;
    wmemcpy(text, characters, count);
    text[count] = 0;
    el_winsertstr(editor->line, text);
    free(text);
    el_cursor(editor->line, (int)cursor - (int)count);
}

void belay_editor_delete(struct belay_editor *editor, int characters_before) {
    el_deletestr(editor->line, characters_before);
}

void belay_editor_forget(struct belay_editor *editor) {
    if (editor->kept_prompt == NULL) return;
    free(editor->kept_prompt);
    editor->kept_prompt = NULL;
    editor->calls.forget(editor->calls.context);
}
