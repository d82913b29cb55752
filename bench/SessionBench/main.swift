import CBelaySystem
import Glibc

// How quickly `belay repl` answers at a terminal: SessionBench BELAY FOLDER RUNBOOK ROUNDS prints the seconds from the
// start to the prompt, from a key to its echo, and from Tab to what it inserts, each the median of so many.

/// A terminal on which a program runs.
struct Terminal {
    /// What the shell prints when it becomes the program.
    private static let handover = "now:"

    private let controller: Int32
    private var child = belay_child()

    init(running words: [String], in folder: String) {
        // TIOCSPTLCK and TIOCGPTN of the kernel, which Glibc keeps from Swift.
        let (unlocking, numbering): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        var (locked, number): (Int32, UInt32) = (0, 0)
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard controller >= 0, ioctl(controller, unlocking, &locked) == 0, ioctl(controller, numbering, &number) == 0
        else { fatalError("there is no terminal") }
        var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
        let script =
            "cd \"$1\"; shift; exec 0<>/dev/pts/\(number) 1>&0 2>&0; printf '\(Self.handover)'; exec \"$@\""
        var arguments = (["sh", "-c", script, "sh", folder] + words).map { strdup($0) } + [nil]
        guard belay_start(&child, "/bin/sh", &arguments, environ, -1, STDOUT_FILENO, STDERR_FILENO) == 0 else {
            fatalError("the program cannot be started")
        }
        self.await(Self.handover)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(controller, bytes, bytes.count)
    }

    /// Waits until a text has been printed.
    func await(_ wanted: String) {
        var seen = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !seen.contains(wanted) {
            let count = read(controller, &buffer, buffer.count)
            guard count > 0 else { fatalError("the program ended before it printed \(wanted)") }
            seen += String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    func end() {
        kill(child.pid, SIGKILL)
        _ = waitpid(child.pid, nil, 0)
        close(controller)
        close(child.descriptor)
    }
}

func seconds(_ body: () -> Void) -> Double {
    let duration = ContinuousClock().measure(body).components
    return Double(duration.seconds) + Double(duration.attoseconds) / 1e18
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

let words = CommandLine.arguments
guard words.count == 5, let rounds = Int(words[4]), rounds > 0 else {
    print("usage: SessionBench BELAY FOLDER RUNBOOK ROUNDS")
    exit(2)
}
var prompts: [Double] = []
var keys: [Double] = []
var tabs: [Double] = []
for _ in 0..<rounds {
    let terminal = Terminal(running: [words[1], "repl", words[3]], in: words[2])
    prompts.append(seconds { terminal.await("belay> ") })
    for key in ["p", "r", "e"] {
        keys.append(
            seconds {
                terminal.type(key); terminal.await(key)
            })
    }
    tabs.append(
        seconds {
            terminal.type("\t"); terminal.await("pare ")
        })
    terminal.end()
}
print(median(prompts), median(keys), median(tabs))
