[
  (block)
  (test_block)
  (machine)
  (edit)
  (list)
  (comprehension)
  (enclosed)
] @indent.begin

; What a command answers is beneath it.
(stub) @indent.begin

["}" ")" "]"] @indent.branch @indent.end

(shell_block) @indent.auto
(text) @indent.auto
(comment) @indent.auto
