import BelaySource
import BelaySyntax

/// Names given by `type`, over all files, resolved to what they stand for.
///
/// A type leads to at most one other name, so what a name stands for is found by following a chain, and what was
/// found is kept for every name on the way.
struct TypeResolver {
    /// For each file, the types that it defines.
    let own: [[String: TypeDefinitionSyntax]]
    /// For each file, the files that it uses.
    let libraries: [[Int]]
    private(set) var diagnostics: [Diagnostic] = []
    /// For each file, what its names stand for, as far as that has been asked.
    private var known: [[String: ValueType]]
    /// For each file, the names that a chain has come by.
    private var seen: [Set<String>]

    init(own: [[String: TypeDefinitionSyntax]], libraries: [[Int]]) {
        self.own = own
        self.libraries = libraries
        known = own.map { _ in [:] }
        seen = own.map { _ in [] }
    }

    /// What a name that the file defines stands for.
    mutating func type(named name: String, in file: Int) -> ValueType {
        var chain: [(file: Int, name: String)] = []
        var next = (file: file, name: name)
        var end: ValueType?
        while end == nil {
            if let type = known[next.file][next.name] {
                end = type
            } else if !seen[next.file].insert(next.name).inserted {
                if let definition = own[next.file][next.name] { diagnostics.append(.typeOfItself(definition.name)) }
                end = .any
            } else if let definition = own[next.file][next.name] {
                chain.append(next)
                switch definition.type.innermost.kind {
                case .choice(let words): end = .choice(words.map(\.text))
                case .list: end = .any
                case .name(let name):
                    if let type = ValueType(builtIn: name.text) {
                        end = type
                    } else if let home = home(of: name.text, from: next.file) {
                        next = (home, name.text)
                    } else {
                        let names = ValueType.builtInNames + own[next.file].keys.sorted()
                        diagnostics.append(.unknownType(name, known: names))
                        end = .any
                    }
                }
            }
        }
        var type = end ?? .any
        for key in chain.reversed() {
            for _ in 0..<(own[key.file][key.name]?.type.listDepth ?? 0) { type = .list(type) }
            known[key.file][key.name] = type
        }
        return type
    }

    private func home(of name: String, from file: Int) -> Int? {
        ([file] + libraries[file]).first { own[$0][name] != nil }
    }
}

extension TypeSyntax {
    /// What the type is a list of, or a list of lists of; itself when it is no list.
    fileprivate var innermost: TypeSyntax {
        var type = self
        while case .list(let element) = type.kind { type = element }
        return type
    }

    fileprivate var listDepth: Int {
        var depth = 0
        var type = self
        while case .list(let element) = type.kind {
            depth += 1
            type = element
        }
        return depth
    }
}
