# How long it takes until Belay has begun.

version=$(median_of 21 belay --version)
row 'start: `--version`' "$(shown "$version")" '' '' '10 ms' "$(verdict "$version" 0.010)"
compare 'start: `--version`' 21 "$version" '/bin/true' /bin/true
compare 'start: `--version`' 21 "$version" 'just' "$just" --version

# What Swift itself takes: a program that does nothing.
: > "$work/nothing.swift"
if command -v swiftc > /dev/null && swiftc -O -static-stdlib "$work/nothing.swift" -o "$work/nothing" >&2; then
    compare_goal 'start: `--version`' 21 "$version" 1.5 'an empty static Swift program' "$work/nothing"
fi

for bundled in runbooks/*.runbook demo/*.runbook; do
    if [ -r "$bundled" ]; then break; fi
done
check=$(BELAY_RUNBOOKS="$PWD/runbooks" median_of 21 belay check "$bundled")
row "\`check\` of ${bundled##*/}, with its libraries" "$(shown "$check")" '' '' '10 ms' "$(verdict "$check" 0.010)"

if [ -x "$work/nothing" ]; then
    compare_goal "\`check\` of ${bundled##*/}, with its libraries" 21 "$check" 2.5 'an empty static Swift program' "$work/nothing"
fi

printf 'all:\n\ttrue\n' > "$work/justfile"
compare "\`check\` of ${bundled##*/}, with its libraries" 21 "$check" 'just --list' \
    "$just" --justfile "$work/justfile" --list
cat > "$work/play.yaml" << 'YAML'
- hosts: localhost
  tasks:
    - command: "true"
YAML
compare "\`check\` of ${bundled##*/}, with its libraries" 3 "$check" 'ansible syntax check' \
    ansible-playbook --syntax-check "$work/play.yaml"
