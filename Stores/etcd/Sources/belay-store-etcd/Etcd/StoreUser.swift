import Foundation

/// Who Belay is to the store, as the environment says it.
struct StoreUser: Sendable {
    private static let nameVariable = "BELAY_STORE_USER"
    private static let passwordVariable = "BELAY_STORE_PASSWORD"
    private static let fileVariable = "BELAY_STORE_PASSWORD_FILE"

    var name: String
    var password: String

    /// `nil` where the environment names nobody.
    static func named(in environment: [String: String]) throws(StoreFailure) -> StoreUser? {
        let password = try password(in: environment)
        guard let name = environment[nameVariable], !name.isEmpty else {
            guard password == nil else {
                throw StoreFailure(.invalid, "there is a password and no user for the store: set \(nameVariable)")
            }
            return nil
        }
        guard let password else {
            throw StoreFailure(
                .invalid, "\(nameVariable) needs a password: set \(fileVariable) or \(passwordVariable)")
        }
        return StoreUser(name: name, password: password)
    }

    /// That of a file has no newline at its end.
    private static func password(in environment: [String: String]) throws(StoreFailure) -> String? {
        if let password = environment[passwordVariable], !password.isEmpty { return password }
        guard let path = environment[fileVariable], !path.isEmpty else { return nil }
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else { throw StoreFailure(.invalid, "\(fileVariable) is \(path), which cannot be read as text") }
        let password = text.hasSuffix("\n") ? String(text.dropLast()) : text
        guard !password.isEmpty else { throw StoreFailure(.invalid, "\(fileVariable) is \(path), which is empty") }
        return password
    }
}
