// Labs. A file is one because it begins so: everywhere else the words of these statements begin phrases.

const { lines, list } = require("./common.js");

module.exports = {
  lab: ($) => seq("lab", $._titles),
  _lab_part: ($) =>
    choice(
      $.machine,
      $.address,
      $.begin,
      $.meanwhile,
      $.found,
      $.ends,
      $.fault,
      $._head,
      $.let,
      $._place,
      $._with,
    ),
  machine: ($) => seq("machine", list($._literal), optional(seq("{", lines($._line_end, $.feature), "}"))),
  feature: ($) =>
    choice(
      seq(choice("runs", "has", "user"), list($._literal)),
      seq("disk", $._literal, $._literal),
      seq("boots", "in", $._literal),
    ),
  address: ($) => seq("address", list($._literal)),
  begin: ($) => seq("begin", $.block),
  meanwhile: ($) => seq("meanwhile", field("name", $.identifier), $._every, optional($._within), $.block),
  found: ($) => seq("found", field("name", $.identifier), $.block),
  ends: ($) => seq("ends", field("name", $._literal), $.text, optional(seq("when", "done")), $.block),
  fault: ($) => seq("fault", field("name", $._literal), $.text, $.block),
};
