/// The script that asks a host for its record of a change. Prints one line, see `RemoteStatus`.
///
/// A change of which there is no record is given up, so that it cannot begin any more, if the run has a folder here, which
/// proves that it is the machine and the home that keep its records, and if this host has run since before the change
/// was begun: else it may have had a record and lost it.
///
/// A later generation of the run is told to a host that has a folder of it, so that nothing of an earlier one begins there any
/// more.
///
/// Arguments: the change's mark, for how many seconds it may have been begun, or `-` where that is not known, is
/// longer than a record surely stays in a folder for temporary files, or is less than nothing, by a clock that went back; and
/// the generation of the run.
enum StatusScript {
    private static let surelyKept = Duration.seconds(7 * 24 * 3600)

    static func words(mark: String, age: Duration?, generation: Int) -> [String] {
        let seconds = age.flatMap { $0 >= .zero && $0 < surelyKept ? String($0.components.seconds) : nil }
        return ["sh", "-c", text, "belay-ask", mark, seconds ?? "-", String(generation)]
    }

    private static let text =
        RemoteRecord.functions + #"""

            belay_keep() { belay_find "$1" && belay_file=$1/$belay_number; }
            belay_read() {
                belay_left=20 belay_state=
                while :; do
                    { read -r belay_state belay_1 belay_2 belay_3 belay_4 belay_5; } 2>/dev/null < "$belay_file"
                    [ ! "$belay_state" ] && [ "$belay_left" -gt 0 ] || break
                    belay_left=$((belay_left - 1))
                    sleep 0.1 2>/dev/null || sleep 1
                done
            }
            belay_is_ours() {
                while IFS= read -r belay_line || [ "$belay_line" ]; do
                    case $belay_line in *"$belay_4"*) return 0 ;; esac
                done
                return 1
            }
            belay_lives() {
                if [ ! -e /proc/self/stat ]; then
                    command -v ps >/dev/null 2>&1 || { kill -0 "$belay_1" 2>/dev/null; return; }
                    case $(ps -ww -o args= -p "$belay_1" 2>/dev/null) in *"$belay_4"*) return 0 ;; *) return 1 ;; esac
                fi
                if [ -e "/proc/$belay_1/cmdline" ]; then
                    { belay_is_ours < "/proc/$belay_1/cmdline"; } 2>/dev/null
                    return
                fi
                for belay_stat in /proc/[0-9]*/stat; do
                    { IFS= read -r belay_line < "$belay_stat"; } 2>/dev/null || continue
                    set -- ${belay_line##*\) }
                    if [ "$4" = "$belay_1" ] && [ "$1" != Z ]; then return 0; fi
                done
                return 1
            }
            belay_answer() {
                case $belay_state in
                exit | lost) echo "$belay_state $belay_1" ;;
                void) echo void ;;
                started)
                    if [ "$belay_boot" != "$belay_2" ]; then echo rebooted
                    elif belay_lives; then
                        case $belay_up$belay_3 in *[!0-9]*) belay_3=- ;; *) belay_3=$((belay_up - belay_3)) ;; esac
                        echo "runs $belay_1 $belay_3 $belay_4"
                    else
                        belay_read
                        case $belay_state in exit | lost) echo "$belay_state $belay_1" ;; *) echo gone ;; esac
                    fi ;;
                *) echo absent ;;
                esac
            }
            belay_tell_generation() { belay_is_own "$1" && belay_announce "$1"; }
            belay_run=${1%/*} belay_number=${1##*/} belay_age=$2 belay_generation=$3 belay_file=
            if [ "$belay_generation" -gt 1 ]; then belay_each belay_tell_generation; fi
            belay_tell_boot
            if ! belay_each belay_keep; then
                belay_each belay_is_own || { echo absent; exit; }
                case $belay_age$belay_up$belay_first in *[!0-9]*) echo absent; exit ;; esac
                # A clock may have gone back by a little since.
                if [ $((belay_up - belay_first / 100)) -lt $((belay_age + 60)) ]; then echo absent; exit; fi
                belay_content=void
                belay_each belay_claim || { echo absent; exit; }
            fi
            belay_read
            # It may have begun in another place, where this one could not be written for a while: then what gave it up
            # must not be believed.
            if [ "$belay_state" = void ]; then
                belay_void=$belay_file
                if belay_each belay_keep; then
                    belay_read
                    case $belay_state in started | exit | lost) rm -f "$belay_void" ;; *) belay_state=void ;; esac
                fi
            fi
            belay_answer
            """#
}
