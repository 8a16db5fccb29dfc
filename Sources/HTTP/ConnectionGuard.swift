// Sits in each connection: ends requests that never end and answers nobody reads, and leaves no answer without its headers.
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// A silent connection is closed by Hummingbird's own idle time; this handler watches what that one lets pass: a body that
/// comes a byte at a time, an answer that is never read, and the bare 400 for bytes that are no HTTP.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let isSecure: Bool
  private let wholeRequest: TimeAmount
  private let stalled: TimeAmount
  private var unanswered = 0
  private var hasBegunToAnswer = false
  private var deadline: Scheduled<Void>?
  private var stall: Scheduled<Void>?

  init(isSecure: Bool, wholeRequest: TimeAmount, stalled: TimeAmount) {
    self.isSecure = isSecure
    self.wholeRequest = wholeRequest
    self.stalled = stalled
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) {
      unanswered += 1
      if deadline == nil { startDeadline(context) }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      hasBegunToAnswer = true
      // An open stream of events lasts as long as its reader reads.
      if head.headerFields[.contentType]?.hasPrefix("text/event-stream") == true {
        cancelDeadline()
        // Left alone, the system keeps megabytes for a reader who does not read, and nobody notices that they have gone.
        _ = context.channel.setOption(.socketOption(.so_sndbuf), value: Limits.streamBufferBytes)
      }
      if !SecurityHeaders.stand(on: head.headerFields) { SecurityHeaders.add(to: &head.headerFields, isSecure: isSecure) }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .end(let trailers):
      unanswered = max(0, unanswered - 1)
      hasBegunToAnswer = false
      cancelDeadline()
      if unanswered > 0 { startDeadline(context) }
      context.write(wrapOutboundOut(.end(trailers)), promise: promise)
    case .body: context.write(data, promise: promise)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      stall?.cancel()
      stall = nil
    } else if stall == nil {
      let channel = context.channel
      stall = context.eventLoop.scheduleTask(in: stalled) { channel.close(mode: .all, promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    cancelDeadline()
    stall?.cancel()
    stall = nil
  }

  private func startDeadline(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: wholeRequest) {
      let (watch, context) = bound.value
      watch.deadlinePassed(context)
    }
  }

  private func cancelDeadline() {
    deadline?.cancel()
    deadline = nil
  }

  private func deadlinePassed(_ context: ChannelHandlerContext) {
    deadline = nil
    if !hasBegunToAnswer {
      var head = HTTPResponse(status: .requestTimeout, headerFields: [.connection: "close", .contentLength: "0"])
      SecurityHeaders.add(to: &head.headerFields, isSecure: isSecure)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
    context.close(mode: .all, promise: nil)
  }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
