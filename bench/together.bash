# Two hundred commands side by side.

count=200
cat > "$work/together.runbook" << RUNBOOK
runbook "Side by side"
param items: list of number = [$(seq -s ', ' 1 $count)]
phase "All" {
    for item in \$items together at most $count { \$ sleep 0.1 }
}
RUNBOOK
all_at_once() { bash -c 'for ((n = 0; n < 200; n++)); do sleep 0.1 & done; wait'; }

together=$(median_of 5 belay run "$work/together.runbook")
compare "$count commands side by side" 5 "$together" 'bash, &' all_at_once
