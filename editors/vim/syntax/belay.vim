" Belay: what is behind a sign is shell text, what begins a statement is a keyword or a phrase.
if exists("b:current_syntax")
  finish
endif

syntax iskeyword @,48-57,_,-
syntax sync fromstart

" The shell's own strings and brackets, within a command.
syntax match  belayShellEscape  contained "\\."
syntax match  belayShellName    contained "\$\h\w*"
syntax match  belayShellRaw     contained "\$\?'[^']*'"
syntax region belayShellText    contained start=+"+ skip=+\\.+ end=+"+ contains=@belayShellInner
syntax region belayShellNested  contained matchgroup=belayShellBracket start="\$((" end="))" contains=belayShellRound,@belayShellInner
syntax region belayShellNested  contained matchgroup=belayShellBracket start="\$((\@!" end=")" contains=@belayShell
syntax region belayShellNested  contained matchgroup=belayShellBracket start="\${" end="}" contains=belayShellText,@belayShellInner
syntax region belayShellNested  contained matchgroup=belayShellBracket start="`" skip="\\." end="`"
syntax region belayShellRound   contained transparent start="(" end=")" contains=@belayShell
syntax region belayShellCurly   contained transparent start="{" end="}" contains=@belayShell
syntax match  belayShellJoint   contained "\\\r\=\n"
syntax cluster belayShellInner  contains=belayShellEscape,belayShellName,belayShellNested
syntax cluster belayShell       contains=belayShellJoint,belayShellEscape,belayShellName,belayShellRaw,belayShellText,belayShellNested,belayShellRound,belayShellCurly

" Values.
syntax match  belayEscape       contained "\\\%(u{\x*}\|.\)"
syntax match  belayName         contained "\$\%(\h\w*\|{[^}]*}\)"
syntax match  belayVariable     "\$\%(\h\w*\%(\.\h\w*\|\[[^]]*\]\)*\|{[^}]*}\)"
syntax match  belayNumber       "\%([0-9A-Za-z_./:@%+~*^-]\)\@1<!\d[0-9A-Za-z_./:@%+~*^-]*"
syntax keyword belayConstant    yes no none
syntax keyword belayType        text number flag duration path host secret record contained
syntax keyword belayOperator    and or not is in matches matching replacing sorted descending joined split filled
syntax keyword belayOperator    trimmed read written taking as of by
" `contains` is a word of this command, so it is no keyword here.
syntax match  belayOperator     "\<contains\>"
syntax keyword belayClause      then else within every stable until where give together times gives at most with
syntax region belayText         start=+"+ skip=+\\.+ end=+"+ oneline contains=belayEscape,belayName
syntax region belayText         start=+'+ end=+'+ oneline
syntax region belayText         start=+"""+ skip=+\\.+ end=+"""+ contains=belayEscape,belayName
syntax region belayText         start=+'''+ end=+'''+
syntax match  belayBracket      "[}()[\]]"

" What begins a statement: a line, what follows a `{`, and what a handler does.
syntax match  belayLine         "^" nextgroup=@belayHead,belayVia skipwhite
syntax match  belayBracket      "{" nextgroup=@belayHead,belayVia skipwhite
syntax cluster belayHead        contains=belayStatement,belayDeclaration,belayPhrase,belayHandler
syntax match  belayPhrase       contained "\a[0-9A-Za-z_-]*\%([0-9A-Za-z_./:@%+~*^-]\)\@!"
syntax match  belayHandler      contained "always\>\|on\s\+failure\>" nextgroup=@belayHead skipwhite
syntax keyword belayStatement   contained runbook needs use rehearse lock phase step if for await wait expect guard confirm approval ask
syntax keyword belayStatement   contained manual in locally undo recover retry repeat together within with point say note
syntax keyword belayStatement   contained fail done give todo
syntax match  belayStatement    contained "on\s\+\%(failure\>\)\@!"he=s+2,me=s+2
syntax keyword belayStatement   contained test given tests run plan answer file it then after says warns hangs loses takes
syntax keyword belayStatement   contained lab machine address begin meanwhile found ends fault
syntax keyword belayDeclaration contained param let type probe action target

" Commands: to the end of the line, to a comment, or to a bracket that they did not open.
syntax region belayCommand matchgroup=belayReads    start="?\s\+\S\@=" end="\ze\s*[})]" end="\ze\s\+#" end="\\\@1<!$" contains=@belayShell
syntax region belayCommand matchgroup=belayChanges  start="\$\s\+\S\@=" end="\ze\s*[})]" end="\ze\s\+#" end="\\\@1<!$" contains=@belayShell
syntax region belayCommand matchgroup=belayDestroys start="!\s\+\S\@=" end="\ze\s*[})]" end="\ze\s\+#" end="\\\@1<!$" contains=@belayShell
syntax region belayCommand matchgroup=belayReads    start=+?\s\+\z("""\|'''\)+ end=+\z1+ contains=belayName
syntax region belayCommand matchgroup=belayChanges  start=+\$\s\+\z("""\|'''\)+ end=+\z1+ contains=belayName
syntax region belayCommand matchgroup=belayDestroys start=+!\s\+\z("""\|'''\)+ end=+\z1+ contains=belayName
syntax region belayVia contained matchgroup=belayStatement start="via\s\+" end="\ze\s*[})]" end="\ze\s\+#" end="\\\@1<!$" contains=@belayShell

syntax match  belayComment      "\%(^\|\s\)\@1<=#.*" contains=@Spell

highlight default link belayComment     Comment
highlight default link belayText        String
highlight default link belayEscape      SpecialChar
highlight default link belayName        Identifier
highlight default link belayVariable    Identifier
highlight default link belayNumber      Number
highlight default link belayConstant    Boolean
highlight default link belayType        Type
highlight default link belayOperator    Operator
highlight default link belayClause      Keyword
highlight default link belayStatement   Statement
highlight default link belayHandler     Exception
highlight default link belayDeclaration Keyword
highlight default link belayPhrase      Function
highlight default link belayReads       Comment
highlight default link belayChanges     WarningMsg
highlight default link belayDestroys    ErrorMsg
highlight default link belayShellEscape SpecialChar
highlight default link belayShellName   Identifier
highlight default link belayShellRaw    String
highlight default link belayShellText   String
highlight default link belayShellBracket Delimiter
highlight default link belayShellJoint  SpecialChar

let b:current_syntax = "belay"
