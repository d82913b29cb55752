# A thousand local steps, each written to the journal before and after, against no journal at all.

count=1000
{
    printf 'runbook "A thousand steps"\nphase "Steps" {\n'
    for ((n = 0; n < count; n++)); do printf '    $ /bin/true\n'; done
    printf '}\n'
} > "$work/steps.runbook"
{
    printf 'all:\n'
    for ((n = 0; n < count; n++)); do printf '\t@/bin/true\n'; done
} > "$work/steps.just"
bash_loop() { bash -c 'for ((n = 0; n < 1000; n++)); do /bin/true; done'; }

steps=$(median_of 5 belay run "$work/steps.runbook")
compare_goal "$count local steps" 5 "$steps" 1 'just' "$just" --justfile "$work/steps.just" all
compare_goal "$count local steps" 5 "$steps" 2 'bash loop' bash_loop
