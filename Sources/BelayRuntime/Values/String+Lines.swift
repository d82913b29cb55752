extension String {
    /// With the newline that ends its last line; an empty text has no line.
    var endingItsLine: String { isEmpty || utf8.last == UInt8(ascii: "\n") ? self : self + "\n" }
}
