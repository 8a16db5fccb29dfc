// A real server on a real port, and a client that sends exactly the bytes it is given.
import Actions
import Foundation
import HTTP
import Hummingbird
import ServiceLifecycle
import TestSupport
import WebSupport

/// A server of its own on a free port, stopped when `body` is done.
func withServer(
  _ table: RouteTable, patience: Server.Patience = Server.Patience(), settings: HouseSettings = HouseSettings(),
  _ body: @Sendable @escaping (Int, ServiceGroup) async throws -> Void
) async throws {
  let house = try await TestDoor.house(settings)
  let (ready, isReady) = AsyncStream<Int>.makeStream()
  let window = try Window(house, table: table)
  let application = Server.application(window.door, port: 0, patience: patience, logger: Window.silent) { isReady.yield($0) }
  let services = ServiceGroup(configuration: .init(services: [application], logger: Window.silent))
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await services.run() }
    var ports = ready.makeAsyncIterator()
    guard let port = await ports.next() else { return }
    do { try await body(port, services) } catch {
      await services.triggerGracefulShutdown()
      throw error
    }
    await services.triggerGracefulShutdown()
    try await group.waitForAll()
  }
}

/// One connection. Blocking calls with time-outs, off the cooperative threads.
final class Wire: Sendable {
  private let socket: Int32

  struct Unreachable: Error {}

  init(_ port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let socket = socket
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard status == 0 else { throw Unreachable() }
  }

  deinit { close(socket) }

  /// Sends what it can; a connection that was closed takes nothing more.
  @discardableResult func send(_ text: String) async -> Bool {
    await off { [socket] in
      let bytes = Array(text.utf8)
      return Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
  }

  /// What came until the other side closed, or until the time or the wanted text was up.
  func read(seconds: Double = 5, until wanted: String? = nil) async -> (text: String, isClosed: Bool) {
    await off { [socket] in
      var text = ""
      let end = Date().addingTimeInterval(seconds)
      while Date() < end {
        if let wanted, text.contains(wanted) { return (text, false) }
        var watch = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&watch, 1, Int32(max(1, end.timeIntervalSinceNow * 1_000))) > 0 else { continue }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &bytes, bytes.count, 0)
        if count <= 0 { return (text, true) }
        text += String(decoding: bytes.prefix(count), as: UTF8.self)
      }
      return (text, false)
    }
  }

  func hangUp() { shutdown(socket, Int32(SHUT_RDWR)) }

  private func off<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async -> Answer {
    await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: work()) }
    }
  }
}
