/// What a shell loads so that Tab completes a command line of Belay. Each asks `belay complete` with the words up to the cursor, and
/// shows what that prints.
enum ShellScripts {
    static let byShell: [String: String] = ["bash": bash, "zsh": zsh, "fish": fish]

    /// bash cuts words at `=`, `:` and `@`. They are joined again here, and of each candidate only what comes after the last cut is
    /// handed back.
    private static let bash = #"""
        # bash completion of belay
        _belay() {
            local line=${COMP_LINE:0:COMP_POINT} word piece=${COMP_WORDS[COMP_CWORD]} index candidate
            local -a words=()
            for ((index = 0; index <= COMP_CWORD; index++)); do
                word=${COMP_WORDS[index]}
                if ((index > 0)) && [[ $line != [[:space:]]* ]]; then
                    words[${#words[@]} - 1]+=$word
                else
                    line=${line#"${line%%[![:space:]]*}"}
                    words+=("$word")
                fi
                line=${line:${#word}}
            done
            word=${words[${#words[@]} - 1]}
            # The word up to the cursor, however much of it comes after.
            if [[ $line == "" && ${COMP_LINE:COMP_POINT-1:1} == [[:space:]] && $word != "" ]]; then
                words+=("")
                word="" piece=""
            fi
            case $piece in [=:@]) piece="" ;; esac
            word=${word%"$piece"}
            # Of an `@` readline makes a part of the word behind it.
            word=${word%@}
            COMPREPLY=()
            while IFS=$'\t' read -r candidate _; do
                case $candidate in *[=/@]) compopt -o nospace ;; esac
                candidate=${candidate#"$word"}
                COMPREPLY+=("$(printf %q "$candidate")")
            done < <(command belay complete -- "${words[@]:1}" 2>/dev/null)
        }
        complete -F _belay belay

        """#

    private static let zsh = #"""
        #compdef belay
        # zsh completion of belay
        _belay() {
            local line
            local -a typed open openWords ended endedWords
            typed=("${(@Q)words[2,CURRENT]}")
            typed[-1]=${(Q)PREFIX}
            for line in "${(@f)$(command belay complete -- "${typed[@]}" 2>/dev/null)}"; do
                [[ -n $line ]] || continue
                if [[ ${line%%$'\t'*} == *[=/@] ]]; then
                    open+=("${line%%$'\t'*}")
                    openWords+=("${line/$'\t'/  }")
                else
                    ended+=("${line%%$'\t'*}")
                    endedWords+=("${line/$'\t'/  }")
                fi
            done
            (($#open)) && compadd -S '' -l -d openWords -a open
            (($#ended)) && compadd -l -d endedWords -a ended
            return 0
        }
        if [[ ${funcstack[1]} == _belay ]]; then _belay "$@"; else compdef _belay belay; fi

        """#

    private static let fish = #"""
        # fish completion of belay
        function __belay_complete
            set -l words (commandline -opc) (commandline -ct)
            command belay complete -- $words[2..-1] 2>/dev/null
        end
        complete -c belay -f -a '(__belay_complete)'

        """#
}
