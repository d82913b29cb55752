/// The script that ends a command on the remote host, run behind the same prefix and as the same user as the command: asks
/// its process group, its session and its descendants to end, and kills what is still there after the grace. The
/// processes are found in `/proc`; where there is none, `ps` says whose the number is, and only the group is ended.
///
/// Arguments: the process number that the launcher script told, or `find`; the grace in tenths of a second; and the
/// command's token in two halves with a word between them, so that this script is not taken for the command: whoever
/// reads arguments in a shell loses what separates them. The process has the token among its own arguments. One of
/// that number that has not is another's: a number is not given away as long as a group or session of that number
/// lives, so then nothing of ours is left.
enum TerminateScript {
    /// `nil` for a number that means more than one process: the first of its machine or container.
    static func words(process: Int, grace: Duration, token: String) -> [String]? {
        process > 1 ? words(String(process), grace, token) : nil
    }

    /// Ends what has the token among its arguments, where its number is not known.
    static func words(findingToken token: String, grace: Duration) -> [String] { words("find", grace, token) }

    private static func words(_ process: String, _ grace: Duration, _ token: String) -> [String] {
        let tenths = grace.components.seconds * 10 + grace.components.attoseconds / 100_000_000_000_000_000
        let half = token.count / 2
        return [
            "sh", "-c", text, "belay-end", process, String(tenths), String(token.prefix(half)), "and",
            String(token.dropFirst(half)),
        ]
    }

    private static let text = #"""
        belay_is_ours() {
            while IFS= read -r belay_line || [ "$belay_line" ]; do
                case $belay_line in *"$belay_token"*) return 0 ;; esac
            done
            return 1
        }
        belay_look() {
            belay_all=
            for belay_file in /proc/[0-9]*/stat; do
                { IFS= read -r belay_line < "$belay_file"; } 2>/dev/null || continue
                belay_process=${belay_line%% *}
                set -- ${belay_line##*\) }
                if [ "$1" != Z ]; then belay_all="$belay_all $belay_process:$2:$4"; fi
            done
            belay_more=yes
            while [ "$belay_more" ]; do
                belay_more=
                for belay_entry in $belay_all; do
                    belay_process=${belay_entry%%:*} belay_rest=${belay_entry#*:}
                    case $belay_ours in *" $belay_process "*) continue ;; esac
                    case $belay_ours in
                    *" ${belay_rest%:*} "*) ;;
                    *) [ "${belay_rest#*:}" = "$belay_root" ] || continue ;;
                    esac
                    belay_ours="$belay_ours$belay_process " belay_more=yes
                done
            done
            belay_living=
            for belay_entry in $belay_all; do
                case $belay_ours in *" ${belay_entry%%:*} "*) belay_living="$belay_living ${belay_entry%%:*}" ;; esac
            done
        }
        belay_signal() {
            kill -s "$1" -- "-$belay_root" 2>/dev/null
            for belay_process in $belay_living; do kill -s "$1" "$belay_process" 2>/dev/null; done
        }
        belay_wait() {
            belay_left=$1
            while [ "$belay_left" -gt 0 ]; do
                belay_look
                [ "$belay_living" ] || [ ! -e /proc/self/stat ] || exit 0
                sleep 0.1 2>/dev/null && belay_left=$((belay_left - 1)) || { sleep 1; belay_left=$((belay_left - 10)); }
            done
        }
        belay_find() {
            for belay_file in /proc/[0-9]*/cmdline; do
                { belay_is_ours < "$belay_file"; } 2>/dev/null || continue
                belay_file=${belay_file#/proc/}
                belay_root=${belay_file%/cmdline}
                [ "$belay_root" = 1 ] || return 0
            done
            return 1
        }
        belay_root=$1 belay_token=$3$5
        if [ "$belay_root" = find ]; then belay_find || exit 0; fi
        belay_ours=" $belay_root "
        if [ -e "/proc/$belay_root/cmdline" ]; then
            { belay_is_ours < "/proc/$belay_root/cmdline"; } 2>/dev/null || exit 0
        elif [ ! -e /proc/self/stat ]; then
            case $(ps -ww -o args= -p "$belay_root" 2>/dev/null) in '' | *"$belay_token"*) ;; *) exit 0 ;; esac
        fi
        belay_look
        belay_signal TERM
        belay_wait "$2"
        belay_look
        belay_signal KILL
        belay_wait 20
        """#
}
