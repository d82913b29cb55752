; A word alone is a value; what comes later in this file counts more.

(identifier) @string.special
(literal_word) @string.special
(interpolated_word) @string.special
(number) @number
((identifier) @constant.builtin (#any-of? @constant.builtin "yes" "no" "none"))
(constant) @constant.builtin

(comment) @comment
(text) @string
(escape) @string.escape
(interpolation) @variable
(variable_name) @variable
(variable "$" @punctuation.special)
(path) @property
(accessors) @property
(line_continuation) @punctuation.special

; What a command does to the world: reads, changes, destroys.
((sign) @operator (#eq? @operator "?"))
((sign) @keyword.directive (#eq? @keyword.directive "$"))
((sign) @keyword.exception (#eq? @keyword.exception "!"))

; Phrases. Which of their words are values only the checker knows: its semantic tokens say so.
(phrase . (identifier) @function)
(signature (identifier) @function)
(placeholder name: (identifier) @variable.parameter)
(option_declaration name: (identifier) @variable.parameter)
(option name: (identifier) @property)
(entry name: (identifier) @property)

(type (identifier) @type)
(param name: (identifier) @variable.parameter)
(ask name: (identifier) @variable)
(let name: (identifier) @variable)
(for name: (identifier) @variable)
(comprehension name: (identifier) @variable)
(type_definition name: (identifier) @type)
(use (identifier) @module)
(rehearse (identifier) @module)
(tests_of (identifier) @module)
(phase title: (text) @markup.heading)
(step title: (text) @markup.heading)
(test title: (text) @markup.heading)

["{" "}" "(" ")" "[" "]"] @punctuation.bracket
["," ":" "|"] @punctuation.delimiter
["=" "+" "-" "*" "/" "<" "<=" ">" ">="] @operator

[
  "runbook" "lab" "needs" "use" "rehearse" "lock" "phase" "step" "test" "given" "tests"
  "machine" "address" "begin" "meanwhile" "found" "fault"
] @keyword
["param" "type" "let" "probe" "action" "target" "gives"] @keyword.function
["if" "else" "then" "guard" "unless"] @keyword.conditional
["for" "together" "retry" "repeat" "until" "every" "times" "batches" "between" "stopping"] @keyword.repeat
["always" "undo" "fail" "failure" "failures"] @keyword.exception
(recover) @keyword.exception
["give" "return"] @keyword.return
[
  "await" "wait" "expect" "confirm" "approval" "ask" "manual" "on" "in" "locally" "via" "within" "with" "point" "say" "note"
  "done" "todo" "when" "where" "stable" "at" "most" "after" "by" "as" "input" "output" "file" "env" "edit" "yaml" "json"
  "set" "append" "remove" "run" "plan" "it" "answer" "holds" "to" "says" "warns" "takes" "hangs" "loses" "its"
  "unreachable" "handled" "fails" "never" "runs" "changes" "nothing" "notes" "asks" "skips" "undoes" "recovers"
  "from" "reads" "here" "has" "user" "disk" "boots"
] @keyword
["and" "or" "not"] @keyword.operator
(comparator) @keyword.operator
[
  "matching" "replacing" "sorted" "descending" "joined" "split" "filled" "trimmed" "read" "written" "documents" "taking"
] @keyword.operator
(prefixed
  [
    "count" "max" "min" "sum" "unique" "flat" "length" "lines" "names" "lowercase" "uppercase" "first" "last" "all" "but" "of"
  ] @keyword.operator)
