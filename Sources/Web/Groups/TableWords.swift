// How many sit at each table, as one says it: "two tables of 3", "tables of 3 and 2".
import Messages

struct TableWords {
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  func sizes(_ tables: [Int]) -> String {
    guard let first = tables.first, let last = tables.last else { return "" }
    if tables.allSatisfy({ $0 == first }) {
      let values = ["count": String(tables.count), "size": String(first)]
      return tables.count == 2 ? catalogue.say("table.tables.two", values) : catalogue.say("table.tables.many", values)
    }
    let others = tables.dropLast().map { String($0) }.joined(separator: ", ")
    return catalogue.say("table.tables.unequal", ["sizes": catalogue.say("table.tables.and", ["first": others, "last": String(last)])])
  }
}
