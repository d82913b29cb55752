# A runbook of a hundred thousand lines.

long=$work/long.runbook
awk 'BEGIN {
    print "runbook \"A long one\""
    print "param hosts: list of host = [a, b]"
    for (n = 1; n <= 2000; n++) {
        printf "\nprobe service s%d runs on (node: host) {\n    \"Asks systemd.\"\n", n
        printf "    let state = (? systemctl is-active s%d || true)\n", n
        printf "    expect $state is active else \"s%d on $node is $state\"\n}\n", n
        printf "\naction restart s%d on (node: host) [wait: duration = 5s] {\n", n
        printf "    done when service s%d runs on $node\n", n
        printf "    on $node as root { $ systemctl restart s%d --no-block }\n", n
        printf "    await service s%d runs on $node within $wait every 1s\n", n
        printf "    undo { on $node as root { $ systemctl stop s%d } }\n}\n", n
    }
    for (p = 1; p <= 2000; p++) {
        printf "\nphase \"Part %d\" {\n", p
        printf "    # %d: in order, since they depend on each other.\n", p
        for (line = 1; line <= 14; line++) {
            printf "    for node in $hosts {\n        restart s%d on $node wait=%ds\n    }\n", (p * 7 + line) % 2000 + 1, line
        }
        print "}"
    }
}' | awk 'NR <= 100000' > "$long"
# The last phase may be cut; it is closed here.
awk '{ for (i = 1; i <= length($0); i++) { c = substr($0, i, 1); if (c == "{") d++; if (c == "}") d-- } print }
    END { while (d-- > 0) print "}" }' "$long" > "$long.whole" && mv "$long.whole" "$long"

lines=$(wc -l < "$long")
whole=$(median_of 5 belay check "$long")
row "\`check\` of $lines lines" "$(shown "$whole")" '' '' '1 s' "$(verdict "$whole" 1)"
row "the same, memory" "$(peak_megabytes belay check "$long") MB" '' '' '' ''

while read -r stage figure unit; do
    if [ "$stage" = lex ]; then
        row "the same, lexer" "$figure $unit" '' '' '300 MB/s' "$(verdict "$figure" 300 least)"
    else
        row "the same, $stage" "$figure $unit" '' '' '' ''
    fi
done < <(StageBench "$long")
