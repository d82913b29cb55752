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

# Two thousand lines, with six libraries.
many=$work/many.runbook
{
    printf 'runbook "Many" "Many lines."\nuse etcd, kops, masters, files, hosts, services\n'
    printf 'param hosts: list of host = [a, b]\n'
    for part in {1..180}; do
        printf '\nphase "Part %d" {\n    # In order, since they depend on each other.\n' "$part"
        for line in 1 2 3; do
            printf '    for node in $hosts {\n        on $node { ? test -e /srv/%d }\n    }\n' "$line"
        done
        printf '}\n'
    done
} > "$many"
typed "a key at the end of $(wc -l < "$many") lines with six libraries" "$many" 200

# A file that no person has.
huge=$work/huge.runbook
{
    printf 'runbook "Huge" "Huge."\nparam hosts: list of host = [a, b]\n'
    for part in {1..7693}; do
        printf '\nphase "Part %d" {\n    # In order, since they depend on each other.\n' "$part"
        for line in 1 2 3; do
            printf '    for node in $hosts {\n        on $node { ? test -e /srv/%d }\n    }\n' "$line"
        done
        printf '}\n'
    done
} > "$huge"
read -r opened _ < <(bench/type-keys belay --open "$huge")
row "$(wc -l < "$huge") lines, from opening to what is wrong" "$(shown "$opened")" '' '' '1 s' "$(verdict "$opened" 1)"

read -r _ _ _ grown _ < <(bench/type-keys belay --edits "${EDITS:-100000}")
row "${EDITS:-100000} edits, growth of memory after the first tenth" "$grown MB" '' '' '2 MB' "$(verdict "$grown" 2)"
