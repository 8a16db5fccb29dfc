// What the buttons and forms of a room send, read into what somebody wants; `RoomScene` lists the fields.
import Actions
import Domain
import HTTP

enum RoomForms {
  /// A form that says nothing of what can be done at this address.
  private static var nothing: Problem { Problem(nil, "room.form.unknown") }

  static func opening(_ form: Form) -> RoomWish {
    var seats: [String: [ID<Person>]] = [:]
    for field in form.fields where field.name.hasPrefix("seat-") {
      guard let person = ID<Person>(field.name.dropFirst(5)) else { continue }
      seats[field.value, default: []].append(person)
    }
    let byVideo = seats["video"] ?? []
    return .open(present: (seats["here"] ?? []) + byVideo, comingLate: seats["late"] ?? [], absent: seats["absent"] ?? [], byVideo: byVideo)
  }

  static func steps(_ form: Form) throws(Problem) -> RoomWish {
    if form.has("on") { return .command(.moveOn(from: place(form["on"]))) }
    if form.has("back") { return .command(.moveBack(from: place(form["back"]))) }
    if let item = form.id("to", as: AgendaItem.self) { return .command(.goTo(item)) }
    if form.has("quick") { return .command(.closeInThreeMinutes) }
    throw nothing
  }

  /// `2.1`: the third item, its second step.
  static func place(_ text: String) -> StepPlace? {
    let numbers = text.split(separator: ".").compactMap { Int($0) }
    return numbers.count == 2 ? StepPlace(item: numbers[0], step: numbers[1]) : nil
  }

  static func pauses(_ form: Form) throws(Problem) -> RoomWish {
    switch form["pause"] {
    case "begin": return .command(.pause)
    case "end": return .command(.resume)
    default: throw nothing
    }
  }

  static func minutes(_ form: Form) throws(Problem) -> RoomWish {
    guard let seconds = form.integer("seconds") else { throw nothing }
    return .command(.changeMinutes(seconds: seconds))
  }

  static func attendance(_ form: Form) throws(Problem) -> RoomWish {
    for mark in AttendanceMark.allCases {
      if let person = form.id(mark.rawValue, as: Person.self) { return .command(.markAttendance(person, mark)) }
    }
    throw nothing
  }

  static func seats(_ form: Form) throws(Problem) -> RoomWish {
    if let person = form.id("video", as: Person.self) { return .command(.sitByVideo(person, true)) }
    if let person = form.id("room", as: Person.self) { return .command(.sitByVideo(person, false)) }
    throw nothing
  }

  static func rounds(_ form: Form) throws(Problem) -> RoomWish {
    switch form["round"] {
    case "begin": return .command(.turnIntoRound)
    case "end": return .command(.turnBackIntoTalk)
    default: throw nothing
    }
  }

  /// `<item id>/<protocol key>`: what goes and what comes in its place.
  static func planB(_ form: Form) throws(Problem) -> RoomWish {
    let parts = form["take"].split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let item = ID<AgendaItem>(parts[0]) else { throw nothing }
    return .planB(String(parts[1]), insteadOf: item)
  }

  static func notes(_ form: Form) throws(Problem) -> RoomWish {
    if let person = form.id("passFor", as: Person.self) { return .command(.passCommitmentFor(person)) }
    guard form.has("note") else { throw nothing }
    guard let owner = form.id("note-owner", as: Person.self) else { throw Problem("owner", "room.spoken.whose") }
    switch form["note-kind"] {
    case "card": return .noteCard(for: owner, text: form["note"])
    case "commitment": return .noteCommitment(for: owner, text: form["note"], byDate: form["note-by"].isEmpty ? nil : form["note-by"])
    default: throw nothing
    }
  }

  static func floor(_ form: Form) throws(Problem) -> RoomWish {
    if form.has("take") { return .command(.takeFloor) }
    if form.has("ask") { return .command(.askForFloor) }
    if form.has("withdraw") { return .command(.withdrawAsk) }
    if form.has("pass") { return .command(.passFloor(of: holder(form["pass"]))) }
    if form.has("give"), let holder = holder(form["give"]) { return .command(.giveFloor(holder)) }
    throw nothing
  }

  private static func holder(_ text: String) -> FloorHolder? {
    text == "facilitator" ? .facilitator : ID<Person>(text).map { .member($0) }
  }

  static func control(_ form: Form) throws(Problem) -> RoomWish {
    guard let person = form.id("to", as: Person.self) else { throw nothing }
    return .command(.handControl(to: person))
  }

  static func tables(_ form: Form) throws(Problem) -> RoomWish {
    if form.has("sit") {
      let parts = form["sit"].split(separator: ".")
      guard parts.count == 2, let person = ID<Person>(parts[0]), let table = Int(parts[1]) else { throw nothing }
      return .command(.seatAtTable(person, table))
    }
    guard form.has("link") else { throw nothing }
    guard let table = form.integer("table") else { throw Problem("table", "room.tables.unknown") }
    return .command(.linkTable(table, form["link"]))
  }

  static func headcount(_ form: Form) throws(Problem) -> RoomWish {
    guard let present = form.integer("present") else { throw Problem("present", "room.headcount.range") }
    return .command(.planFor(present: present))
  }

  static func cards(_ form: Form) throws(Problem) -> RoomWish {
    if let card = form.id("keep", as: RoomCard.self) { return .command(.keepCard(card, true)) }
    if let card = form.id("unkeep", as: RoomCard.self) { return .command(.keepCard(card, false)) }
    if let card = form.id("takeBack", as: RoomCard.self) { return .command(.takeBackCard(card)) }
    guard form.has("card") else { throw nothing }
    return .putCard(text: form["card"])
  }

  static func commitments(_ form: Form) throws(Problem) -> RoomWish {
    if form.has("pass") { return .command(.passCommitment) }
    if let commitment = form.id("takeBack", as: RoomCommitment.self) { return .command(.takeBackCommitment(commitment)) }
    for state in CommitmentState.allCases {
      if let commitment = form.id(state.rawValue, as: RoomCommitment.self) { return .command(.checkCommitment(commitment, state)) }
    }
    guard form.has("commitment") else { throw nothing }
    return .nameCommitment(text: form["commitment"], byDate: form["byDate"].isEmpty ? nil : form["byDate"])
  }

  static func closure(_ form: Form) -> RoomWish { .command(.close) }

  /// Exactly as it was typed, with plain line ends: what is kept equals what stands in the field.
  static func writing(_ form: Form) -> String {
    (form.raw("body") ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
