" Belay: four spaces for each bracket that is open.
if exists("b:did_indent")
  finish
endif
let b:did_indent = 1

setlocal indentexpr=BelayIndent(v:lnum) indentkeys=o,O,0},0),0]
let b:undo_indent = "setlocal indentexpr< indentkeys<"

if exists("*BelayIndent")
  finish
endif

" How many more brackets a line opens than it closes, without those in texts, comments and commands.
function s:opened(line)
  let open = 0
  for column in range(1, len(getline(a:line)))
    let character = getline(a:line)[column - 1]
    if "{}()[]" !~# '\V' . escape(character, '\') || synIDattr(synID(a:line, column, 1), "name") !~# '^belayBracket\|^$'
      continue
    endif
    let open += character =~# '[{(\[]' ? 1 : -1
  endfor
  return open
endfunction

function BelayIndent(line)
  let previous = prevnonblank(a:line - 1)
  if previous == 0
    return 0
  endif
  let indent = indent(previous) + max([s:opened(previous), 0]) * shiftwidth()
  if getline(previous) =~# '^\s*[})\]]' && s:opened(previous) < 0
    let indent = indent(previous)
  endif
  return getline(a:line) =~# '^\s*[})\]]' ? max([indent - shiftwidth(), 0]) : indent
endfunction
