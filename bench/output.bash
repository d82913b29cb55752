# A command that prints a gigabyte: it streams through, and none of it is kept but the end.

cat > "$work/output.runbook" << 'RUNBOOK'
runbook "A gigabyte"
phase "Print" {
    $ (yes 'a line of output such as programs print, of about the usual length' || true) | head -c 1000000000
}
RUNBOOK
print_alone() {
    (yes 'a line of output such as programs print, of about the usual length' || true) 2> /dev/null \
        | head -c 1000000000 | cat
}

printed=$(median_of 3 belay run "$work/output.runbook")
compare 'a command that prints 1 GB' 3 "$printed" 'the same into cat' print_alone
peak=$(peak_megabytes belay run "$work/output.runbook")
row 'the same, peak memory' "$peak MB" '' '' '60 MB' "$(verdict "$peak" 60)"
