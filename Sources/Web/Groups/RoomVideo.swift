// Those who sit by video: the way into the call, which page is shared in it and which is not, and where one sits.
import Domain
import HTML

struct RoomVideo {
  let scene: RoomScene

  private var view: RoomView { scene.view }

  /// Offered to everybody in the room, never on the wall: whoever sees the wall by video is in the call already.
  var callLine: Markup {
    guard !scene.meetingLink.isEmpty, view.phase != .held else { return "" }
    return
      "<p class=\"call\"><a href=\"\(href: scene.meetingLink)\" target=\"_blank\" rel=\"noopener noreferrer\">\(scene.say("table.video.join"))</a></p>\n"
  }

  /// On the page of whoever leads, as soon as somebody sits by video.
  var notForSharing: Markup {
    guard scene.isHybrid, scene.isFacilitator || scene.leads else { return "" }
    return """
      <p class="not-for-sharing"><span>\(scene.say("table.video.notForSharing"))</span> <a href="\(scene.address)/wall">\(scene.say("table.video.toWall"))</a></p>

      """
  }

  /// On the wall, as soon as somebody sits by video.
  var shareThisOne: Markup {
    guard scene.isHybrid else { return "" }
    return "<p class=\"wall-share\">\(scene.say("table.video.shareThis"))</p>\n"
  }

  /// Everybody says where they sit themselves; whoever leads says it of any seat.
  func mark(_ seat: SeatView) -> Markup {
    guard scene.may(.sitByVideo), seat.isOwn || scene.may(.markAttendance), seat.presence != .absent else { return "" }
    let id = seat.personID.text
    let told: Markup = " aria-describedby=\"seat-\(id)\""
    return seat.isByVideo
      ? scene.command(scene.say("table.video.inRoom"), to: "seats", "room", id, "chip", more: told)
      : scene.command(scene.say("table.video.byVideo"), to: "seats", "video", id, "chip", more: told)
  }
}
