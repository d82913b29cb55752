// Statements: the head of a file, definitions, and what a block holds.

const { lines, list } = require("./common.js");

module.exports = {
  // At the level of a file, where tests are too.
  _file_statement: ($) =>
    choice($._simple, $._place, $.undo, $.command, $.phrase, $.test, $.tests_of, alias($._phrase_of_test_word, $.phrase)),
  _statement: ($) => choice($._simple, $._place, $.undo, $.command, $.phrase),

  // All that a line of a test may be too, without another meaning there.
  _simple: ($) => choice($.text, $._head, $._outline, $._condition, $._asking, $._handler, $._with, $.via, $.let),

  _head: ($) => choice($.runbook, $.needs, $.use, $.rehearse, $.param, $.type_definition, $.lock, $.definition),
  runbook: ($) => seq("runbook", $._titles),
  _titles: ($) => seq($.text, repeat(seq(optional($._line_end_before_text), $.text))),
  needs: ($) => seq("needs", list($._literal)),
  use: ($) => seq("use", list($._literal), optional(seq("with", list($.entry)))),
  rehearse: ($) => seq("rehearse", "in", $._literal),
  param: ($) =>
    seq(
      "param",
      field("name", $.identifier),
      ":",
      $.type,
      optional(seq("=", choice(seq("env", $.identifier), $._element, $.command))),
      optional($.text),
      optional(seq("where", $._expression, optional(seq("else", $.text)))),
    ),
  type_definition: ($) => seq("type", field("name", $.identifier), "=", $.type),
  lock: ($) => seq("lock", $._element),
  definition: ($) => seq(choice("probe", "action", "target"), $.signature, $.block),
  type: ($) => choice(seq("list", "of", $.type), seq($._literal, repeat(seq("|", $._literal)))),
  signature: ($) =>
    seq($.identifier, repeat(choice($.identifier, $.placeholder, $.option_declaration)), optional(seq("gives", $.type))),
  placeholder: ($) => seq("(", field("name", $.identifier), ":", $.type, ")"),
  option_declaration: ($) =>
    seq("[", field("name", $.identifier), ":", $.type, optional(seq("=", $._element)), "]"),

  _outline: ($) => choice($.phase, $.step, $.if, $.for, $.together, $.retry, $.repeat, $.within),
  phase: ($) => seq("phase", field("title", $.text), $.block),
  step: ($) => seq("step", field("title", $.text), $.block),
  if: ($) =>
    seq("if", $._expression, $.block, repeat(seq("else", "if", $._expression, $.block)), optional(seq("else", $.block))),
  for: ($) => seq("for", $._loop, optional($._side_by_side), $.block, optional(seq("between", "batches", $.block))),
  _loop: ($) =>
    seq(
      field("name", $.identifier),
      "in",
      $._element,
      optional(seq("by", $.path)),
      optional(seq("where", $._expression)),
    ),
  _side_by_side: ($) =>
    seq(
      "together",
      repeat(
        choice(
          seq("in", "batches", "of", $._element),
          $._at_most,
          seq("stopping", "after", $._element, choice("failures", "failure")),
        ),
      ),
    ),
  _at_most: ($) => seq("at", "most", $._element),
  together: ($) => seq("together", optional($._at_most), $.block),
  retry: ($) => seq("retry", $._element, "times", optional($._every), $.block),
  repeat: ($) => seq("repeat", $._at_most, "times", optional($._every), "until", $._expression, $.block),
  within: ($) => seq($._within, $.block),
  _within: ($) => seq("within", $._element),
  _every: ($) => seq("every", $._element),
  _stable: ($) => seq("stable", $._element),

  _condition: ($) => choice($.await, $.expect, $.guard, $.done_when, $.give, $.wait),
  await: ($) =>
    seq(
      "await",
      $._expression,
      repeat(choice($._within, $._every, $._stable)),
      optional(seq("or", "fail", "when", $._expression)),
    ),
  expect: ($) => seq("expect", $._expression, optional(seq("else", $.text))),
  guard: ($) => seq("guard", $._expression, optional(seq("else", $.text)), $.block),
  done_when: ($) => seq("done", "when", $._expression),
  give: ($) => seq("give", $._expression),
  wait: ($) => seq("wait", optional("until"), $._element),

  _asking: ($) => choice($.message, $.ask, $.note, $.approval, $.manual, $.say),
  message: ($) => seq(choice("confirm", "fail", "todo", seq("point", "of", "no", "return")), $.text),
  ask: ($) => seq("ask", field("name", $.identifier), ":", $.type, optional(seq("=", $._element)), $.text),
  note: ($) => seq("note", $.text, optional(seq(choice("if", "unless"), $._expression))),
  approval: ($) => seq("approval", $.text, repeat(choice(seq("by", $._element), $._within))),
  manual: ($) => seq("manual", $.text, optional(seq("until", $._expression, repeat(choice($._within, $._every))))),
  say: ($) => seq("say", $._element),

  _handler: ($) => choice($.on_failure, $.always, $.recover),
  on_failure: ($) => seq("on", "failure", $._body),
  always: ($) => seq("always", $._body),
  undo: ($) => seq("undo", optional($.block)),
  recover: (_) => "recover",
  _body: ($) => choice($.block, $._statement),

  _place: ($) => choice($.on, $.in, $.locally),
  on: ($) => seq("on", $._element, optional(seq("as", $._element)), $.block),
  in: ($) => seq("in", $.phrase, $.block),
  locally: ($) => seq("locally", $.block),
  _with: ($) => choice($.with_input, $.with_output, $.with_env),
  with_input: ($) => seq("with", "input", optional("file"), $._element, $.block),
  with_output: ($) => seq("with", "output", "file", $._element, $.block),
  with_env: ($) => seq("with", "env", list($.entry), $.block),
  entry: ($) => seq(field("name", $.identifier), "=", $._element),
  via: ($) => seq("via", $.shell_line),

  let: ($) =>
    seq("let", field("name", $.identifier), optional(seq(":", $.type)), "=", choice($._expression, $.edit)),
  edit: ($) =>
    seq("edit", choice("yaml", "json"), $._element, "{", lines($._line_end, $.change), "}"),
  change: ($) => choice(seq(choice("set", "append"), $.path, "=", $._element), seq("remove", $.path)),

  command: ($) => seq($.sign, choice($.shell_line, $.shell_block)),
};
