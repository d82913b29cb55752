// Tests. Their words mean something only where they are here; phrases may begin with them.

const { lines, list } = require("./common.js");

module.exports = {
  test: ($) => seq(choice("test", "given"), field("title", $.text), $.test_block),
  tests_of: ($) => seq("tests", "of", choice($._literal, $.text)),
  _phrase_of_test_word: ($) => seq(choice("test", "given", "tests"), repeat($._element), repeat($.option)),

  test_block: ($) => seq("{", lines($._line_end, $._test_line), "}"),
  _test_line: ($) =>
    choice(
      $.stub,
      $.stub_place,
      $.given,
      $.file_content,
      $.answer,
      $.run,
      $.undo,
      $.claim,
      $._simple,
      $.phrase,
      alias($._phrase_of_run, $.phrase),
    ),
  _phrase_of_run: ($) => seq(choice("run", "plan", "it"), repeat1($._element), repeat($.option)),

  stub: ($) => seq($.command, repeat(seq($._line_end_before_reply, $.reply))),
  stub_place: ($) =>
    choice(
      seq("on", $._element, optional(seq("as", $._element)), $.test_block),
      seq("in", choice($.phrase, $.text), $.test_block),
      seq("locally", $.test_block),
      prec(1, seq("with", "input", $.text, $.test_block)),
    ),
  given: ($) => seq("given", $.text),
  file_content: ($) => seq("file", $._element, "holds", $._element),
  answer: ($) => seq("answer", $._element, "to", $.text),
  run: ($) => seq(choice("run", "plan"), optional(seq("with", list($.entry)))),

  reply: ($) =>
    seq(
      optional(choice("then", seq("after", "(", $.command, ")", optional("here")))),
      $._reply_part,
      repeat(seq("and", $._reply_part)),
      optional(seq($._element, "times")),
    ),
  _reply_part: ($) =>
    choice(
      seq(choice("says", "warns", "takes"), $._element),
      seq("ends", "with", $._element),
      "hangs",
      seq("loses", "its", "answer"),
      seq("is", "unreachable"),
    ),

  claim: ($) =>
    seq(
      "it",
      choice(
        seq("is", choice("done", "handled")),
        seq("fails", optional(seq("with", $.text))),
        seq(optional("never"), "runs", $._claimed),
        seq("runs", "nothing"),
        seq("changes", choice($._claimed, "nothing")),
        seq(choice("says", "notes", "asks", "skips", "undoes"), $.text),
        seq("recovers", "from", $.text),
        seq("reads", "as", $.text),
      ),
    ),
  // Places around commands too.
  _claimed: ($) => choice($.command, $.test_block),
};
