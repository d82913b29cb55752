[
  (block)
  (test_block)
  (machine)
  (edit)
  (list)
  (comprehension)
  (shell_block)
  (stub)
] @fold
