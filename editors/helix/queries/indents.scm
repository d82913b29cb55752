[
  (block)
  (test_block)
  (machine)
  (edit)
  (list)
  (comprehension)
  (enclosed)
] @indent

["}" ")" "]"] @outdent
