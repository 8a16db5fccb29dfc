// Typed markup: what stands in a literal is markup, what is interpolated is a value and is escaped. A library of its own.

/// A piece of HTML. Markup can only come from a literal in the source; every interpolated value is escaped byte by byte,
/// so that no value, whatever combining marks it carries, can leave its text or its quoted attribute.
///
///     let line: Markup = "<p class=\"who\">\(name)</p>"
public struct Markup: Sendable, ExpressibleByStringInterpolation {
  public private(set) var bytes: [UInt8]

  public init() { bytes = [] }

  public init(stringLiteral value: StaticString) { bytes = value.withUTF8Buffer { Array($0) } }

  public init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  /// Text, escaped.
  public init(text: String) {
    bytes = []
    bytes.reserveCapacity(text.utf8.count + 16)
    Markup.escape(text, into: &bytes)
  }

  public static func + (left: Markup, right: Markup) -> Markup {
    var sum = Markup()
    sum.bytes.reserveCapacity(left.bytes.count + right.bytes.count)
    sum.bytes.append(contentsOf: left.bytes)
    sum.bytes.append(contentsOf: right.bytes)
    return sum
  }

  /// Several pieces one after the other.
  public init(joining pieces: [Markup]) {
    bytes = []
    bytes.reserveCapacity(Markup.length(of: pieces))
    for place in pieces.indices { bytes.append(contentsOf: pieces[place].bytes) }
  }

  fileprivate static func length(of pieces: [Markup]) -> Int { pieces.indices.reduce(0) { $0 + pieces[$1].bytes.count } }

  public static func += (left: inout Markup, right: Markup) { left.bytes.append(contentsOf: right.bytes) }

  public var isEmpty: Bool { bytes.isEmpty }

  /// The markup as a string, for tests and for event streams.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  public struct StringInterpolation: StringInterpolationProtocol {
    var bytes: [UInt8]

    /// Room for most values, so that a piece is rarely moved while it is drawn.
    private static let usualLength = 48

    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes = []
      bytes.reserveCapacity(literalCapacity + interpolationCount * StringInterpolation.usualLength)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// A value: escaped.
    public mutating func appendInterpolation(_ text: String) { Markup.escape(text, into: &bytes) }

    /// What was written as a literal, such as the name of a field.
    public mutating func appendInterpolation(_ literal: StaticString) { appendLiteral(literal) }

    public mutating func appendInterpolation(_ text: Substring) { Markup.escape(String(text), into: &bytes) }

    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      bytes.append(contentsOf: String(number).utf8)
    }

    /// Markup that is already markup.
    public mutating func appendInterpolation(_ markup: Markup) { bytes.append(contentsOf: markup.bytes) }

    public mutating func appendInterpolation(_ markup: Markup?) {
      if let markup { bytes.append(contentsOf: markup.bytes) }
    }

    public mutating func appendInterpolation(_ pieces: [Markup]) {
      let length = bytes.count + Markup.length(of: pieces)
      // At least doubled, so that a list of lists is not moved with each of them.
      if length > bytes.capacity { bytes.reserveCapacity(max(length + length / 4, bytes.capacity * 2)) }
      for place in pieces.indices { bytes.append(contentsOf: pieces[place].bytes) }
    }

    /// The markup where the condition holds, nothing otherwise: `\("checked", if: isOn)`.
    public mutating func appendInterpolation(_ markup: @autoclosure () -> Markup, if condition: Bool) {
      if condition { bytes.append(contentsOf: markup().bytes) }
    }

    /// An address for `href`, `src` or `action`: kept only if it is a path of our own or an http(s) address, `#` otherwise.
    public mutating func appendInterpolation(href address: String) {
      Markup.escape(Markup.isSafeAddress(address) ? address : "#", into: &bytes)
    }
  }

  static func isSafeAddress(_ address: String) -> Bool {
    let bytes = address.utf8
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x5C }) else { return false }
    if bytes.starts(with: "https://".utf8) || bytes.starts(with: "http://".utf8) { return true }
    if bytes.first == UInt8(ascii: "/") { return bytes.dropFirst().first != UInt8(ascii: "/") }
    return bytes.first == UInt8(ascii: "#") || bytes.first == UInt8(ascii: "?")
  }

  /// Escapes over bytes, never over characters: a quote followed by a combining mark is one character but still a quote.
  /// What needs no escaping is copied in one piece; the concrete type keeps this loop free of generic calls.
  static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
      var from = 0
      for place in source.indices {
        guard let entity = entity(of: source[place]) else { continue }
        bytes.append(contentsOf: source[from..<place])
        entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
        from = place + 1
      }
      bytes.append(contentsOf: source[from...])
    }
  }

  /// What stands for a byte that may not stand as it is; a NUL is left out.
  @inline(__always)
  private static func entity(of byte: UInt8) -> StaticString? {
    switch byte {
    case 0x26: "&amp;"
    case 0x3C: "&lt;"
    case 0x3E: "&gt;"
    case 0x22: "&quot;"
    case 0x27: "&#39;"
    case 0: ""
    default: nil
    }
  }
}
