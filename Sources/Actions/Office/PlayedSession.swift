// Plays a session of the furnished district through the rules of the live room, minute by minute, without a second of waiting.
import Domain

/// What was said in one step: for a round how long each spoke, for open talk who was tapped and for how long; `nil` is talk of nobody in particular.
struct PlayedScene {
  let step: String
  var talk: [(who: MarlowPerson?, minutes: Double)] = []
  /// Somebody comes in when the step begins.
  var arrives: MarlowPerson?
}

struct PlayedCard {
  let author: MarlowPerson
  let text: Sentence
  var isKept = true
}

struct PlayedCommitment {
  let owner: MarlowPerson
  let text: Sentence
  /// The day by which it is to be done, in the district's week.
  let week: Int
  let day: Int
}

/// A session as it is told, before it is played.
struct SessionStory {
  struct Item {
    let key: String
    var turns: [MarlowPerson] = []
    var rounds: Int?
  }

  let items: [Item]
  var late: [MarlowPerson] = []
  var absent: [MarlowPerson] = []
  let scenes: [PlayedScene]
  /// Laid on the table in the step of this key.
  let cardStep: String
  let cards: [PlayedCard]
  let commitments: [PlayedCommitment]
  let writing: [(author: MarlowPerson, text: Sentence)]
}

struct PlayedSession {
  private(set) var room: LiveRoom
  private(set) var events: [NumberedEvent] = []
  private var now: Instant
  private let story: SessionStory
  private let valley: MarlowValley
  private let house: House
  private let week: FurnishedWeek

  /// Plays the whole story from `start` on. Steps that the story does not tell of run for the time they are planned for.
  init(_ story: SessionStory, of session: Session, opening: RoomOpening, valley: MarlowValley, week: FurnishedWeek, house: House) throws {
    room = LiveRoom(sessionID: session.id)
    now = session.startsAt
    (self.story, self.valley, self.house, self.week) = (story, valley, house, week)
    try lead(.open(opening))
    while room.phase != .held {
      try play()
      if let place = room.place, room.placeAfter(place) != nil { try lead(.moveOn(from: nil)) } else { try lead(.close) }
    }
  }

  private mutating func play() throws {
    guard let step = room.currentStep else { return }
    let scene = story.scenes.first { $0.step == step.planned.key } ?? PlayedScene(step: step.planned.key)
    if let late = scene.arrives {
      try lead(.markAttendance(try id(late), .arrive))
      try lead(.planFor(present: room.here.count))
    }
    if scene.step == story.cardStep { try layCards() }
    if scene.step == SessionProtocol.commitmentStep { try nameCommitments() }
    if step.planned.floor == .each {
      try goRound(scene, minutes: Double(step.seconds) / 60 / Double(max(1, room.here.count)))
    } else if scene.talk.isEmpty {
      now = now + step.length
    } else {
      for (who, minutes) in scene.talk { try talk(who, minutes) }
    }
  }

  /// The floor goes round by itself; each passes it on when they are done.
  private mutating func goRound(_ scene: PlayedScene, minutes: Double) throws {
    for _ in room.here {
      guard let holder = room.holder?.memberID else { return }
      let told = try scene.talk.first { try $0.who.map(id) == holder }?.minutes
      wait(told ?? minutes)
      try act(.passFloor(of: nil), as: holder)
    }
  }

  private mutating func talk(_ who: MarlowPerson?, _ minutes: Double) throws {
    guard let who, let step = room.currentStep, step.planned.floor.isOpenTalk else { return wait(minutes) }
    try lead(.giveFloor(.member(try id(who))))
    wait(minutes)
    try act(.passFloor(of: nil), as: try id(who))
  }

  private mutating func layCards() throws {
    for card in story.cards {
      let cardID: ID<RoomCard> = house.at(now).newID()
      try act(.putCard(id: cardID, text: text(card.text)), as: try id(card.author))
      if card.isKept { try lead(.keepCard(cardID, true)) }
    }
  }

  private mutating func nameCommitments() throws {
    for promise in story.commitments {
      let promiseID: ID<RoomCommitment> = house.at(now).newID()
      let date = week.date(week: promise.week, day: promise.day)
      try act(.nameCommitment(id: promiseID, text: text(promise.text), byDate: date), as: try id(promise.owner))
    }
  }

  private mutating func wait(_ minutes: Double) { now = now + Span(milliseconds: Int64(minutes * 60_000)) }

  private func id(_ person: MarlowPerson) throws -> ID<Person> { try valley.actor(person).personID }

  private func text(_ sentence: Sentence) -> String { house.catalogue.say(sentence.key, sentence.values) }

  private mutating func lead(_ command: RoomCommand) throws { try act(command, as: try id(.tomas)) }

  private mutating func act(_ command: RoomCommand, as person: ID<Person>) throws {
    events += try room.apply(command, by: person, at: now)
  }
}
