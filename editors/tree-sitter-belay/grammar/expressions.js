// Values, conditions and phrases.

const { list } = require("./common.js");

const COUNTING = ["count", "max", "min", "sum", "unique", "flat", "length", "lines", "names", "lowercase", "uppercase"];
const counting = () => choice(...COUNTING);
const endOfList = () => choice("first", "last");

/** What may come after an operand, by how closely it binds. The right side is one element. */
const operations = ($, left, right) => [
  prec.left(5, seq(left, choice("+", "-"), right)),
  prec.left(6, seq(left, choice("*", "/"), right)),
  prec.left(7, seq(left, "matching", $._element)),
  prec.left(7, seq(left, "replacing", $._element, "with", $._element)),
  prec.left(7, seq(left, "sorted", optional(seq("by", $.path)), optional("descending"))),
  prec.left(7, seq(left, choice("joined", "split"), "by", $._element)),
  prec.left(7, seq(left, "filled", "with", $._element)),
  prec.left(7, seq(left, "with", $._element)),
  prec.left(7, seq(left, "trimmed")),
  prec.left(7, seq(left, "read", "as", choice("json", seq("yaml", optional("documents"))))),
  prec.left(7, seq(left, "written", "as", choice("json", "yaml"))),
  prec.left(7, seq(left, "taking", $._element, "as", "no")),
];

module.exports = {
  _expression: ($) =>
    choice($.conditional, $.disjunction, $.conjunction, $.negation, $.comparison, $.phrase, $.command, $.constant, $._operand),
  conditional: ($) => prec.right(seq("if", $._expression, "then", $._expression, "else", $._expression)),
  disjunction: ($) => prec.left(1, seq($._expression, "or", $._expression)),
  conjunction: ($) => prec.left(2, seq($._expression, "and", $._expression)),
  negation: ($) => prec(3, seq("not", $._expression)),
  comparison: ($) => prec.left(4, seq($._operand, $.comparator, $._argument)),
  comparator: (_) =>
    choice(
      seq("is", optional("not")),
      seq(optional("not"), "in"),
      "contains",
      "matches",
      seq(choice("begins", "ends"), "with"),
      "<",
      "<=",
      ">",
      ">=",
    ),
  constant: (_) => choice("yes", "no", "none"),

  _operand: ($) => choice($._value, $.literal_word, $.number, $.interpolated_word, $.prefixed, $.operation),
  operation: ($) => choice(...operations($, $._operand, $._argument)),
  // On the right of an operator a bare word is a string.
  _argument: ($) => choice($._element, $.prefixed, alias($._operation_of_argument, $.operation)),
  _operation_of_argument: ($) => choice(...operations($, $._argument, $._argument)),
  prefixed: ($) =>
    choice(
      seq(choice(counting(), endOfList()), "of", $._value),
      seq(optional(seq("all", "but")), endOfList(), choice($.number, $.variable, $.enclosed), "of", $._element),
    ),

  // A phrase: words that begin an operator begin one where no value follows.
  phrase: ($) =>
    choice(seq($._phrase_head, repeat($._element), repeat($.option)), seq(endOfList(), repeat($.option))),
  _phrase_head: ($) =>
    choice(
      $.identifier,
      seq(choice("yes", "no", "none"), $._element),
      counting(),
      seq(choice(counting(), endOfList()), "of", $._word),
      seq(endOfList(), choice($.identifier, $.literal_word, $.interpolated_word, $.text, $.list)),
      "all",
      seq("all", "but"),
      "edit",
    ),
  option: ($) => seq(field("name", $.identifier), "=", $._element),

  _element: ($) => choice($._word, $._value),
  _word: ($) => choice($._literal, $.interpolated_word),
  _literal: ($) => choice($.identifier, $.literal_word, $.number),
  _value: ($) => choice($.variable, $.text, $.list, $.comprehension, $.enclosed),
  // Without a space between; what is not followed by one is a word, and so is what is in a longer word.
  variable: ($) => seq(alias($._dollar, "$"), $.variable_name, optional($.accessors)),
  enclosed: ($) => seq("(", $._expression, ")", optional($.accessors)),
  list: ($) => seq("[", optional(seq(list($._item), optional(","))), "]"),
  _item: ($) => choice($._element, $.entry),
  comprehension: ($) => seq("[", "for", $._loop, optional(seq("give", $._expression)), "]"),
};
