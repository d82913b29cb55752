import BelayData
import BelayRPC

/// What can be asked for and is there at once.
extension AgentServer {
    static let capabilities: DataValue = ["tools": [:], "resources": [:]]

    var serverInfo: DataValue {
        ["name": "belay", "title": "Belay", "version": .string(version)]
    }

    /// Nil for a request that is not known.
    func list(
        _ method: String, _ params: Parameters, _ metadata: RequestMetadata
    ) throws(ResponseError) -> DataValue? {
        switch method {
        case "server/discover" where metadata.isStateless:
            return [
                "supportedVersions": .array(ProtocolVersion.stateless.map { .string($0) }),
                "capabilities": Self.capabilities, "instructions": .string(content.instructions),
            ]
        case "tools/list": return try page(of: content.tools.map(\.data), named: "tools", params)
        case "resources/list":
            let resources: [Resource]
            do throws(ToolRefusal) {
                resources = try content.resources()
            } catch {
                throw ResponseError(.internalError, error.text)
            }
            return try page(of: resources.map(\.data), named: "resources", params)
        case "resources/templates/list":
            return try page(of: content.templates.map(\.template), named: "resourceTemplates", params)
        case "resources/read": return try read(params, metadata)
        default: return nil
        }
    }

    private static var pageLength: Int { 100 }

    /// A part of a list, from where the one before it has ended.
    private func page(
        of all: [DataValue], named name: String, _ params: Parameters
    ) throws(ResponseError) -> DataValue {
        var start = 0
        if let cursor = params["cursor"] {
            guard let place = cursor.string.flatMap({ Int($0) }), place > 0, place <= all.count else {
                throw ResponseError(.invalidParams, "`cursor` must be the `nextCursor` of the page before")
            }
            start = place
        }
        let end = min(start + Self.pageLength, all.count)
        var object = DataValue.Object()
        object[name] = .array(Array(all[start..<end]))
        if end < all.count { object["nextCursor"] = .string("\(end)") }
        return .object(object)
    }

    private func read(_ params: Parameters, _ metadata: RequestMetadata) throws(ResponseError) -> DataValue {
        let uri = try params.string("uri")
        let found: (resource: Resource, text: String)?
        do throws(ToolRefusal) {
            found = try content.read(uri)
        } catch {
            throw ResponseError(.internalError, error.text, details: ["uri": .string(uri)])
        }
        guard let found else {
            throw ResponseError(
                metadata.isStateless ? .invalidParams : .resourceNotFound, "there is no resource at this address",
                details: ["uri": .string(uri)])
        }
        return ["contents": [found.resource.contents(found.text)]]
    }

    /// A result with all that its version wants.
    /// - Parameter isKept: it is one that a client may keep for a while; this server's it may not.
    func finished(_ result: DataValue, _ metadata: RequestMetadata, isKept: Bool = false) -> DataValue {
        guard metadata.isStateless, case .object(var object) = result else { return result }
        object["resultType"] = "complete"
        object["_meta"] = [RequestMetadata.serverInfo: serverInfo]
        if isKept {
            object["ttlMs"] = 0
            object["cacheScope"] = "private"
        }
        return .object(object)
    }
}

extension DataValue {
    init(members: [(name: String, value: DataValue)]) {
        var object = Object()
        for member in members { object[member.name] = member.value }
        self = .object(object)
    }
}
