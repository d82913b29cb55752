# The language server while one types: from each key to what is wrong then.

typed() { # WHAT ARGUMENTS...
    local what=$1 middle late used _
    shift
    read -r middle late _ _ used < <(bench/type-keys belay "$@")
    row "$what" "$(shown "$middle")" '' '' '20 ms' "$(verdict "$middle" 0.020)"
    row 'the same, the 99th of a hundred keys' "$(shown "$late")" '' '' '20 ms' "$(verdict "$late" 0.020)"
    row 'the same, the processor on average' "$(shown "$used")" '' '' '20 ms' "$(verdict "$used" 0.020)"
}

typed 'multi-master.runbook typed into an editor: a key' runbooks/multi-master.runbook

# Prints a runbook of so many phases, with these lines after its title.
phases() {
    local part line
    printf 'runbook "Many" "Many lines."\n%b' "$2"
    for ((part = 1; part <= $1; part++)); do
        printf '\nphase "Part %d" {\n    # In order, since they depend on each other.\n' "$part"
        for line in 1 2 3; do
            printf '    for node in $hosts {\n        on $node { ? test -e /srv/%d }\n    }\n' "$line"
        done
        printf '}\n'
    done
}

# Two thousand lines, with six libraries.
many=$work/many.runbook
phases 180 'use etcd, kops, masters, files, hosts, services\nparam hosts: list of host = [a, b]\n' > "$many"
typed "a key at the end of $(wc -l < "$many") lines with six libraries" "$many" 200

# A file that no person has.
huge=$work/huge.runbook
phases 7693 'param hosts: list of host = [a, b]\n' > "$huge"
read -r opened _ < <(bench/type-keys belay --open "$huge")
row "$(wc -l < "$huge") lines, from opening to what is wrong" "$(shown "$opened")" '' '' '1 s' "$(verdict "$opened" 1)"

read -r _ _ _ grown _ < <(bench/type-keys belay --edits "${EDITS:-100000}")
row "${EDITS:-100000} edits, growth of memory after the first tenth" "$grown MB" '' '' '2 MB' "$(verdict "$grown" 2)"
