// A session as a calendar reads it (RFC 5545): when, where and by which link, and nothing of what is said or planned there.
import Foundation

package enum CalendarFile {
  /// The whole file. The UID is the session's own id, so that a calendar knows it again; SEQUENCE counts its edits. Instants
  /// are given in UTC: no calendar has to know the group's zone. `title` is what stands in the calendar's list.
  package static func text(of session: Session, title: String, videoWord: String, at now: Instant) -> String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fulcrum//Sessions//EN", "CALSCALE:GREGORIAN",
      "BEGIN:VEVENT", "UID:\(session.id.text)@fulcrum",
      "DTSTAMP:\(moment(now))", "SEQUENCE:\(session.version)", "DTSTART:\(moment(session.startsAt))", "DTEND:\(moment(session.endsAt))",
      "STATUS:\(session.status == .cancelled ? "CANCELLED" : "CONFIRMED")", "SUMMARY:\(escaped(title))",
    ]
    let place = session.place.isEmpty ? session.meetingLink : session.place
    if !place.isEmpty { lines.append("LOCATION:\(escaped(place))") }
    if !session.meetingLink.isEmpty {
      lines.append("DESCRIPTION:\(escaped(videoWord + " " + session.meetingLink))")
      lines.append("URL:\(address(session.meetingLink))")
    }
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return lines.map { folded($0) + "\r\n" }.joined()
  }

  /// `20261020T203000Z`
  package static func moment(_ instant: Instant) -> String {
    guard let utc = TimeZone(secondsFromGMT: 0) else { return "" }
    let local = LocalMoment(instant, in: utc)
    let second = String(((instant.milliseconds / 1_000) % 60 + 60) % 60)
    return local.dateText.replacing("-", with: "") + "T" + local.timeText.replacing(":", with: "") + (second.count < 2 ? "0" : "") + second + "Z"
  }

  /// A value of kind TEXT: backslash, semicolon and comma are escaped, a line break becomes `\n`, other controls are left out.
  package static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      defer { previousWasReturn = scalar == "\r" }
      switch scalar {
      case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
      case "\n" where previousWasReturn: continue
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append(contentsOf: ["\\", "n"])
      default:
        guard scalar.value >= 0x20 || scalar == "\t", !(0x7F...0x9F).contains(scalar.value) else { continue }
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A value of kind URI is ASCII: anything else is written by its bytes.
  package static func address(_ link: String) -> String {
    var result = ""
    for byte in link.utf8 {
      if byte > 0x20 && byte < 0x7F {
        result.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// A line of at most 75 bytes; a longer one goes on after a line end and a blank, never within a code point.
  package static func folded(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if used + size > 75 {
        result.append(contentsOf: ["\r", "\n", " "])
        used = 1
      }
      result.append(scalar)
      used += size
    }
    return String(result)
  }
}
