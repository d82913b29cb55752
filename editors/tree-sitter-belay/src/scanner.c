// What the lexer of Belay knows apart from its tokens: which brackets are open, since they end a command, where a line ends, and
// how far shell text goes. It follows the quotes and brackets of the shell as Belay's own lexer does, and not its grammar.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

#include <string.h>

// In the order of `externals` in grammar.js.
enum TokenType {
    LINE_END,
    LINE_END_BEFORE_REPLY,
    LINE_END_BEFORE_TEXT,
    LEFT_BRACE,
    RIGHT_BRACE,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    SIGN,
    SHELL_LINE,
    SHELL_BLOCK,
    DOLLAR,
    VARIABLE_NAME,
    ACCESSORS,
    PATH,
    INTERPOLATED_WORD,
    TEXT_CONTENT,
    BLOCK_CONTENT,
    COMMENT,
    ERROR_SENTINEL,
};

// Brackets nest at most this deep in all, see SyntaxLimits.
#define DEPTH 256
#define INDEX_DEPTH 16

typedef struct {
    // A sign was the last token: shell text follows, whatever else may.
    uint8_t after_sign;
    uint16_t depth;
    // The open brackets, innermost last: '{', '(' or '['.
    char brackets[DEPTH];
} Scanner;

void *tree_sitter_belay_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_belay_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_belay_external_scanner_serialize(void *payload, char *buffer) {
    Scanner *scanner = payload;
    buffer[0] = (char)scanner->after_sign;
    memcpy(buffer + 1, scanner->brackets, scanner->depth);
    return 1 + scanner->depth;
}

void tree_sitter_belay_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    Scanner *scanner = payload;
    scanner->after_sign = 0;
    scanner->depth = 0;
    if (length == 0) return;
    scanner->after_sign = (uint8_t)buffer[0];
    scanner->depth = (uint16_t)(length - 1 < DEPTH ? length - 1 : DEPTH);
    memcpy(scanner->brackets, buffer + 1, scanner->depth);
}

// MARK: Characters

static bool is_letter(int32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 128; }
static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }
static bool is_name(int32_t c) { return is_letter(c) || is_digit(c) || c == '_'; }
static bool is_word(int32_t c) { return is_name(c) || (c > 0 && c < 128 && strchr("-./:@%+~*^", c)); }
static bool is_blank(int32_t c) { return c == ' ' || c == '\t'; }
static bool is_blank_or_end(TSLexer *lexer) {
    return is_blank(lexer->lookahead) || lexer->lookahead == '\n' || lexer->lookahead == '\r' || lexer->eof(lexer);
}
static void next(TSLexer *lexer) { lexer->advance(lexer, false); }

// MARK: Names, paths and words

// From a bracket to the one that closes it on its line, over quotes in an index.
static bool pass_brackets(TSLexer *lexer) {
    char closers[INDEX_DEPTH + 1];
    unsigned depth = 0;
    do {
        int32_t c = lexer->lookahead;
        if (c == '\n' || lexer->eof(lexer)) return false;
        if (c == '[' || c == '{') {
            if (depth > INDEX_DEPTH) return false;
            closers[depth++] = c == '[' ? ']' : '}';
        } else if (c == ']' || c == '}') {
            if (closers[--depth] != c) return false;
        } else if (c == '"' || c == '\'') {
            if (closers[depth - 1] != ']') return false;
            next(lexer);
            while (lexer->lookahead != c) {
                if (lexer->lookahead == '\n' || lexer->eof(lexer)) return false;
                if (lexer->lookahead == '\\' && c == '"') next(lexer);
                next(lexer);
            }
        }
        next(lexer);
    } while (depth > 0);
    return true;
}

static void pass_name(TSLexer *lexer) {
    while (is_name(lexer->lookahead)) next(lexer);
}

