// What happened in the last session of each furnished group, and what their next two agendas hold.
import Domain

extension MarlowGroup {
  /// The day of the week on which the group meets, 1 for Monday.
  var day: Int {
    switch self {
    case .alder: 2
    case .birch: 4
    }
  }

  var place: Sentence {
    switch self {
    case .alder: Sentence("furnish.alder.place")
    case .birch: Sentence("furnish.birch.place")
    }
  }

  var meetingLink: String {
    switch self {
    case .alder: ""
    case .birch: "https://meet.marlowvalley.example/birch"
    }
  }

  var past: SessionStory {
    switch self {
    case .alder: MarlowStories.alder
    case .birch: MarlowStories.birch
    }
  }

  /// The session that is ready to open.
  var present: [SessionStory.Item] {
    switch self {
    case .alder:
      [
        .init(key: "commitment-check"), .init(key: "practice-triad", turns: [.dana, .yolanda], rounds: 2),
        .init(key: "consultancy", turns: [.marcus]), .init(key: "quiet-close"),
      ]
    case .birch:
      [
        .init(key: "commitment-check"), .init(key: "consultancy", turns: [.ines]), .init(key: "toolbox-exchange"),
        .init(key: "quiet-close"),
      ]
    }
  }

  /// The session after that. Birch has planned its day and not yet what to do on it.
  var next: [SessionStory.Item] {
    switch self {
    case .alder:
      [
        .init(key: "commitment-check"), .init(key: "goal-clinic", turns: [.priya]), .init(key: "toolbox-exchange"),
        .init(key: "quiet-close"),
      ]
    case .birch: []
    }
  }
}

enum MarlowStories {
  /// Priya had the floor for 2.5 of 41 minutes with a name: under half of her fair share, for the first time.
  static let alder = SessionStory(
    items: [
      .init(key: "celebration-round"), .init(key: "consultancy", turns: [.yolanda]), .init(key: "toolbox-exchange"),
      .init(key: "quiet-close"),
    ],
    scenes: [
      PlayedScene(step: "share", talk: [(.dana, 2), (.marcus, 2.5), (.priya, 0.5), (.yolanda, 2)]),
      PlayedScene(step: "clarify", talk: [(.dana, 1), (.marcus, 1), (nil, 1)]),
      PlayedScene(step: "probe", talk: [(.marcus, 2), (.dana, 2), (nil, 2)]),
      PlayedScene(step: "discuss", talk: [(.marcus, 3), (.dana, 3), (nil, 1)]),
      PlayedScene(step: "process-debrief", talk: [(nil, 2)]),
      PlayedScene(step: "show", talk: [(.dana, 2), (.marcus, 2.5), (.priya, 1), (.yolanda, 2)]),
      PlayedScene(step: "claim", talk: [(nil, 3)]),
      PlayedScene(step: "share-one", talk: [(.dana, 0.5), (.marcus, 0.5), (.priya, 0.5), (.yolanda, 0.5)]),
      PlayedScene(step: "commitments", talk: [(.dana, 1), (.marcus, 1), (.priya, 0.5), (.yolanda, 1)]),
    ],
    cardStep: "claim",
    cards: [
      PlayedCard(author: .dana, text: Sentence("furnish.alder.card.timer")),
      PlayedCard(author: .marcus, text: Sentence("furnish.alder.card.surprise")),
      PlayedCard(author: .yolanda, text: Sentence("furnish.alder.card.room"), isKept: false),
    ],
    commitments: [
      PlayedCommitment(owner: .dana, text: Sentence("furnish.alder.commitment.dana"), week: 0, day: 1),
      PlayedCommitment(owner: .marcus, text: Sentence("furnish.alder.commitment.marcus"), week: -1, day: 5),
      PlayedCommitment(owner: .priya, text: Sentence("furnish.alder.commitment.priya"), week: -1, day: 4),
      PlayedCommitment(owner: .yolanda, text: Sentence("furnish.alder.commitment.yolanda"), week: 0, day: 5),
    ],
    writing: [
      (.dana, Sentence("furnish.alder.writing.dana")), (.marcus, Sentence("furnish.alder.writing.marcus")),
      (.priya, Sentence("furnish.alder.writing.priya")), (.yolanda, Sentence("furnish.alder.writing.yolanda")),
    ])

  /// Wren came at minute eight, Leo was away.
  static let birch = SessionStory(
    items: [
      .init(key: "celebration-round"), .init(key: "consultancy", turns: [.jonah]), .init(key: "group-debrief"),
      .init(key: "quiet-close"),
    ],
    late: [.wren], absent: [.leo],
    scenes: [
      PlayedScene(step: "share", talk: [(.ines, 2.5), (.jonah, 2), (.keisha, 1.5)]),
      PlayedScene(step: "present", talk: [(.jonah, 5)], arrives: .wren),
      PlayedScene(step: "clarify", talk: [(.ines, 1), (.wren, 1), (nil, 1)]),
      PlayedScene(step: "probe", talk: [(.keisha, 2.5), (.ines, 2), (nil, 1.5)]),
      PlayedScene(step: "discuss", talk: [(.ines, 2.5), (.keisha, 2.5), (.wren, 2)]),
      PlayedScene(step: "so-what", talk: [(.wren, 1.5), (.keisha, 1), (nil, 2.5)]),
    ],
    cardStep: "so-what",
    cards: [
      PlayedCard(author: .keisha, text: Sentence("furnish.birch.card.words")),
      PlayedCard(author: .wren, text: Sentence("furnish.birch.card.clip")),
    ],
    commitments: [
      PlayedCommitment(owner: .ines, text: Sentence("furnish.birch.commitment.ines"), week: 0, day: 3),
      PlayedCommitment(owner: .jonah, text: Sentence("furnish.birch.commitment.jonah"), week: -1, day: 5),
      PlayedCommitment(owner: .keisha, text: Sentence("furnish.birch.commitment.keisha"), week: 0, day: 4),
      PlayedCommitment(owner: .wren, text: Sentence("furnish.birch.commitment.wren"), week: 0, day: 5),
    ],
    writing: [(.ines, Sentence("furnish.birch.writing.ines")), (.jonah, Sentence("furnish.birch.writing.jonah"))])
}
