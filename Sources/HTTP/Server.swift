// The running server: its address, its limits, and the line that says it is ready.
import Actions
import Domain
import Hummingbird
import Logging
import NIOCore

package enum Server {
  /// The application: a front door on a port. `onReady` hears the port that was really opened.
  package static func application(
    house: House, table: RouteTable, assets: Assets, host: String = "127.0.0.1", port: Int = 8080, logger: Logger,
    onReady: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Application<FrontDoor> {
    Application(
      responder: FrontDoor(house: house, table: table, assets: assets),
      server: .http1(configuration: .init(idleTimeout: .seconds(Int64(Limits.idleSeconds)))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
      logger: logger)
  }
}
