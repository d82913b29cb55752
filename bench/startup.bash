# How long it takes until Belay has begun.

version=$(median_of 21 belay --version)
row 'start: `--version`' "$(shown "$version")" '' '' '10 ms' "$(verdict "$version" 0.010)"
compare 'start: `--version`' 21 "$version" '/bin/true' /bin/true
compare 'start: `--version`' 21 "$version" 'just' "$just" --version

for bundled in runbooks/*.runbook demo/*.runbook; do
    if [ -r "$bundled" ]; then break; fi
done
check=$(BELAY_RUNBOOKS="$PWD/runbooks" median_of 21 belay check "$bundled")
row "\`check\` of ${bundled##*/}, with its libraries" "$(shown "$check")" '' '' '10 ms' "$(verdict "$check" 0.010)"

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
