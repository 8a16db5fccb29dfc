// Which names the house answers to and whose word about an address it takes.
import Testing

@testable import HTTP

@Suite struct EntranceTests {
  @Test(arguments: [
    ("127.0.0.1:8080", true), ("localhost:8080", true), ("LOCALHOST", true), ("[::1]:8080", true), ("evil.example", false),
    ("127.0.0.1.evil.example", false), ("localhost.evil.example:8080", false), ("", false), ("[::1", false),
  ])
  func onThisMachineOnlyItsOwnNamesCount(_ host: String, _ isOurs: Bool) {
    #expect(Entrance(publicURL: nil).answers(to: host) == isOurs)
  }

  @Test(arguments: [
    ("coaching.example.org", true), ("Coaching.Example.ORG", true), ("coaching.example.org:8443", false), ("example.org", false),
    ("other.coaching.example.org", false), ("localhost:8080", true),
  ])
  func withAPublicAddressOnlyThatNameCounts(_ host: String, _ isOurs: Bool) {
    let entrance = Entrance(publicURL: "https://coaching.example.org", listensBeyondThisMachine: true)
    #expect(entrance.answers(to: host) == isOurs)
  }

  @Test func beyondThisMachineWithoutAPublicAddressAnyNameCounts() {
    #expect(Entrance(publicURL: nil, listensBeyondThisMachine: true).answers(to: "192.168.1.5:8080"))
  }

  @Test func anOriginIsOursOnlyAsWeAreReached() {
    let open = Entrance(publicURL: nil)
    #expect(open.isOwn(origin: "http://127.0.0.1:8080", host: "127.0.0.1:8080"))
    #expect(!open.isOwn(origin: "http://127.0.0.1:9090", host: "127.0.0.1:8080"))
    #expect(!open.isOwn(origin: "https://evil.example", host: "127.0.0.1:8080"))
    let behind = Entrance(publicURL: "https://coaching.example.org")
    #expect(behind.isOwn(origin: "https://coaching.example.org", host: "coaching.example.org"))
    #expect(!behind.isOwn(origin: "http://coaching.example.org", host: "coaching.example.org"))
    #expect(!behind.isOwn(origin: "https://coaching.example.org.evil.example", host: "coaching.example.org"))
  }

  @Test func nobodyIsBelievedAboutAnAddressButAProxyOfOurs() {
    let entrance = Entrance(publicURL: nil, proxies: ["10.0.0.1", "10.0.0.2"])
    #expect(entrance.clientAddress(peer: "192.0.2.7", forwarded: ["198.51.100.9"]) == "192.0.2.7")
    #expect(entrance.clientAddress(peer: "10.0.0.1", forwarded: ["198.51.100.9"]) == "198.51.100.9")
    // What stands left of the nearest stranger was written by strangers.
    #expect(entrance.clientAddress(peer: "10.0.0.1", forwarded: ["1.2.3.4, 198.51.100.9", "10.0.0.2"]) == "198.51.100.9")
    #expect(entrance.clientAddress(peer: "10.0.0.1", forwarded: []) == "10.0.0.1")
    #expect(entrance.clientAddress(peer: "10.0.0.1", forwarded: ["<script>"]) == "10.0.0.1")
    #expect(entrance.clientAddress(peer: "10.0.0.1", forwarded: ["2001:db8::7"]) == "2001:db8::7")
  }
}
