" Belay: comments, indentation, and what checks and formats a file.
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s
setlocal expandtab shiftwidth=4 softtabstop=4
setlocal formatoptions-=t formatoptions+=croql
" A name in a text, and a word of a phrase.
setlocal iskeyword=@,48-57,_,-
" `:make` lists what is wrong, `gggqG` formats the file.
let &l:makeprg = get(g:, "belay_command", "belay") . " check --format github %:S"
let &l:errorformat = '::%trror file=%f\,line=%l\,col=%c\,%.%#::%m,::%tarning file=%f\,line=%l\,col=%c\,%.%#::%m,%-G%.%#'
let &l:formatprg = get(g:, "belay_command", "belay") . " fmt -"

let b:undo_ftplugin = "setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< formatoptions<"
      \ . " iskeyword< makeprg< errorformat< formatprg<"
