// A QR code as a picture: black on white in every theme, with its quiet zone, drawn here and not in a browser.
import CQREncode
import HTML

enum QRPicture {
  /// Modules of white around the code, as the standard asks.
  static let quiet = 4
  /// Far more than an address of ours takes.
  static let longest = 400

  /// The code row by row, `true` where it is dark; `nil` for a text that is too long.
  static func modules(_ text: String) -> [[Bool]]? {
    guard !text.isEmpty, text.utf8.count <= longest, !text.utf8.contains(0),
      let code = text.withCString({ QRcode_encodeString8bit($0, 0, QR_ECLEVEL_M) })
    else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard width > 0, let data = code.pointee.data else { return nil }
    let cells = UnsafeBufferPointer(start: data, count: width * width)
    return (0..<width).map { row in cells[row * width..<(row + 1) * width].map { $0 & 1 == 1 } }
  }

  /// `told` is what the picture says to whoever does not see it.
  static func markup(_ text: String, told: String) -> Markup? {
    guard let modules = modules(text) else { return nil }
    let side = modules.count + 2 * quiet
    var path = Markup()
    for (row, cells) in modules.enumerated() {
      // One stroke for each run of dark modules keeps the picture small.
      var column = 0
      while column < cells.count {
        let run = cells[column...].prefix { $0 }.count
        if run > 0 { path += "M\(column + quiet) \(row + quiet)h\(run)v1h-\(run)z" }
        column += max(1, run)
      }
    }
    return
      "<svg class=\"qr\" viewBox=\"0 0 \(side) \(side)\" role=\"img\" aria-label=\"\(told)\" shape-rendering=\"crispEdges\"><rect width=\"\(side)\" height=\"\(side)\" fill=\"#fff\"/><path fill=\"#000\" d=\"\(path)\"/></svg>"
  }
}