// Fields and indexes, as far as they go; the end of what was passed is marked if asked. True if a `.` without a name came last.
static bool pass_accessors(TSLexer *lexer, bool marks) {
    for (;;) {
        if (marks) lexer->mark_end(lexer);
        if (lexer->lookahead == '.') {
            next(lexer);
            if (!is_letter(lexer->lookahead)) return true;
            pass_name(lexer);
        } else if (lexer->lookahead == '[') {
            if (!pass_brackets(lexer)) return false;
        } else {
            return false;
        }
    }
}

// What is reached inside a value in parentheses, without a space between.
static bool scan_accessors(TSLexer *lexer) {
    lexer->result_symbol = ACCESSORS;
    if (lexer->lookahead == '[') {
        if (!pass_brackets(lexer)) return false;
    } else {
        next(lexer);
        if (!is_letter(lexer->lookahead)) return false;
        pass_name(lexer);
    }
    pass_accessors(lexer, true);
    return true;
}

static bool scan_variable_name(TSLexer *lexer) {
    pass_name(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = VARIABLE_NAME;
    return true;
}

// The rest of a word; its end is marked. True if there is a name in it.
static bool pass_word(TSLexer *lexer, bool has_name) {
    for (;;) {
        int32_t c = lexer->lookahead;
        if (c == ':') {
            lexer->mark_end(lexer);
            next(lexer);
            // Before a space it is a token of its own.
            if (is_blank_or_end(lexer)) return has_name;
        } else if (is_word(c)) {
            next(lexer);
        } else if (c == '$') {
            lexer->mark_end(lexer);
            next(lexer);
            if (is_letter(lexer->lookahead)) {
                pass_name(lexer);
            } else if (lexer->lookahead != '{' || !pass_brackets(lexer)) {
                return has_name;
            }
            has_name = true;
        } else {
            lexer->mark_end(lexer);
            return has_name;
        }
    }
}

// At a `$`: a sign, a variable, or a word that begins with a name.
static bool scan_dollar(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    next(lexer);
    if (is_blank_or_end(lexer)) {
        if (!valid[SIGN]) return false;
        lexer->mark_end(lexer);
        scanner->after_sign = 1;
        lexer->result_symbol = SIGN;
        return true;
    }
    if (lexer->lookahead == '{') {
        lexer->result_symbol = INTERPOLATED_WORD;
        return valid[INTERPOLATED_WORD] && pass_brackets(lexer) && pass_word(lexer, true);
    }
    if (!is_letter(lexer->lookahead)) return false;
    // Of a variable the sign alone is this token.
    lexer->mark_end(lexer);
    pass_name(lexer);
    bool ends_with_dot = pass_accessors(lexer, false);
    int32_t c = lexer->lookahead;
    bool continues = ends_with_dot || (is_word(c) && c != ':');
    if (c == ':' && !ends_with_dot) {
        next(lexer);
        continues = !is_blank_or_end(lexer);
    } else if (c == '$' && !ends_with_dot) {
        next(lexer);
        continues = is_letter(lexer->lookahead) || lexer->lookahead == '{';
        if (continues && lexer->lookahead == '{') continues = pass_brackets(lexer);
    }
    lexer->result_symbol = continues ? INTERPOLATED_WORD : DOLLAR;
    if (!continues) return valid[DOLLAR];
    return valid[INTERPOLATED_WORD] && pass_word(lexer, true);
}

// MARK: Shell text

enum Frame { PARENTHESIS, BRACE, SUBSTITUTION, EXPANSION, ARITHMETIC, ARITHMETIC_PARENTHESIS, DOUBLE_QUOTE, BACKQUOTE };

typedef struct {
    TSLexer *lexer;
    bool ends_at_brace, ends_at_parenthesis, is_finished;
    int32_t previous;
    unsigned count;
    uint8_t frames[DEPTH];
} Walk;

static void pass(Walk *walk) {
    walk->previous = walk->lexer->lookahead;
    next(walk->lexer);
}

static void take(Walk *walk) {
    if (walk->lexer->eof(walk->lexer)) return;
    pass(walk);
    walk->lexer->mark_end(walk->lexer);
}

static void push(Walk *walk, enum Frame frame) {
    if (walk->count == DEPTH) {
        walk->is_finished = true;
        return;
    }
    walk->frames[walk->count++] = (uint8_t)frame;
    take(walk);
}

static void pop(Walk *walk) {
    walk->count--;
    take(walk);
}

static int top(Walk *walk) { return walk->count ? walk->frames[walk->count - 1] : -1; }

// To the quote that closes it.
static void walk_quoted(Walk *walk, bool is_escaping) {
    for (;;) {
        int32_t c = walk->lexer->lookahead;
        if (c == '\n' || walk->lexer->eof(walk->lexer)) {
            walk->is_finished = true;
            return;
        }
        take(walk);
        if (c == '\'') return;
        if (c == '\\' && is_escaping && walk->lexer->lookahead != '\n') take(walk);
    }
}

static void walk_single_quotes(Walk *walk, bool is_escaping) {
    take(walk);
    walk_quoted(walk, is_escaping);
}

static void walk_dollar(Walk *walk, bool may_quote) {
    take(walk);
    int32_t c = walk->lexer->lookahead;
    if (c == '(') {
        take(walk);
        bool is_arithmetic = walk->lexer->lookahead == '(';
        if (walk->count == DEPTH) {
            walk->is_finished = true;
            return;
        }
        walk->frames[walk->count++] = is_arithmetic ? ARITHMETIC : SUBSTITUTION;
        if (is_arithmetic) take(walk);
    } else if (c == '{') {
        push(walk, EXPANSION);
    } else if (c == '\'' && may_quote) {
        walk_single_quotes(walk, true);
    } else if (is_letter(c)) {
        while (is_name(walk->lexer->lookahead)) take(walk);
    } else if (c > 0 && c < 128 && strchr("$#?!@*-", c)) {
        take(walk);
    }
}

// At the end of a line it joins the next.
static void walk_backslash(Walk *walk) {
    pass(walk);
    if (walk->lexer->lookahead == '\r') pass(walk);
    if (walk->lexer->lookahead == '\n') {
        pass(walk);
        return;
    }
    walk->lexer->mark_end(walk->lexer);
    bool is_dollar = walk->lexer->lookahead == '$' && top(walk) != BACKQUOTE;
    take(walk);
    if (is_dollar && walk->lexer->lookahead == '{') push(walk, EXPANSION);
}

static void walk_closing(Walk *walk, enum Frame kind, enum Frame other, bool ends) {
    for (unsigned index = walk->count; index > 0; index--) {
        uint8_t found = walk->frames[index - 1];
        if (found == kind || found == other) {
            walk->count = index - 1;
            take(walk);
            return;
        }
        if (found != PARENTHESIS && found != BRACE) {
            take(walk);
            return;
        }
    }
    if (ends) walk->is_finished = true;
    else take(walk);
}

static void walk_backquote(Walk *walk) {
    if (top(walk) == BACKQUOTE) pop(walk);
    else push(walk, BACKQUOTE);
}

static void walk_unquoted(Walk *walk) {
    switch (walk->lexer->lookahead) {
        case ' ': case '\t': pass(walk); break;
        case '\\': walk_backslash(walk); break;
        case '\'': walk_single_quotes(walk, false); break;
        case '"': push(walk, DOUBLE_QUOTE); break;
        case '`': walk_backquote(walk); break;
        case '$': walk_dollar(walk, true); break;
        case '#':
            if (is_blank(walk->previous) || walk->previous == '\n') walk->is_finished = true;
            else take(walk);
            break;
        case '(': push(walk, PARENTHESIS); break;
        case '{': push(walk, BRACE); break;
        case ')': walk_closing(walk, PARENTHESIS, SUBSTITUTION, walk->ends_at_parenthesis); break;
        case '}': walk_closing(walk, BRACE, BRACE, walk->ends_at_brace); break;
        default: take(walk);
    }
}

static void walk_double_quoted(Walk *walk) {
    switch (walk->lexer->lookahead) {
        case '"': pop(walk); break;
        case '\\': walk_backslash(walk); break;
        case '$': walk_dollar(walk, false); break;
        case '`': push(walk, BACKQUOTE); break;
        default: take(walk);
    }
}

static void walk_expansion(Walk *walk) {
    bool is_quoted = walk->count > 1 && walk->frames[walk->count - 2] == DOUBLE_QUOTE;
    switch (walk->lexer->lookahead) {
        case '}': pop(walk); break;
        case '\\': walk_backslash(walk); break;
        case '$': walk_dollar(walk, !is_quoted); break;
        case '"': push(walk, DOUBLE_QUOTE); break;
        case '`': walk_backquote(walk); break;
        case '\'':
            if (is_quoted) take(walk);
            else walk_single_quotes(walk, false);
            break;
        default: take(walk);
    }
}

static void walk_arithmetic(Walk *walk) {
    switch (walk->lexer->lookahead) {
        case '(': push(walk, ARITHMETIC_PARENTHESIS); break;
        case ')':
            if (top(walk) == ARITHMETIC_PARENTHESIS) {
                pop(walk);
                break;
            }
            take(walk);
            if (walk->lexer->lookahead == ')') pop(walk);
            // It was `$(` and then `(` after all: a subshell, of which the first part has ended.
            else walk->frames[walk->count - 1] = SUBSTITUTION;
            break;
        case '\\': walk_backslash(walk); break;
        case '$': walk_dollar(walk, false); break;
        case '"': push(walk, DOUBLE_QUOTE); break;
        case '`': walk_backquote(walk); break;
        default: take(walk);
    }
}

static bool is_line_end(TSLexer *lexer) { return lexer->lookahead == '\n' || lexer->eof(lexer); }

static bool walk_line(Walk *walk) {
    TSLexer *lexer = walk->lexer;
    while (!walk->is_finished && !is_line_end(lexer)) {
        if (lexer->lookahead == '\r') {
            // Of a line end, or a character like any other.
            pass(walk);
            if (is_line_end(lexer)) break;
            lexer->mark_end(lexer);
            continue;
        }
        switch (top(walk)) {
            case DOUBLE_QUOTE: walk_double_quoted(walk); break;
            case EXPANSION: walk_expansion(walk); break;
            case ARITHMETIC: case ARITHMETIC_PARENTHESIS: walk_arithmetic(walk); break;
            default: walk_unquoted(walk);
        }
    }
    lexer->result_symbol = SHELL_LINE;
    return true;
}

// What is left of a block after its three quotes.
static bool scan_shell_block(TSLexer *lexer, int32_t quote) {
    for (int count = 0; count < 3;) {
        if (lexer->eof(lexer)) return false;
        count = lexer->lookahead == quote ? count + 1 : 0;
        if (lexer->lookahead == '\\' && quote == '"') next(lexer);
        next(lexer);
    }
    lexer->mark_end(lexer);
    lexer->result_symbol = SHELL_BLOCK;
    return true;
}

// After a sign or `via`: three quotes begin a block, fewer a word of a line.
static bool scan_shell(Scanner *scanner, TSLexer *lexer) {
    Walk walk = {.lexer = lexer, .previous = ' '};
    for (unsigned index = 0; index < scanner->depth; index++) walk.ends_at_brace |= scanner->brackets[index] == '{';
    walk.ends_at_parenthesis = scanner->depth && scanner->brackets[scanner->depth - 1] == '(';
    int32_t first = lexer->lookahead;
    if (first == '#') return false;
    if (first == '\\') {
        pass(&walk);
        // The end of a line before any text is a token of its own.
        if (lexer->lookahead == '\r' || lexer->lookahead == '\n') return false;
        lexer->mark_end(lexer);
        bool is_dollar = lexer->lookahead == '$';
        take(&walk);
        if (is_dollar && lexer->lookahead == '{') push(&walk, EXPANSION);
    } else if (first == '"' || first == '\'') {
        take(&walk);
        if (lexer->lookahead == first) {
            take(&walk);
            if (lexer->lookahead == first) {
                next(lexer);
                return scan_shell_block(lexer, first);
            }
        } else if (first == '"') {
            walk.frames[walk.count++] = DOUBLE_QUOTE;
        } else {
            walk_quoted(&walk, false);
        }
    }
    return walk_line(&walk);
}

// MARK: Line ends, comments and texts

// The first word of the next line that has one begins what a command answers.
static bool is_reply(TSLexer *lexer) {
    static const char *const words[] = {"then", "after", "says", "warns", "ends", "hangs", "loses", "takes", "is"};
    char word[8];
    unsigned length = 0;
    while (is_word(lexer->lookahead) && length < sizeof word - 1) {
        word[length++] = (char)lexer->lookahead;
        next(lexer);
    }
    if (is_word(lexer->lookahead)) return false;
    word[length] = 0;
    for (unsigned index = 0; index < sizeof words / sizeof *words; index++) {
        if (strcmp(word, words[index]) == 0) return true;
    }
    return false;
}

// Whether what comes after this line end belongs to what was before it decides what it is.
static bool scan_line_end(TSLexer *lexer, const bool *valid) {
    next(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = LINE_END;
    if (!valid[LINE_END_BEFORE_REPLY] && !valid[LINE_END_BEFORE_TEXT]) return valid[LINE_END];
    // A comment between is no obstacle.
    for (;;) {
        while (is_blank(lexer->lookahead) || lexer->lookahead == '\r' || lexer->lookahead == '\n') next(lexer);
        if (lexer->lookahead != '#') break;
        while (!is_line_end(lexer)) next(lexer);
    }
    bool is_text = lexer->lookahead == '"' || lexer->lookahead == '\'';
    if (valid[LINE_END_BEFORE_TEXT] && is_text) lexer->result_symbol = LINE_END_BEFORE_TEXT;
    else if (valid[LINE_END_BEFORE_REPLY] && is_reply(lexer)) lexer->result_symbol = LINE_END_BEFORE_REPLY;
    else return valid[LINE_END];
    return true;
}

static bool scan_comment(TSLexer *lexer) {
    while (!is_line_end(lexer)) {
        // The `\r` of a line end is none of it.
        bool is_return = lexer->lookahead == '\r';
        next(lexer);
        if (!is_return || !is_line_end(lexer)) lexer->mark_end(lexer);
    }
    lexer->result_symbol = COMMENT;
    return true;
}

// The characters of a string up to a quote that closes it, a `\`, or a `$` before a name.
static bool scan_text(TSLexer *lexer, bool is_block) {
    bool has_content = false;
    lexer->mark_end(lexer);
    lexer->result_symbol = is_block ? BLOCK_CONTENT : TEXT_CONTENT;
    for (;;) {
        int32_t c = lexer->lookahead;
        if (lexer->eof(lexer) || c == '\\' || (!is_block && (c == '"' || c == '\n'))) return has_content;
        if (c == '$') {
            next(lexer);
            if (is_letter(lexer->lookahead) || lexer->lookahead == '{') return has_content;
        } else if (c == '"') {
            next(lexer);
            if (lexer->lookahead == '"') {
                next(lexer);
                if (lexer->lookahead == '"') return has_content;
            }
        } else {
            next(lexer);
        }
        lexer->mark_end(lexer);
        has_content = true;
    }
}

// MARK: Brackets

static bool scan_opening(Scanner *scanner, TSLexer *lexer, enum TokenType token) {
    if (scanner->depth == DEPTH) return false;
    scanner->brackets[scanner->depth++] = (char)lexer->lookahead;
    next(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = token;
    return true;
}

// A `}` closes any brackets left open inside it. One that closes nothing is no token.
static bool scan_closing(Scanner *scanner, TSLexer *lexer, enum TokenType token, char opening) {
    if (opening == '{') {
        while (scanner->depth && scanner->brackets[scanner->depth - 1] != '{') scanner->depth--;
    }
    if (scanner->depth && scanner->brackets[scanner->depth - 1] == opening) scanner->depth--;
    next(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = token;
    return true;
}

static bool scan_bracket(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    switch (lexer->lookahead) {
        case '{': return valid[LEFT_BRACE] && scan_opening(scanner, lexer, LEFT_BRACE);
        case '(': return valid[LEFT_PARENTHESIS] && scan_opening(scanner, lexer, LEFT_PARENTHESIS);
        case '[': return valid[LEFT_BRACKET] && scan_opening(scanner, lexer, LEFT_BRACKET);
        case '}': return valid[RIGHT_BRACE] && scan_closing(scanner, lexer, RIGHT_BRACE, '{');
        case ')': return valid[RIGHT_PARENTHESIS] && scan_closing(scanner, lexer, RIGHT_PARENTHESIS, '(');
        case ']': return valid[RIGHT_BRACKET] && scan_closing(scanner, lexer, RIGHT_BRACKET, '[');
        default: return false;
    }
}

// MARK: Tokens

static bool scan_word_or_path(TSLexer *lexer, const bool *valid) {
    if (valid[PATH] && is_letter(lexer->lookahead)) {
        pass_name(lexer);
        pass_accessors(lexer, true);
        lexer->result_symbol = PATH;
        return true;
    }
    if (!valid[INTERPOLATED_WORD] || !is_word(lexer->lookahead)) return false;
    lexer->result_symbol = INTERPOLATED_WORD;
    return pass_word(lexer, false);
}

static bool scan_sign(Scanner *scanner, TSLexer *lexer) {
    next(lexer);
    if (!is_blank_or_end(lexer)) return false;
    lexer->mark_end(lexer);
    scanner->after_sign = 1;
    lexer->result_symbol = SIGN;
    return true;
}

bool tree_sitter_belay_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
    Scanner *scanner = payload;
    // After an error all of them are.
    bool is_recovering = valid[ERROR_SENTINEL];
    if (!is_recovering) {
        if (valid[TEXT_CONTENT]) return scan_text(lexer, false);
        if (valid[BLOCK_CONTENT]) return scan_text(lexer, true);
        if (valid[VARIABLE_NAME]) return scan_variable_name(lexer);
        if (valid[ACCESSORS] && (lexer->lookahead == '.' || lexer->lookahead == '[')) return scan_accessors(lexer);
    }
    bool is_after_blank = lexer->lookahead == '#' && lexer->get_column(lexer) == 0;
    bool is_shell = scanner->after_sign || (valid[SHELL_LINE] && !is_recovering);
    bool ends_line = is_shell || valid[LINE_END] || valid[LINE_END_BEFORE_REPLY] || valid[LINE_END_BEFORE_TEXT];
    for (;; lexer->advance(lexer, true)) {
        int32_t c = lexer->lookahead;
        if (!is_blank(c) && c != '\r' && (c != '\n' || ends_line)) break;
        is_after_blank = true;
    }
    if (is_shell) {
        scanner->after_sign = 0;
        if (lexer->lookahead != '\n' && !lexer->eof(lexer)) return scan_shell(scanner, lexer);
    }
    switch (lexer->lookahead) {
        case '\n': return ends_line && scan_line_end(lexer, valid);
        case '#': return is_after_blank && scan_comment(lexer);
        case '$': return scan_dollar(scanner, lexer, valid);
        case '?': case '!': return valid[SIGN] && scan_sign(scanner, lexer);
        case '{': case '}': case '(': case ')': case '[': case ']': return scan_bracket(scanner, lexer, valid);
        default: return scan_word_or_path(lexer, valid);
    }
}
