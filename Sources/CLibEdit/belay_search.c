#define _GNU_SOURCE
#include "belay_editor.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wctype.h>

// Looks back through what was typed. The line shows what is found, the prompt what is looked for; the line that stood there
// before is put aside meanwhile.

enum where { newest, here, older, newer };

static int holds(struct belay_search *search, const HistEvent *event) {
    return strstr(event->str, search->pattern) != NULL;
}

static void take_found(struct belay_search *search, const HistEvent *event) {
    char *found = strdup(event->str);
    if (found == NULL) return;
    free(search->found);
    search->found = found;
    search->event = event->num;
}

static void find_none(struct belay_search *search) {
    free(search->found);
    search->found = NULL;
    search->event = INT_MAX;
}

/// Whether an entry is found there; an equal one is none when it is looked for another.
static int finds(struct belay_editor *editor, enum where where) {
    struct belay_search *search = &editor->search;
    HistEvent event, last = {0};
    int status = history(editor->history, &event, H_FIRST);
    for (; status >= 0; status = history(editor->history, &event, H_NEXT)) {
        if (where == newer && event.num <= search->event) break;
        if (where == here && event.num > search->event) continue;
        if (where == older && event.num >= search->event) continue;
        if (!holds(search, &event)) continue;
        if (where >= older && search->found != NULL && strcmp(event.str, search->found) == 0) continue;
        last = event;
        if (where != newer) break;
    }
    if (last.str == NULL) return 0;
    take_found(search, &last);
    return 1;
}

static void describe(struct belay_search *search) {
    // Its end, where it is wider than half the screen.
    struct winsize size;
    int width = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col / 2 : 40;
    wchar_t pattern[sizeof search->pattern];
    size_t length = mbstowcs(pattern, search->pattern, sizeof search->pattern);
    if (length == (size_t)-1) length = 0;
    size_t start = length;
    int columns = 0;
    while (start > 0 && (columns += wcwidth(pattern[start - 1]) > 1 ? 2 : 1) <= width) start--;
    snprintf(
        search->prompt, sizeof search->prompt, "search “%s%ls”%s> ", start > 0 ? "…" : "", pattern + start, search->note);
}

/// Looks for the pattern as it is now.
static void look(struct belay_editor *editor, enum where where) {
    struct belay_search *search = &editor->search;
    search->note = "";
    int is_empty = *search->pattern == 0;
    if (is_empty) find_none(search);
    else if (!finds(editor, where)) {
        if (where == older) search->note = ", none older";
        else if (where == newer) search->note = ", none newer";
        else if (where == newest || !finds(editor, newest)) {
            find_none(search);
            search->note = ": nothing found";
        }
    }
    describe(search);
}

void belay_search_begin(struct belay_editor *editor) {
    struct belay_search *search = &editor->search;
    const LineInfoW *info = el_wline(editor->line);
    search->line_length = (size_t)(info->lastchar - info->buffer);
    search->line_cursor = (size_t)(info->cursor - info->buffer);
    free(search->line);
    search->line = malloc((search->line_length + 1) * sizeof *search->line);
    if (search->line == NULL) return;
    wmemcpy(search->line, info->buffer, search->line_length);
    *search->pattern = 0;
    search->is_on = 1;
    look(editor, newest);
}

static void put_back(struct belay_editor *editor) {
    struct belay_search *search = &editor->search;
    belay_editor_set_line(editor, search->line, search->line_length, search->line_cursor);
}

/// A part of an entry, with `…` for what is cut off.
struct part {
    size_t start, end;
    wchar_t *characters;
    size_t count, cursor;
};

static void cut(struct part *part, const wchar_t *entry, size_t length, size_t place) {
    part->count = 0;
    if (part->start > 0) part->characters[part->count++] = L'…';
    part->cursor = part->count + place - part->start;
    wmemcpy(part->characters + part->count, entry + part->start, part->end - part->start);
    part->count += part->end - part->start;
    if (part->end == length) return;
    if (entry[part->end] == L'\n') part->characters[part->count++] = L'\n';
    part->characters[part->count++] = L'…';
}

/// Takes the part when it fits the screen.
static int grows(struct belay_editor *editor, struct part *part, size_t start, size_t end, const wchar_t *entry,
                 size_t length, size_t place) {
    struct part larger = {.start = start, .end = end, .characters = part->characters};
    if (start == part->start && end == part->end) return 0;
    cut(&larger, entry, length, place);
    if (!belay_screen_holds(editor, larger.characters, larger.count)) return 0;
    *part = larger;
    return 1;
}

static size_t row_end(const wchar_t *entry, size_t length, size_t place) {
    if (place < length) place++;
    while (place < length && entry[place] != L'\n') place++;
    return place;
}

static size_t row_start(const wchar_t *entry, size_t place) {
    if (place > 0) place--;
    while (place > 0 && entry[place] != L'\n') place--;
    return place;
}

