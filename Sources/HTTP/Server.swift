// The running server: its address, its limits, and the line that says it is ready.
import Actions
import Domain
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

package enum Server {
  /// The times that connections are held to; tests shorten them.
  package struct Patience: Sendable {
    package var idleSeconds = Int64(Limits.idleSeconds)
    package var wholeRequestSeconds = Int64(Limits.wholeRequestSeconds)
    package var stalledSeconds = Int64(Limits.stalledSeconds)
    package init() {}
  }

  /// The application: a front door on a port. `onReady` hears the port that was really opened.
  package static func application(
    _ door: FrontDoor, host: String = "127.0.0.1", port: Int = 8080, patience: Patience = Patience(), logger: Logger,
    onReady: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Application<FrontDoor> {
    let isSecure = door.house.settings.isSecure
    let connection = HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        ConnectionGuard(
          isSecure: isSecure, wholeRequest: .seconds(patience.wholeRequestSeconds), stalled: .seconds(patience.stalledSeconds))
      ],
      idleTimeout: .seconds(patience.idleSeconds),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: Limits.headerBytes, maxHeaderListSize: Limits.headerBytes, maxHeaderFieldCount: Limits.headerFields))
    return Application(
      responder: door,
      server: .http1(configuration: connection),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), availableConnectionsDelegate: MaximumAvailableConnections(Limits.connections)),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
      logger: logger)
  }
}
