// What the library says about a protocol beside its shape, and the ready-made agendas that are built from protocols.

/// For whom an item is worded: instructional coaches, instructional technology coaches, or both.
package enum Audience: String, Sendable, Codable, CaseIterable { case ic, itc, both }

/// Where the idea of a protocol comes from. The wording is always the house's own.
package struct Origin: Equatable, Sendable, Codable, Hashable {
  package var name: String
  /// The people or the organisation behind the idea; may be empty.
  package var author: String
  /// The size of group the original is meant for, as its authors put it; may be empty.
  package var size: String
  /// How long the original takes, as its authors put it; may be empty.
  package var time: String
  /// Whether the shape was changed for groups of two to six.
  package var adapted: Bool

  package init(name: String, author: String = "", size: String = "", time: String = "", adapted: Bool = true) {
    self.name = name
    self.author = author
    self.size = size
    self.time = time
    self.adapted = adapted
  }
}

extension Origin {
  /// Who had the idea, and for whom and for how long it was meant: a shortened protocol says so.
  package var credit: [Sentence] {
    let values = ["name": name, "author": author, "size": size, "time": time]
    var sentences: [Sentence] = []
    if adapted {
      sentences.append(author.isEmpty ? Sentence("content.origin.adaptedNameOnly", values) : Sentence("content.origin.adapted", values))
    } else {
      sentences.append(author.isEmpty ? Sentence("content.origin.nameOnly", values) : Sentence("content.origin.whole", values))
    }
    switch (size.isEmpty, time.isEmpty) {
    case (false, false): sentences.append(Sentence("content.origin.sizeAndTime", values))
    case (false, true): sentences.append(Sentence("content.origin.size", values))
    case (true, false): sentences.append(Sentence("content.origin.time", values))
    case (true, true): break
    }
    return sentences
  }
}

/// A protocol of the library: its shape and what a person reads before choosing it.
package struct ProtocolEntry: Equatable, Sendable, Hashable {
  package var shape: SessionProtocol
  /// What it is good for, in a few words.
  package var use: String
  /// `nil` where the idea is the house's own or nobody's.
  package var origin: Origin?
  package var audience: Audience
  package var locale: String
  package var version: Int

  package init(
    shape: SessionProtocol, use: String, origin: Origin? = nil, audience: Audience = .both, locale: String = "en", version: Int = 1
  ) {
    self.shape = shape
    self.use = use
    self.origin = origin
    self.audience = audience
    self.locale = locale
    self.version = version
  }

  package var key: String { shape.key }
}

/// A ready-made agenda: protocols and free blocks in order, checked to fit its minutes for the number it was made for.
package struct SessionTemplate: Equatable, Sendable, Hashable {
  package struct Item: Equatable, Sendable, Hashable {
    package var shape: SessionProtocol
    /// How many rounds or presenters; `nil` for the protocol's own number.
    package var rounds: Int?

    package init(shape: SessionProtocol, rounds: Int? = nil) {
      self.shape = shape
      self.rounds = rounds
    }
  }

  package var key: String
  package var title: String
  package var summary: String
  package var minutes: Int
  /// How many coaches it was made for; it may be used with more or fewer and is then computed anew.
  package var present: Int
  package var items: [Item]
  package var audience: Audience
  package var locale: String
  package var version: Int

  package init(
    key: String, title: String, summary: String, minutes: Int, present: Int, items: [Item], audience: Audience = .both,
    locale: String = "en", version: Int = 1
  ) {
    self.key = key
    self.title = title
    self.summary = summary
    self.minutes = minutes
    self.present = present
    self.items = items
    self.audience = audience
    self.locale = locale
    self.version = version
  }

  /// The template's items as items of an agenda.
  package func agenda(newID: () -> ID<AgendaItem>) -> [AgendaItem] {
    items.map { AgendaItem(id: newID(), shape: $0.shape, rounds: $0.rounds) }
  }
}
