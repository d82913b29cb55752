# A run of 10,000 steps and one of 24 hours: what they hold in memory, and how fast the first resumes when it was killed.

count=10000
{
    printf 'runbook "Ten thousand steps"\nphase "Steps" {\n'
    for ((n = 1; n < count; n++)); do printf '    $ /bin/true\n'; done
    # The last one kills Belay, once.
    printf "    \$ '''\n        test -e \"\$work/killed\" || { : > \"\$work/killed\"; kill -KILL \$PPID; }\n    '''\n}\n"
} > "$work/long.runbook"

# The time from the command to the end of a run of which nothing but the last step is left.
resumed() {
    local run
    rm -f "$work/killed"
    belay run "$work/long.runbook" < /dev/null > /dev/null 2>&1 || true
    run=$(belay runs --format json | jq -r 'select(.state == "interrupted") | .run' | tail -n 1)
    seconds belay resume "$run" --happened "1.$count"
}

: > "$work/killed"
peak=$(peak_megabytes belay run "$work/long.runbook")
row "a run of $count steps, peak memory" "$peak MB" '' '' '100 MB' "$(verdict "$peak" 100)"
time=$(resumed)
row "the same, killed in its last step: resume" "$(shown "$time")" '' '' '1 s' "$(verdict "$time" 1)"

"$bin/EnduranceBench" "$work/night" > "$work/hours"
first=$(awk '$1 == "hour" && $2 == 1 { print $3 }' "$work/hours")
last=$(awk '$1 == "hour" && $2 == 24 { print $3 }' "$work/hours")
row 'a run of 24 hours that waits: memory after the first' "$first MB" '' '' '' ''
row 'the same, after the last' "$last MB" '' "$(ratio "$last" "$first")" '1.1 times' \
    "$(verdict "$(ratio "$last" "$first")" 1.1)"
