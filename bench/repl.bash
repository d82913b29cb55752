# How quickly a session answers, with 10,000 entries of history and 2,000 phrases in scope.

mkdir -p "$XDG_STATE_HOME/belay" "$work/session"
for ((number = 0; number < 10000; number++)); do echo "let entry_$number = $number"; done > "$XDG_STATE_HOME/belay/history"
{
    echo 'runbook "Phrases" "Has many."'
    for ((number = 0; number < 2000; number++)); do
        echo "probe prepare part$number on (node: host) { on \$node { expect (? test -e /srv/part$number) } }"
    done
    echo 'phase "Nothing" { say "nothing" }'
} > "$work/session/many.runbook"

answers=$(TERM=xterm SessionBench "$bin/belay" "$work/session" many.runbook "${ROUNDS:-11}")
read -r prompt key tab <<< "$answers"
row 'session with 2,000 phrases: the prompt' "$(shown "$prompt")" '' '' '30 ms' "$(verdict "$prompt" 0.030)"
row 'session: a key' "$(shown "$key")" '' '' '5 ms' "$(verdict "$key" 0.005)"
row 'session: Tab' "$(shown "$tab")" '' '' '20 ms' "$(verdict "$tab" 0.020)"
