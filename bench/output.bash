# What commands print streams through, and none of it is kept but the end: a gigabyte and a million short lines, here and in a
# kept shell over ssh, against the same into cat.

gigabyte="(yes 'a line of output such as programs print, of about the usual length' || true) | head -c 1000000000"
lines='seq 1000000'

# output_runbook NAME PLACE COMMAND
output_runbook() {
    printf 'runbook "Output"\nphase "Print" {\n    %s {\n        $ %s\n    }\n}\n' "$2" "$3" > "$work/$1.runbook"
}
print_into_cat() { bash -c "$1" 2> /dev/null | cat; }
print_over_ssh() { ssh box "$1" < /dev/null 2> /dev/null | cat; }

# measure_output WHAT NAME PEER COMMAND...: with the goal of half the speed of the peer, and the memory.
measure_output() {
    local printed peak
    printed=$(median_of 3 belay run "$work/$2.runbook")
    compare_goal "$1" 3 "$printed" 2 "$3" "${@:4}"
    peak=$(peak_megabytes belay run "$work/$2.runbook")
    row 'the same, peak memory' "$peak MB" '' '' '60 MB' "$(verdict "$peak" 60)"
}

output_runbook gigabyte locally "$gigabyte"
output_runbook lines locally "$lines"
measure_output 'a command that prints 1 GB' gigabyte 'the same into cat' print_into_cat "$gigabyte"
measure_output 'a command that prints a million short lines' lines 'the same into cat' print_into_cat "$lines"

. bench/sshd
start_sshd || return 0
path=$PATH
PATH="$box/bin:$PATH"
output_runbook far-gigabyte 'on box' "$gigabyte"
output_runbook far-lines 'on box' "$lines"
measure_output '1 GB over ssh, in a kept shell' far-gigabyte 'ssh, into cat' print_over_ssh "$gigabyte"
measure_output 'a million short lines over ssh, in a kept shell' far-lines 'ssh, into cat' print_over_ssh "$lines"
PATH=$path
