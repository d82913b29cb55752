// The grammar of Belay for editors. Its rules have the names and the order of grammar/belay.ebnf, which is the normative one;
// what the lexer has to know of open brackets, of lines and of shell text is in src/scanner.c.
//
// It knows no phrases: a phrase is a word that begins no statement, and the elements after it up to a reserved word.

const statements = require("./grammar/statements.js");
const expressions = require("./grammar/expressions.js");
const tests = require("./grammar/tests.js");
const labs = require("./grammar/labs.js");
const { lines, rows } = require("./grammar/common.js");

// A letter of a word; a `:` is one too, but not the last.
const LETTER = "[A-Za-z0-9_./@%+~*^-]";

module.exports = grammar({
  name: "belay",

  // The order is that of the tokens in src/scanner.c.
  externals: ($) => [
    $._line_end,
    $._line_end_before_reply,
    $._line_end_before_text,
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    $.sign,
    $.shell_line,
    $.shell_block,
    $._dollar,
    $.variable_name,
    $.accessors,
    $.path,
    $.interpolated_word,
    $._text_content,
    $._block_content,
    $.comment,
    $._error_sentinel,
  ],

  extras: ($) => [/\s/, $.comment, $.line_continuation],

  word: ($) => $.identifier,

  rules: {
    source_file: ($) =>
      seq(
        repeat($._line_end),
        choice(
          rows($._line_end, $._file_statement),
          seq($.lab, optional(seq(repeat1($._line_end), rows($._line_end, $._lab_part)))),
        ),
      ),

    block: ($) => seq("{", lines($._line_end, $._statement), "}"),

    ...statements,
    ...expressions,
    ...tests,
    ...labs,

    // Words and names. `identifier` is before `literal_word`, which takes the same letters.
    identifier: (_) => /[A-Za-z][A-Za-z0-9_-]*/,
    number: (_) => new RegExp(`[0-9](:*${LETTER})*`),
    literal_word: (_) => new RegExp(`(:*${LETTER})+`),
    line_continuation: (_) => /\\\r?\n/,

    // Strings.
    text: ($) => choice($._interpolated, $._block, $._raw, $._raw_block),
    _interpolated: ($) =>
      seq('"', repeat(choice($._text_content, $.escape, $.interpolation)), token.immediate('"')),
    _block: ($) =>
      seq('"""', repeat(choice($._block_content, $.escape, $.interpolation)), token.immediate('"""')),
    _raw: (_) => /'[^'\n]*'/,
    _raw_block: (_) => /'''([^']|'[^']|''[^'])*'''/,
    escape: (_) => token.immediate(/\\([nt"\\$]|u\{[0-9A-Fa-f]+\})/),
    interpolation: (_) =>
      token.immediate(/\$([A-Za-z][A-Za-z0-9_]*|\{([^}"'\n]|"[^"\n]*"|'[^'\n]*')*\})/),
  },
});
