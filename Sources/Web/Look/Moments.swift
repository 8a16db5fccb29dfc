// Days and times as people say them, in the zone of the group: "Tuesday, October 20" and "3:30 to 5:00 PM".
import Domain
import Foundation
import Messages

struct Moments {
  let catalogue: Catalogue
  let zone: TimeZone

  /// `zone` is a name such as `America/Chicago`; one that this machine does not know counts as UTC.
  init(_ catalogue: Catalogue, zone: String) {
    self.catalogue = catalogue
    self.zone = TimeZone(identifier: zone) ?? .gmt
  }

  func day(_ instant: Instant) -> String {
    let moment = LocalMoment(instant, in: zone)
    return catalogue.say(
      "moments.day", ["weekday": weekday(moment.weekday), "month": month(moment.month), "day": String(moment.day)])
  }

  /// The last day of what ends at this moment: what ends at midnight ends with the day before.
  func lastDay(before end: Instant) -> String { day(end - .minutes(1)) }

  /// With the year, for what is kept.
  func dayOfYear(_ instant: Instant) -> String {
    catalogue.say("moments.dayOfYear", ["day": day(instant), "year": String(LocalMoment(instant, in: zone).year)])
  }

  func time(_ instant: Instant) -> String { clock(instant, withHalf: true) }

  func dayAndTime(_ instant: Instant) -> String {
    catalogue.say("moments.dayAndTime", ["day": day(instant), "time": time(instant)])
  }

  /// "3:30 to 5:00 PM"; both halves of the day are named only where they differ.
  func hours(from start: Instant, minutes: Int) -> String {
    let end = start + .minutes(minutes)
    let sameHalf = LocalMoment(start, in: zone).hour / 12 == LocalMoment(end, in: zone).hour / 12
    return catalogue.say("moments.hours", ["from": clock(start, withHalf: !sameHalf), "until": clock(end, withHalf: true)])
  }

  func dayAndHours(from start: Instant, minutes: Int) -> String {
    catalogue.say("moments.dayAndTime", ["day": day(start), "time": hours(from: start, minutes: minutes)])
  }

  /// A date as it is stored, `2026-11-20`, as "November 20"; anything else stays as it is.
  func date(_ text: String) -> String {
    guard let moment = LocalMoment(text + "T00:00") else { return text }
    return catalogue.say("moments.date", ["month": month(moment.month), "day": String(moment.day)])
  }

  /// The town that names the zone: "Chicago".
  var town: String { String(zone.identifier.split(separator: "/").last ?? "UTC").replacing("_", with: " ") }

  /// A length as people say it: "9 minutes", "26.5 minutes"; steps are whole half minutes.
  func minutes(seconds: Int) -> String {
    let number = Moments.halves(abs(seconds))
    return number == "1" ? catalogue.say("moments.minute") : catalogue.say("moments.minutes", ["minutes": number])
  }

  /// Seconds as minutes with at most one half: "9", "26.5".
  static func halves(_ seconds: Int) -> String {
    let halves = (seconds + 15) / 30
    return halves % 2 == 0 ? String(halves / 2) : "\(halves / 2).5"
  }

  private func clock(_ instant: Instant, withHalf: Bool) -> String {
    let moment = LocalMoment(instant, in: zone)
    let hour = moment.hour % 12 == 0 ? 12 : moment.hour % 12
    let time = "\(hour):\(moment.minute < 10 ? "0" : "")\(moment.minute)"
    guard withHalf else { return time }
    return moment.hour < 12 ? catalogue.say("moments.morning", ["time": time]) : catalogue.say("moments.afternoon", ["time": time])
  }

  private func weekday(_ number: Int) -> String {
    switch number {
    case 1: catalogue.say("moments.monday")
    case 2: catalogue.say("moments.tuesday")
    case 3: catalogue.say("moments.wednesday")
    case 4: catalogue.say("moments.thursday")
    case 5: catalogue.say("moments.friday")
    case 6: catalogue.say("moments.saturday")
    default: catalogue.say("moments.sunday")
    }
  }

  private func month(_ number: Int) -> String {
    switch number {
    case 1: catalogue.say("moments.january")
    case 2: catalogue.say("moments.february")
    case 3: catalogue.say("moments.march")
    case 4: catalogue.say("moments.april")
    case 5: catalogue.say("moments.may")
    case 6: catalogue.say("moments.june")
    case 7: catalogue.say("moments.july")
    case 8: catalogue.say("moments.august")
    case 9: catalogue.say("moments.september")
    case 10: catalogue.say("moments.october")
    case 11: catalogue.say("moments.november")
    default: catalogue.say("moments.december")
    }
  }
}
