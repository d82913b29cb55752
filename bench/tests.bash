# The tests of the bundled runbooks: nothing real runs in them, so this is the language alone. Processor time, since a
# busy machine makes the rest.

tests=$work/tests.xml
belay test runbooks/tests --format junit > "$tests"
count=$(grep -c '<testcase ' "$tests")
whole=$(median_of 5 belay test runbooks/tests)
row "$count tests of the bundled runbooks" "$(shown "$whole")" '' '' '1.2 s' "$(verdict "$whole" 1.2)"
# Of each its own time: as many run at once as there are processors.
one=$(sed -n 's/.*<testcase .* time="\([0-9.]*\)".*/\1/p' "$tests" | median)
row 'the same, one of them (median)' "$(shown "$one")" '' '' '10 ms' "$(verdict "$one" 0.01)"
handler=$(grep '<testcase ' "$tests" | grep 'add-master-fails' | sed -n 's/.* time="\([0-9.]*\)".*/\1/p' | median)
row "the same, a handler of add-master (median)" "$(shown "$handler")" '' '' '10 ms' "$(verdict "$handler" 0.01)"
