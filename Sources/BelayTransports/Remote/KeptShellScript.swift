import BelayData

/// The script of the shell that is kept on a host: it performs one `KeptRequest` after another, until its input ends. Any
/// POSIX shell runs it.
///
/// Each command is a session of its own, made by `setsid`, with the scripts that a command of an own session has. It does not
/// get the streams of this shell: two `cat` pass on what comes from its pipes, so nothing that it leaves behind can
/// reach the next command. When both pipes are closed by all that hold them, a mark `closed` on each stream says that
/// the shell is free. The first two say that it is there.
///
/// What waits for the end of its input is another process than what performs commands, so that a lost connection closes the
/// pipes of a command that runs: it kills the process group, to which no command belongs. So does what waits for the end
/// of the process that performs them, which may find that the host has no room for another process.
///
/// A command is not performed, and `stale` said instead, when a fresh login may differ from this one: when a start-up file or
/// what logging in reads was changed since, or the home is another folder.
enum KeptShellScript {
    static let text =
        RemoteStart.Script.allCases.map { "belay_\($0.rawValue)=\(ShellQuoting.quoted($0.text))\n" }.joined()
        + "belay_launcher=\(ShellQuoting.quoted(LauncherScript.text))\n" + conditions
        + RemoteRecord.tellingBoot + performing + reading

    private static let conditions = #"""
        belay_shell=$0 belay_place=$PWD
        belay_refuse() { printf '%s\n' "$1" >&2; exit 1; }
        kill -0 "-$$" 2>/dev/null || belay_refuse "the shell leads no process group"
        [ "$(command -v printf)" = printf ] || belay_refuse "its sh has no printf of its own"
        [ . -ef "$belay_place" ] || belay_refuse "its sh cannot compare files"
        for belay_word in setsid cat; do
            command -v "$belay_word" >/dev/null 2>&1 || belay_refuse "there is no program $belay_word"
        done
        # Its time of change is that of this login.
        { exec 7</proc/self/stat; } 2>/dev/null && [ -e /proc/self/fd/7 ] || belay_refuse "there is no /proc"

        """#

    private static let performing = #"""
        belay_tell() { printf '\036%s %s\n' "$belay_token" "$1"; }
        belay_close() { belay_tell closed >&3; belay_tell closed >&4; }
        belay_is_fresh() {
            [ . -ef "$belay_place" ] || return 1
            # A folder is newer when a file in it was replaced, also by one that is older.
            for belay_word in '' .bashrc .profile .bash_profile .bash_login .zshenv .zshrc .zprofile .cshrc .tcshrc .login \
                .kshrc .mkshrc .pam_environment .config/fish .config/fish/config.fish .ssh .ssh/environment .ssh/rc; do
                belay_is_older "$HOME/$belay_word" || return 1
            done
            for belay_word in '' environment profile profile.d bash.bashrc bashrc zshenv zsh zsh/zshenv csh.cshrc fish \
                fish/config.fish ssh ssh/sshrc security security/limits.conf security/limits.d security/pam_env.conf \
                passwd group; do
                belay_is_older "/etc/$belay_word" || return 1
            done
        }
        # Shells that compare whole seconds do not know what happened in the same one.
        belay_is_older() { [ ! -e "$1" ] || [ "$1" -ot /proc/self/fd/7 ]; }
        belay_perform() {
            {
                {
                    {
                        # As it was at the login; nothing follows here but this command.
                        if [ "$belay_had_locale" ]; then LC_ALL=$belay_locale; else unset LC_ALL; fi
                        setsid sh -c "$belay_text" "$belay_token" "$@" 2>&5 5>&- 7<&-
                        belay_tell "left $?" >&5
                    } 3>&- 4>&- | cat >&3 3>&- 4>&- 5>&- || belay_tell cut >&5
                } 5>&1 | cat >&4 3>&- 4>&-
            }
            belay_close
        }

        """#

    private static let reading = #"""
        { cat; kill -KILL "-$$"; } 7<&- | { (
            exec 3>&1 4>&2 >/dev/null 2>/dev/null
            # Bytes are bytes, whatever the locale.
            belay_locale=${LC_ALL-} belay_had_locale=${LC_ALL+yes}
            LC_ALL=C
            belay_find_boot
            # In words that need no quotes, or each command looks for it.
            case $belay_known_boot in
            *[!0-9a-f.-]*) belay_records= ;;
            *) belay_records="belay_known_boot=$belay_known_boot
        " ;;
            esac
            belay_token=$belay_shell
            belay_close
            while IFS=' ' read -r belay_token belay_script; do
                set --
                belay_kind= belay_word= belay_input= belay_has_input=
                while IFS= read -r belay_line; do
                    case $belay_line in
                    +*)
                        belay_word="$belay_word
        ${belay_line#+}"
                        continue ;;
                    esac
                    case $belay_kind in
                    word) set -- "$@" "$belay_word" ;;
                    input) belay_input=$belay_word belay_has_input=yes ;;
                    esac
                    case $belay_line in
                    =*) belay_kind=word belay_word=${belay_line#=} ;;
                    '<'*) belay_kind=input belay_word=${belay_line#<} ;;
                    @) belay_kind=word belay_word=$belay_launcher ;;
                    .) break ;;
                    esac
                done
                [ "$belay_line" = . ] || exit
                case $belay_script in
                plain) belay_text=$belay_plain ;;
                recorded) belay_text=$belay_records$belay_recorded ;;
                behind) belay_text=$belay_behind ;;
                recorded_behind) belay_text=$belay_records$belay_recorded_behind ;;
                *) exit ;;
                esac
                if ! belay_is_fresh; then
                    belay_tell stale >&4
                    belay_close
                elif [ "$belay_has_input" ]; then
                    printf %s "$belay_input" | belay_perform "$@"
                else
                    belay_perform "$@" </dev/null
                fi
            done
        ); kill -KILL "-$$"; }
        """#
}
