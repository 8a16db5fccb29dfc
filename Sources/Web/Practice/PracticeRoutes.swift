// The addresses of practice: rounds, feedback, and what one practices with.
import Domain
import HTTP

extension Site {
  static func addPracticePages(to table: inout RouteTable) {
    addRounds(to: &table)
    addSessionRounds(to: &table)
    addFeedback(to: &table)
  }

  private static func addSessionRounds(to table: inout RouteTable) {
    table.post("/sessions/{id}/practice", .setRounds, on: .session, SessionRoundPages.set)
  }

  private static func addRounds(to table: inout RouteTable) {
    table.post("/groups/{id}/rounds", .startRound, on: .group, RoundPages.start)
    table.get("/rounds/{id}", .lookAtRound, on: .round, RoundPages.show)
    table.get("/rounds/{id}/events", .lookAtRound, on: .round, RoundStream.open)
    table.post("/rounds/{id}/steps", .takePartInRound, on: .round, RoundPages.command(RoundForms.steps))
    table.post("/rounds/{id}/setting", .takePartInRound, on: .round, RoundPages.command(RoundForms.setting))
    table.post("/rounds/{id}/stems", .takePartInRound, on: .round, RoundStems.mark)
    table.get("/rounds/{id}/card", .takePartInRound, on: .round, RoundCardPages.show)
    table.post("/rounds/{id}/card", .takePartInRound, on: .round, RoundCardPages.open)
  }

  private static func addFeedback(to table: inout RouteTable) {
    table.get("/feedback", .lookAtFeedback, on: .person, FeedbackHomePages.show)
    table.get("/rounds/{id}/feedback", .giveFeedback, on: .round, FeedbackDeskPages.show)
    table.post("/rounds/{id}/feedback", .giveFeedback, on: .round, FeedbackDeskPages.write)
    table.get("/notes/{id}", .lookAtFeedback, on: .note, FeedbackNotePages.show)
    table.post("/notes/{id}/decisions", .receiveFeedback, on: .note, FeedbackNotePages.decide)
    table.post("/notes/{id}/words", .receiveFeedback, on: .note, FeedbackNotePages.describe)
    table.post("/notes/{id}/lines", .receiveFeedback, on: .note, FeedbackNotePages.answer)
    table.post("/notes/{id}/deletion", .receiveFeedback, on: .note, FeedbackNotePages.delete)
    table.post("/notes/{id}/wordings", .giveFeedback, on: .note, FeedbackNotePages.reword)
  }
}
