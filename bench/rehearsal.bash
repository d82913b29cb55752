# A rehearsal of multi-master in its lab, by the processor's time of all that runs in it: the etcds, the sshds, the stand-ins, and
# Belay. With kept shells, and with a session of ssh for each command on a host, in turn.

kept=() sessions=()
for ((round = 0; round < ${ROUNDS:-3}; round++)); do
    kept+=("$(bench/processor-seconds belay rehearse multi-master --yes)")
    sessions+=("$(BELAY_KEPT_SHELLS=no bench/processor-seconds belay rehearse multi-master --yes)")
done
one=$(printf '%s\n' "${kept[@]}" | median)
other=$(printf '%s\n' "${sessions[@]}" | median)
row 'a rehearsal of multi-master, processor time' "$(shown "$one")" "a session per command: $(shown "$other")" \
    "$(ratio "$one" "$other")" '1 times' "$(verdict "$(ratio "$one" "$other")" 1)"
