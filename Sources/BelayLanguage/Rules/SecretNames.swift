extension Program {
    /// Every name of a value that is a secret, in whatever file: what may have to be given when a run is resumed.
    public var secretNames: Set<String> {
        var names = Set(parameters.filter(\.type.isSecret).map(\.name))
        names.formUnion(preamble.secretNames)
        names.formUnion(body.secretNames)
        for definition in definitions {
            for case .placeholder(let placeholder) in definition.signature.items where placeholder.type.isSecret {
                names.insert(placeholder.name)
            }
            for option in definition.signature.options where option.type.isSecret { names.insert(option.name) }
            names.formUnion(definition.body.secretNames)
            if let undo = definition.undo { names.formUnion(undo.secretNames) }
        }
        return names
    }
}

extension Block {
    fileprivate var secretNames: [String] {
        statements.flatMap { statement in
            statement.secretNames + statement.traits.blocks.flatMap(\.secretNames)
        }
    }
}

extension Statement {
    fileprivate var secretNames: [String] {
        switch kind {
        case .loop(let loop): loop.head.list.type.isSecret ? [loop.head.name] : []
        case .withInput(let value, _): value.type.isSecret ? ["input"] : []
        case .withEnvironment(let entries, _): entries.filter(\.value.type.isSecret).map(\.name)
        default: traits.binds.map { $0.type.isSecret ? [$0.name] : [] } ?? []
        }
    }
}
