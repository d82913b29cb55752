" Writes the names of the syntax at places of files: $WANTED is JSON, a list of [path, [[line, column], ...]]; the names at each
" place, outermost first, go to $FOUND in the same order.
set nocompatible encoding=utf-8 fileencodings=utf-8 noswapfile viminfo= hidden
" By default nothing is coloured after column 3000.
set synmaxcol=0
execute "set runtimepath^=" . $PLUGIN
filetype plugin on
syntax on
let s:found = []
for [s:path, s:places] in json_decode(join(readfile($WANTED), "\n"))
  execute "edit ++ff=unix " . fnameescape(s:path)
  if &filetype !=# "belay"
    cquit
  endif
  call add(s:found, map(copy(s:places), {_, place -> map(synstack(place[0], place[1]), {_, id -> synIDattr(id, "name")})}))
  bwipeout
endfor
call writefile([json_encode(s:found)], $FOUND)
qall!
