import BelayData
import BelayLanguage
import BelaySource
import BelaySystem

/// One of the files with the configuration.
public struct ConfigurationFile: Hashable, Sendable {
    /// As it is shown.
    public let name: String
    /// Absolute.
    public let path: String
    /// It is the user's own, and not one that came with some runbooks.
    let isPersonal: Bool

    public var exists: Bool { File.exists(path) }

    /// The user's, where there is a home, and that of the working folder.
    static func all(_ surroundings: Surroundings) -> [ConfigurationFile] {
        var files: [ConfigurationFile] = []
        let environment = surroundings.environment
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            files.append(personal("\(folder)/belay/config.yaml"))
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            files.append(personal("\(home)/.config/belay/config.yaml"))
        }
        let path = surroundings.absolute("belay.yaml")
        return files + [ConfigurationFile(name: "belay.yaml", path: path, isPersonal: false)]
    }

    private static func personal(_ path: String) -> ConfigurationFile {
        ConfigurationFile(name: path, path: path, isPersonal: true)
    }

    /// Nil where it is not there.
    func text() throws(WorkspaceFailure) -> String? {
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try FileBytes(path).whole()
        } catch {
            if error == .missing { return nil }
            throw WorkspaceFailure(message: "the configuration \(name) \(error.words)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw WorkspaceFailure(message: "the configuration \(name) is not UTF-8")
        }
        return text
    }

    /// What a text of this file sets.
    func settings(in text: String) throws(WorkspaceFailure) -> [ConfigurationKey: Configuration.Setting] {
        let data: DataValue
        do throws(YAMLError) {
            data = try YAML.read(text)
        } catch {
            throw WorkspaceFailure(message: "\(name):\(error.position.line):\(error.position.column): \(error.message)")
        }
        if data.isNull { return [:] }
        guard let object = data.object else {
            throw WorkspaceFailure(message: "\(name) is not a mapping from settings to values", help: ["color: never"])
        }
        var settings: [ConfigurationKey: Configuration.Setting] = [:]
        for member in object.members {
            let origin = "\(name):\(line(of: member.key, in: text))"
            let key = try key(member.key, at: origin)
            settings[key] = Configuration.Setting(value: try value(member.value, of: key, at: origin), origin: origin)
        }
        return settings
    }

    private func key(_ word: String, at origin: String) throws(WorkspaceFailure) -> ConfigurationKey {
        let names = ConfigurationKey.allCases.map(\.rawValue)
        guard let key = ConfigurationKey(rawValue: word) else {
            let nearest = NameSuggestion.nearest(to: word, among: names).map { ["did you mean `\($0)`?"] }
            throw WorkspaceFailure(
                message: "\(origin): there is no setting `\(word)`",
                help: nearest ?? ["the settings are \(names.joined(separator: ", "))"])
        }
        if key.isPersonal, !isPersonal {
            throw WorkspaceFailure(
                message: "\(origin): `\(word)` begins a program where nothing is run, so it is set for a user only",
                help: ["write it into ~/.config/belay/config.yaml"])
        }
        return key
    }

    private func value(
        _ data: DataValue, of key: ConfigurationKey, at origin: String
    ) throws(WorkspaceFailure) -> String {
        switch key {
        case .color:
            if let text = data.string, ["auto", "always", "never"].contains(text) { return text }
            throw WorkspaceFailure(message: "\(origin): `color` is auto, always or never", help: ["color: never"])
        case .pager, .notify:
            if let text = data.string { return text }
            throw WorkspaceFailure(
                message: "\(origin): `\(key.rawValue)` is a command, as a text", help: ["\(key.rawValue): \"COMMAND\""])
        case .ssh:
            let options = data.array?.compactMap(\.string) ?? []
            if !options.isEmpty, options.count == data.array?.count,
                options.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) })
            {
                return options.joined(separator: " ")
            }
            throw WorkspaceFailure(
                message: "\(origin): `ssh` is a list of options without spaces",
                help: ["ssh: [-oProxyJump=bastion, -oUser=deploy]"])
        case .inventory:
            if let text = data.string, !text.isEmpty { return absolute(text) }
            throw WorkspaceFailure(message: "\(origin): `inventory` is a file", help: ["inventory: inventory.yaml"])
        case .limits: return try UsualLimits.words(of: data, at: origin)
        case .locks:
            if let text = data.string, !text.isEmpty { return absolute(text) }
            throw WorkspaceFailure(message: "\(origin): `locks` is a folder", help: ["locks: /var/lib/belay/locks"])
        case .signers, .key:
            if let text = data.string, !text.isEmpty { return absolute(text) }
            throw WorkspaceFailure(
                message: "\(origin): `\(key.rawValue)` is a file",
                help: ["\(key.rawValue): /srv/runbooks/\(key.example)"])
        case .identity:
            if let text = data.string, !text.isEmpty { return text }
            throw WorkspaceFailure(
                message: "\(origin): `identity` is your name in allowed_signers", help: ["identity: alice@example.com"])
        case .store:
            if let text = data.string, !text.isEmpty { return text.contains("://") ? text : absolute(text) }
            throw WorkspaceFailure(
                message: "\(origin): `store` is a folder or an address",
                help: ["store: etcd://10.0.0.5:2379,10.0.0.6:2379/belay"])
        case .libraries:
            let folders = data.array?.compactMap(\.string) ?? []
            if !folders.isEmpty, folders.count == data.array?.count {
                return folders.map(absolute).joined(separator: ":")
            }
            throw WorkspaceFailure(
                message: "\(origin): `libraries` is a list of folders", help: ["libraries: [/srv/runbooks/lib]"])
        }
    }

    /// From the folder of the file on.
    private func absolute(_ folder: String) -> String {
        if folder.hasPrefix("/") { return folder }
        return "\(path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex))\(folder)"
    }

    private func line(of key: String, in text: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = lines.firstIndex { line in
            let words = line.drop { $0 == " " || $0 == "\"" || $0 == "'" || $0 == "{" }
            return words.hasPrefix(key)
        }
        return (index ?? 0) + 1
    }
}
