autocmd BufRead,BufNewFile *.runbook setfiletype belay
