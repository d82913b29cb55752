import BelaySource

/// Definitions of libraries that are as they were when they were checked before.
///
/// A definition sees its own file and the libraries of that, and no other file. So it means what it meant as long as these are
/// the same and their definitions and globals have the same numbers. What is reported may name a phrase of any file, and where a
/// file has errors of its syntax something may be held back for a reason like that. So neither is kept.
extension Checker {
    mutating func checkDefinitions(besides tests: FileNumber?) -> [Definition] {
        guard noted != nil else { return definitions.indices.map { checkDefinition($0) } }
        let grounds = grounds(besides: tests)
        kept?.grounds = grounds
        let isUnchanged = filesAsBefore()
        return definitions.indices.map { index in
            let file = definitions[index].file.rawValue
            if isUnchanged[file], let entry = earlier?.entries[index] { return take(entry, as: index) }
            return checkAndKeep(index)
        }
    }

    private mutating func take(_ entry: KeptDefinitions.Entry, as index: Int) -> Definition {
        noted?.add(entry.notes)
        for name in entry.usedGlobals { scopes[definitions[index].file.rawValue].globals[name]?.isUsed = true }
        kept?.entries[index] = entry
        return entry.definition
    }

    private mutating func checkAndKeep(_ index: Int) -> Definition {
        let file = definitions[index].file.rawValue
        guard kept?.grounds[file] != nil, let mark = noted?.mark else { return checkDefinition(index) }
        let unused = scopes[file].globals.filter { !$0.value.isUsed }.map(\.key)
        let reported = diagnostics.count
        let definition = checkDefinition(index)
        guard diagnostics.count == reported, let notes = noted?.notes(since: mark) else { return definition }
        let used = unused.filter { scopes[file].globals[$0]?.isUsed == true }
        kept?.entries[index] = KeptDefinitions.Entry(definition: definition, notes: notes, usedGlobals: used)
        return definition
    }

    private func grounds(besides tests: FileNumber?) -> [KeptDefinitions.Ground?] {
        var firstDefinitions = files.map { _ in definitions.count }
        for index in definitions.indices.reversed() { firstDefinitions[definitions[index].file.rawValue] = index }
        return files.indices.map { index in
            guard index != runbook.rawValue, index != tests?.rawValue else { return nil }
            let file = files[index]
            let globals = scopes[index].globals.sorted { $0.key < $1.key }
            return KeptDefinitions.Ground(
                bytes: file.source.bytes, libraries: file.libraries, isWhole: file.isWhole,
                firstDefinition: firstDefinitions[index],
                slots: globals.map { if case .global(let slot) = $0.value.reference { slot } else { -1 } })
        }
    }

    /// By file number: it and all that it uses, directly or through others, are what they were.
    private func filesAsBefore() -> [Bool] {
        guard let now = kept?.grounds, let before = earlier?.grounds else { return files.map { _ in false } }
        let isSame = now.indices.map { index in
            now[index]?.isWhole == true && before.indices.contains(index) && now[index] == before[index]
        }
        return files.indices.map { file in
            var (reached, pending) = (Set([file]), [file])
            while let next = pending.popLast() {
                guard isSame[next] else { return false }
                pending += scopes[next].libraries.map(\.file.rawValue).filter { reached.insert($0).inserted }
            }
            return true
        }
    }
}
