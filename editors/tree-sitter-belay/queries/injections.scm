; What is behind a sign, or behind `via`, is shell text. Belay's names in it look to the shell like its own.

((shell_line) @injection.content
  (#set! injection.language "bash"))

; Without the quotes.
((shell_block) @injection.content
  (#set! injection.language "bash")
  (#offset! @injection.content 0 3 0 -3))

((comment) @injection.content
  (#set! injection.language "comment"))
