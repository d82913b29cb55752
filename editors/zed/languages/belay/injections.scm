; What is behind a sign, or behind `via`, is shell text.

([(shell_line) (shell_block)] @injection.content
  (#set! injection.language "bash"))
