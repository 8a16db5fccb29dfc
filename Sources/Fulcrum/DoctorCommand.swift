// `fulcrum doctor`: what is in force here, and whether it is safe; ends with 1 if something needs a hand.
import Actions
import ArgumentParser
import Database
import Domain
import Foundation
import Messages
import Store

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what is in force here, and whether it is safe.",
    discussion: """
      EXAMPLES
        fulcrum doctor
        fulcrum doctor --data /srv/fulcrum
      """)

  @OptionGroup var options: HouseOptions

  struct Finding {
    let name: String
    let value: String
    let standing: EngineSettings.Standing

    init(name: String, value: String, standing: EngineSettings.Standing) {
      self.name = name
      self.value = value
      self.standing = standing
    }

    init(name: String, value: String, isFine: Bool) { self.init(name: name, value: value, standing: isFine ? .safe : .unsafe) }

    func mark(_ catalogue: Catalogue) -> String {
      switch standing {
      case .safe: catalogue.say("doctor.fine")
      case .worthKnowing: catalogue.say("doctor.worthKnowing")
      case .unsafe: catalogue.say("doctor.look")
      }
    }
  }

  func run() async throws {
    OpenFiles.allowMany()
    let house = try await options.openHouse(looksOnly: true)
    var findings = try await database(house)
    findings.append(zones(house.catalogue))
    if let disk = disk(house.catalogue) { findings.append(disk) }
    findings.append(
      Finding(name: house.catalogue.say("doctor.openFiles"), value: String(OpenFiles.allowed), isFine: OpenFiles.allowed >= 1_024))
    await house.engine.close()
    for finding in findings { print("\(finding.mark(house.catalogue))  \(finding.name): \(finding.value)") }
    let wrong = findings.filter { $0.standing == .unsafe }.count
    guard wrong == 0 else { throw Ending.no(house.catalogue.say("doctor.needsAHand", count: wrong)) }
    print(house.catalogue.say("doctor.allFine"))
  }

  private func database(_ house: House) async throws -> [Finding] {
    let catalogue = house.catalogue
    let version = try await Migrator.version(of: house.engine)
    let newest = try Schema.migrator().newest
    let settings = try await house.engine.settings()
    let kind = settings.kind == .sqlite ? "SQLite" : "PostgreSQL"
    let place = try options.place(catalogue).file.map { ", \($0)" } ?? ""
    return [
      Finding(name: catalogue.say("doctor.engine"), value: "\(kind) \(settings.version)\(place)", isFine: true),
      Finding(name: catalogue.say("doctor.schema"), value: String(version), isFine: version == newest),
    ] + settings.lines.map { Finding(name: $0.name, value: $0.value, standing: $0.standing) }
  }

  /// Sessions are set in the zone of their group: without zone data every one of them would be at the wrong hour.
  private func zones(_ catalogue: Catalogue) -> Finding {
    let zone = TimeZone(identifier: "America/Chicago")
    let july = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: 1_783_000_000)) ?? 0
    let january = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: 1_768_000_000)) ?? 0
    let isFine = july == -18_000 && january == -21_600
    return Finding(name: catalogue.say("doctor.zones"), value: String(TimeZone.knownTimeZoneIdentifiers.count), isFine: isFine)
  }

  private func disk(_ catalogue: Catalogue) -> Finding? {
    let path = house(options.data)
    guard let free = (try? FileManager.default.attributesOfFileSystem(forPath: path))?[.systemFreeSize] as? NSNumber else { return nil }
    let megabytes = free.int64Value / 1_048_576
    return Finding(
      name: catalogue.say("doctor.disk"), value: catalogue.say("doctor.megabytes", ["number": String(megabytes)]), isFine: megabytes >= 512)
  }

  private func house(_ data: String) -> String { FileManager.default.fileExists(atPath: data) ? data : "." }
}
