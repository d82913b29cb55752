import BelaySystem
import Glibc

/// The way from `/` to a folder: nobody but this user and root may be able to put another folder in its place.
struct TrustedWay {
    /// Its last folder.
    enum End {
        /// This user's own.
        case own
        /// Shared by users: each has its own files in it, and nobody can take away another's (a sticky folder).
        case shared
    }

    private static let mostLinks = 40

    private var place = ""
    private var names: [Substring]
    private var links = 0

    private init(_ path: String) { names = path.split(separator: "/").reversed() }

    /// A missing folder is fine: it will be made, for this user alone.
    static func check(_ path: String, end: End) throws(StateFailure) {
        var way = TrustedWay(path)
        try way.walk(end, path)
    }

    private mutating func walk(_ end: End, _ path: String) throws(StateFailure) {
        try look(at: "/", isEnd: false, end)
        while let name = names.popLast() {
            if name == "." { continue }
            if name == ".." {
                place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
                continue
            }
            let next = "\(place)/\(name)"
            var status = stat()
            // What cannot be looked at cannot be used either, and whoever tries says why.
            guard lstat(next, &status) == 0 else { return }
            if status.st_mode & S_IFMT == S_IFLNK {
                try follow(next, status, path)
            } else {
                place = next
                try look(at: next, isEnd: names.isEmpty, end)
            }
        }
    }

    private mutating func follow(_ link: String, _ status: stat, _ path: String) throws(StateFailure) {
        guard FileTrust.isTrusted(status.st_uid) else {
            throw StateFailure(
                message: "\(link) is a link of \(FileTrust.userName(status.st_uid)), who could redirect it",
                help: [Self.elsewhere])
        }
        links += 1
        guard links <= Self.mostLinks, let target = File.target(ofLink: link) else {
            throw StateFailure(message: "a link on the way to \(path) leads nowhere")
        }
        if target.hasPrefix("/") { place = "" }
        names += target.split(separator: "/").reversed()
    }

    private func look(at folder: String, isEnd: Bool, _ end: End) throws(StateFailure) {
        var status = stat()
        guard stat(folder, &status) == 0 else { return }
        let isSticky = status.st_mode & S_ISVTX != 0
        let isOwn = isEnd && end == .own
        guard isOwn ? status.st_uid == geteuid() : FileTrust.isTrusted(status.st_uid) else {
            throw StateFailure(
                message: "\(folder) belongs to \(FileTrust.userName(status.st_uid)), who could change what "
                    + "a run is resumed from",
                help: [Self.elsewhere])
        }
        guard let writers = FileTrust.writers(status), isOwn || !isSticky else { return }
        if isEnd, end == .shared {
            throw StateFailure(
                message: "\(writers) can write to \(folder), and so release the lock of another's run",
                help: ["chmod +t '\(folder)'   leave each user their own files"])
        }
        throw StateFailure(
            message: "\(writers) can write to \(folder), and so change what a run is resumed from or who has a "
                + "target",
            help: ["chmod go-w '\(folder)'", Self.elsewhere])
    }

    private static let elsewhere = "XDG_STATE_HOME=FOLDER keeps runs elsewhere"
}
