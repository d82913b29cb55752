extension StepPath {
    /// How the elements of a list are told apart in numbers: as they are shown, and the second of two that look alike
    /// with `#2` behind it.
    static func labels(of texts: [String]) -> [String] {
        var taken: Set<String> = []
        var last: [String: Int] = [:]
        return texts.map { text in
            var label = text
            while !taken.insert(label).inserted {
                let number = last[text, default: 1] + 1
                last[text] = number
                label = "\(text)#\(number)"
            }
            return label
        }
    }
}
