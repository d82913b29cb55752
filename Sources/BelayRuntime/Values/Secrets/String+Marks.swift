extension String {
    /// True if it can be the text that was written with marks in place of secrets.
    func isAsWritten(_ written: String) -> Bool {
        var parts = written.split(separator: SecretSearch.mark, omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.popLast() else { return self == written }
        var rest = self[...]
        for (index, part) in parts.enumerated() {
            guard let found = index == 0 ? rest.range(beginningWith: part) : rest.firstRange(of: part) else {
                return false
            }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

extension Substring {
    fileprivate func range(beginningWith part: Substring) -> Range<Index>? {
        hasPrefix(part) ? startIndex..<(index(startIndex, offsetBy: part.count, limitedBy: endIndex) ?? endIndex) : nil
    }
}
