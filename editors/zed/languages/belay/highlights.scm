; Of two patterns for a node the later one counts.

(identifier) @string.special
(literal_word) @string.special
(interpolated_word) @string.special
(number) @number
((identifier) @constant (#any-of? @constant "yes" "no" "none"))
(constant) @constant

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
((sign) @preproc (#eq? @preproc "$"))
((sign) @keyword (#eq? @keyword "!"))

; Phrases. Which of their words are values only the checker knows: its semantic tokens say so.
(phrase . (identifier) @function)
(signature (identifier) @function)
(placeholder name: (identifier) @variable)
(option_declaration name: (identifier) @variable)
(option name: (identifier) @property)
(entry name: (identifier) @property)

(type (identifier) @type)
(param name: (identifier) @variable)
(ask name: (identifier) @variable)
(let name: (identifier) @variable)
(for name: (identifier) @variable)
(comprehension name: (identifier) @variable)
(type_definition name: (identifier) @type)
(use (identifier) @namespace)
(rehearse (identifier) @namespace)
(tests_of (identifier) @namespace)
(phase title: (text) @title)
(step title: (text) @title)
(test title: (text) @title)

["{" "}" "(" ")" "[" "]"] @punctuation.bracket
["," ":" "|"] @punctuation.delimiter
["=" "+" "-" "*" "/" "<" "<=" ">" ">="] @operator

[
  "runbook" "lab" "needs" "use" "rehearse" "lock" "phase" "step" "test" "given" "tests"
  "machine" "address" "begin" "meanwhile" "found" "fault"
] @keyword
["param" "type" "let" "probe" "action" "target" "gives"] @keyword
["if" "else" "then" "guard" "unless"] @keyword
["for" "together" "retry" "repeat" "until" "every" "times" "batches" "between" "stopping"] @keyword
["always" "undo" "fail" "failure" "failures"] @keyword
(recover) @keyword
["give" "return"] @keyword
[
  "await" "wait" "expect" "confirm" "approval" "ask" "manual" "on" "in" "locally" "via" "within" "with" "point" "say" "note"
  "done" "todo" "when" "where" "stable" "at" "most" "after" "by" "as" "input" "output" "file" "env" "edit" "yaml" "json"
  "set" "append" "remove" "run" "plan" "it" "answer" "holds" "to" "says" "warns" "takes" "hangs" "loses" "its"
  "unreachable" "handled" "fails" "never" "runs" "changes" "nothing" "notes" "asks" "skips" "undoes" "recovers"
  "from" "reads" "here" "has" "user" "disk" "boots"
] @keyword
["and" "or" "not"] @operator
(comparator) @operator
[
  "matching" "replacing" "sorted" "descending" "joined" "split" "filled" "trimmed" "read" "written" "documents" "taking"
] @operator
(prefixed
  [
    "count" "max" "min" "sum" "unique" "flat" "length" "lines" "names" "lowercase" "uppercase" "first" "last" "all" "but" "of"
  ] @operator)
