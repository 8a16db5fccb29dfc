// What tables a database has: their columns, their key and what they point to, read from the engine's own catalogue.

package struct TableShape: Sendable, Equatable {
  package enum Kind: String, Sendable { case text, integer, real, boolean }

  package struct Column: Sendable, Equatable {
    package let name: String
    package let kind: Kind
  }

  package let name: String
  package let columns: [Column]
  package let key: [String]
  package let pointsTo: Set<String>

  /// Every table, those that are pointed to before those that point to them.
  package static func all(_ engine: EngineKind, in transaction: Transaction) throws -> [TableShape] {
    let shapes = try engine == .sqlite ? sqlite(transaction) : postgres(transaction)
    var sorted: [TableShape] = []
    var waiting = shapes.sorted { $0.name < $1.name }
    while !waiting.isEmpty {
      let ready = waiting.filter { shape in
        shape.pointsTo.allSatisfy { target in target == shape.name || sorted.contains { $0.name == target } }
      }
      guard !ready.isEmpty else { throw DatabaseFault.other(code: "order", message: "tables point to each other in a ring") }
      sorted += ready
      waiting.removeAll { shape in ready.contains { $0.name == shape.name } }
    }
    return sorted
  }

  /// Every row in the order of the key, which is the same on both engines.
  package func rows(_ engine: EngineKind) -> SQL {
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let order = key.map { name in
      let isText = columns.contains { $0.name == name && $0.kind == .text }
      return "\"\(name)\"" + (isText && engine == .postgres ? " COLLATE \"C\"" : "")
    }
    return SQL(file: "SELECT \(names) FROM \"\(name)\" ORDER BY \(order.joined(separator: ", "))")
  }

  package func insert(_ values: [SQLValue]) -> SQL {
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let start = SQL(file: "INSERT INTO \"\(name)\" (\(names)) VALUES (")
    return "\(start)\(list: values))"
  }

  /// The values of a row, each of the kind its column has: SQLite keeps truth as a number.
  package func values(of row: Row) throws -> [SQLValue] {
    try columns.map { column in
      let value: SQLValue = try row[column.name]
      return if case .integer(let number) = value, column.kind == .boolean { .boolean(number != 0) } else { value }
    }
  }

  private static func sqlite(_ transaction: Transaction) throws -> [TableShape] {
    try transaction.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name").map { row in
      let name: String = try row["name"]
      let columns = try transaction.rows("SELECT name, type, pk FROM pragma_table_info(\(name)) ORDER BY cid")
      let key = try columns.map { (place: try $0["pk"] as Int, name: try $0["name"] as String) }.filter { $0.place > 0 }
      let targets = try transaction.rows("SELECT DISTINCT \"table\" AS target FROM pragma_foreign_key_list(\(name))")
      return TableShape(
        name: name, columns: try columns.map { Column(name: try $0["name"], kind: kind(try $0["type"])) },
        key: key.sorted { $0.place < $1.place }.map(\.name), pointsTo: Set(try targets.map { try $0["target"] }))
    }
  }

  private static func postgres(_ transaction: Transaction) throws -> [TableShape] {
    try transaction.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename").map { row in
      let name: String = try row["name"]
      let columns = try transaction.rows(
        """
        SELECT column_name AS name, data_type AS type FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = \(name) ORDER BY ordinal_position
        """)
      let key = try transaction.rows(
        """
        SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = to_regclass(\(name)) AND i.indisprimary ORDER BY array_position(CAST(i.indkey AS int2[]), a.attnum)
        """)
      let targets = try transaction.rows(
        """
        SELECT DISTINCT t.relname AS target FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid
        WHERE c.conrelid = to_regclass(\(name)) AND c.contype = 'f'
        """)
      return TableShape(
        name: name, columns: try columns.map { Column(name: try $0["name"], kind: kind(try $0["type"])) },
        key: try key.map { try $0["name"] }, pointsTo: Set(try targets.map { try $0["target"] }))
    }
  }

  private static func kind(_ type: String) -> Kind {
    switch type.uppercased() {
    case "TEXT": .text
    case "BOOLEAN": .boolean
    case "DOUBLE PRECISION", "REAL": .real
    default: .integer
    }
  }
}
