// Who sits at which table when a group splits: in the order of their seats, those by video together where the sizes allow.

package enum TableSeating {
  /// The members of each table, as many tables as `sizes`. Whoever has no place in the sizes joins the smallest table; a table of one
  /// is never made, and a table holds at most `LiveRoom.mostAtTable`.
  package static func seat(_ present: [ID<Person>], sizes: [Int], byVideo: Set<ID<Person>> = []) -> [[ID<Person>]] {
    var sizes = sizes.filter { $0 > 0 }
    if sizes.isEmpty { sizes = [present.count] }
    if sizes.count == 1, present.count > LiveRoom.mostAtTable { sizes = [present.count - present.count / 2, present.count / 2] }
    var tables = [[ID<Person>]](repeating: [], count: sizes.count)
    func hasRoom(_ table: Int) -> Bool { tables[table].count < sizes[table] }
    let distant = present.filter(byVideo.contains)
    let near = present.filter { !byVideo.contains($0) }
    // Those by video fill the table that fits them best; what does not fit there begins the next one.
    var order = Array(sizes.indices)
    if !distant.isEmpty {
      let fitting = order.filter { sizes[$0] >= distant.count }.min { sizes[$0] < sizes[$1] } ?? order.max { sizes[$0] < sizes[$1] } ?? 0
      order.removeAll { $0 == fitting }
      order.insert(fitting, at: 0)
    }
    var left: [ID<Person>] = []
    for person in distant {
      if let table = order.first(where: hasRoom) { tables[table].append(person) } else { left.append(person) }
    }
    for person in near {
      if let table = sizes.indices.first(where: hasRoom) { tables[table].append(person) } else { left.append(person) }
    }
    for person in left {
      guard let table = tables.indices.min(by: { tables[$0].count < tables[$1].count }) else { break }
      tables[table].append(person)
    }
    while tables.count > 1, let alone = tables.firstIndex(where: { $0.count == 1 }),
      let other = tables.indices.filter({ $0 != alone && !tables[$0].isEmpty }).min(by: { tables[$0].count < tables[$1].count })
    {
      tables[other] += tables[alone]
      tables[alone] = []
    }
    // Each table in the order in which its members sit.
    return tables.map { members in present.filter(members.contains) }
  }
}