/// The rows around what is looked for that fit.
static void show_part(struct belay_editor *editor, const wchar_t *entry, size_t length, size_t place) {
    struct part part = {.start = place, .end = place, .characters = malloc((length + 4) * sizeof(wchar_t))};
    if (part.characters == NULL) return;
    if (grows(editor, &part, place, row_end(entry, length, place), entry, length, place)) {
        int has_grown = 1;
        while (has_grown) {
            has_grown = grows(editor, &part, row_start(entry, part.start), part.end, entry, length, place);
            has_grown |= grows(editor, &part, part.start, row_end(entry, length, part.end), entry, length, place);
        }
    } else {
        // A row that is higher than the screen.
        while (part.end < length && grows(editor, &part, place, part.end + 1, entry, length, place)) continue;
    }
    cut(&part, entry, length, place);
    belay_editor_set_line(editor, part.characters, part.count, part.cursor);
    free(part.characters);
}

void belay_search_show(struct belay_editor *editor) {
    struct belay_search *search = &editor->search;
    if (!search->is_on) return;
    describe(search);
    if (*search->pattern == 0) return put_back(editor);
    if (search->found == NULL) return belay_editor_set_line(editor, L"", 0, 0);
    size_t room = strlen(search->found) + 1;
    wchar_t *entry = malloc(room * sizeof *entry);
    if (entry == NULL) return;
    size_t length = mbstowcs(entry, search->found, room);
    const char *match = strstr(search->found, search->pattern);
    char *before = match == NULL ? NULL : strndup(search->found, (size_t)(match - search->found));
    size_t place = before == NULL ? 0 : mbstowcs(NULL, before, 0);
    free(before);
    if (length != (size_t)-1 && place != (size_t)-1) {
        editor->place = place;
        if (belay_screen_holds(editor, entry, length)) belay_editor_set_line(editor, entry, length, place);
        else show_part(editor, entry, length, place);
    }
    free(entry);
}

/// Ends the search, with the line as it was; gives the key that shows it.
static wchar_t give_back(struct belay_editor *editor) {
    editor->search.is_on = 0;
    if (*editor->search.pattern != 0) strcpy(editor->search.last, editor->search.pattern);
    put_back(editor);
    return key_changed;
}

/// Ends the search; what is found becomes the line, as if it had been gone to through the history, and the key does there
/// what it does.
static wchar_t take_over(struct belay_editor *editor, wchar_t key) {
    struct belay_search *search = &editor->search;
    static const wchar_t enter = L'\r', line_end = L'\n';
    int is_found = search->found != NULL;
    int is_enter = key == enter || key == line_end;
    int is_escape_alone = key == key_escape && !editor->is_vi && editor->plain_count == 0 && editor->ahead_count == 0;
    // Nothing runs that is not seen.
    int is_unseen = !is_found && (*search->pattern != 0 || editor->kept_prompt != NULL);
    int is_ignored = is_escape_alone || (is_enter && is_unseen);
    wchar_t keys[64], *next = keys;
    give_back(editor);
    if (is_found) {
        belay_editor_forget(editor);
        char digits[16];
        snprintf(digits, sizeof digits, "%d", search->event);
        for (const char *digit = digits; *digit != 0; digit++) {
            *next++ = key_digit;
            *next++ = (wchar_t)*digit;
        }
        *next++ = key_history_line;
        editor->change = change_place;
    }
    *next++ = key_changed;
    if (!is_ignored) *next++ = key;
    *next = 0;
    if (next > keys + 1) el_wpush(editor->line, keys + 1);
    return keys[0];
}

static void append(struct belay_search *search, const char *bytes, size_t count) {
    size_t length = strlen(search->pattern);
    if (length + count >= sizeof search->pattern) return;
    memcpy(search->pattern + length, bytes, count);
    search->pattern[length + count] = 0;
}

static void append_character(struct belay_search *search, wchar_t character) {
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    size_t count = wcrtomb(bytes, character, &state);
    if (count != (size_t)-1) append(search, bytes, count);
}

/// Its first line, without what cannot be shown.
static void append_paste(struct belay_editor *editor) {
    const char *rest = editor->pasted, *end = rest + editor->pasted_count;
    mbstate_t state = {0};
    while (rest < end && *rest != '\n') {
        wchar_t character;
        size_t length = mbrtowc(&character, rest, (size_t)(end - rest), &state);
        if (length == 0 || length > (size_t)(end - rest)) return;
        if (iswprint((wint_t)character)) append_character(&editor->search, character);
        rest += length;
    }
}

static void shorten(struct belay_search *search) {
    size_t length = strlen(search->pattern);
    while (length > 0 && (search->pattern[--length] & 0xC0) == 0x80) continue;
    search->pattern[length] = 0;
}

wchar_t belay_search_take(struct belay_editor *editor, wchar_t key) {
    struct belay_search *search = &editor->search;
    enum { control_g = 7, control_h = 8, control_r = 0x12, control_s = 0x13, backspace = 0x7F };
    switch (key) {
    case 0: return 0;
    case control_g:
    case key_control_c: return give_back(editor);
    case control_r:
    case control_s:
        if (*search->pattern == 0) {
            strcpy(search->pattern, search->last);
            look(editor, newest);
        } else if (search->found != NULL) look(editor, key == control_r ? older : newer);
        break;
    case control_h:
    case backspace:
        shorten(search);
        look(editor, newest);
        break;
    case key_changed:
        append_paste(editor);
        look(editor, here);
        break;
    default:
        if (!iswprint((wint_t)key)) return take_over(editor, key);
        append_character(search, key);
        look(editor, here);
    }
    editor->change = change_search;
    return key_changed;
}
