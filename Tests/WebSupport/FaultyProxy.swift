// A proxy between browser and server that cuts connections where it hurts: in the middle of an event, and after the server has
// done what was asked but before anybody hears of it.
import NIOCore
import NIOPosix
import Synchronization
import TestSupport

package final class FaultyProxy: Sendable {
  private let upstream: Int
  private let pipes = Mutex<[ObjectIdentifier: Pipe]>([:])
  private let listening: Mutex<(any Channel)?> = Mutex(nil)
  private let cut = Mutex(0)

  package var port: Int { listening.withLock { $0?.localAddress?.port } ?? 0 }
  /// How many connections were cut so far.
  package var cuts: Int { cut.withLock { $0 } }

  package init(upstream: Int) async throws {
    self.upstream = upstream
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .childChannelInitializer { [weak self] client in self?.join(client) ?? client.eventLoop.makeSucceededVoidFuture() }
      .bind(host: "127.0.0.1", port: 0).get()
    listening.withLock { $0 = server }
  }

  private func join(_ client: any Channel) -> EventLoopFuture<Void> {
    let pipe = Pipe()
    pipes.withLock { $0[ObjectIdentifier(pipe)] = pipe }
    client.closeFuture.whenComplete { [weak self] _ in _ = self?.pipes.withLock { $0.removeValue(forKey: ObjectIdentifier(pipe)) } }
    // Both ends live on one event loop, so that what comes in goes out in order.
    return ClientBootstrap(group: client.eventLoop).connect(host: "127.0.0.1", port: upstream).flatMap { server in
      do {
        try client.pipeline.syncOperations.addHandler(End(to: server, pipe: pipe, isServer: false))
        try server.pipeline.syncOperations.addHandler(End(to: client, pipe: pipe, isServer: true))
        return client.eventLoop.makeSucceededVoidFuture()
      } catch {
        return client.eventLoop.makeFailedFuture(error)
      }
    }
  }

  /// Marks some of the open connections: what the server says next is passed on by half, or not at all, and then the line is dead.
  package func cutSome(_ percent: Int, _ dice: inout Dice) {
    let open = pipes.withLock { Array($0.values) }
    for pipe in open where dice.chance(percent) {
      pipe.fault.withLock { $0 = dice.chance(50) ? .half : .nothing }
      cut.withLock { $0 += 1 }
    }
  }

  package func stop() async { try? await listening.withLock { $0 }?.close() }

  final class Pipe: Sendable {
    enum Fault { case none, half, nothing }
    let fault = Mutex(Fault.none)
  }

  private final class End: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let other: any Channel
    private let pipe: Pipe
    private let isServer: Bool

    init(to other: any Channel, pipe: Pipe, isServer: Bool) {
      self.other = other
      self.pipe = pipe
      self.isServer = isServer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      var buffer = unwrapInboundIn(data)
      let fault = isServer ? pipe.fault.withLock { $0 } : .none
      guard fault != .none else { return other.writeAndFlush(buffer, promise: nil) }
      if fault == .half, let half = buffer.readSlice(length: buffer.readableBytes / 2) { other.writeAndFlush(half, promise: nil) }
      End.hangUp(other)
      End.hangUp(context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) {
      End.hangUp(other)
      context.fireChannelInactive()
    }

    /// Says that it is over before it closes: a program that a test has started meanwhile may hold the same socket open, and then
    /// closing alone would tell nobody.
    private static func hangUp(_ channel: any Channel) {
      channel.close(mode: .output).whenComplete { _ in channel.close(promise: nil) }
    }
  }
}
