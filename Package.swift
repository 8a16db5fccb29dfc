// swift-tools-version:6.2
// Fulcrum's floors as targets: the compiler refuses an arrow upwards (docs/house.md).
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func floor(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "Fulcrum",
  products: [.executable(name: "fulcrum", targets: ["Fulcrum"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Floor 1
    floor("Domain", []),
    floor("HTML", []),
    floor("Database", ["CLibPQ", grdb, sqlite, nioPosix]),
    floor("Messages", [yams], resources: [.copy("en.yaml")]),
    floor("Credentials", [crypto, cryptoExtras, nioPosix]),
    // Floor 2
    floor("Store", ["Domain", "Database"], resources: [.copy("Schema")]),
    floor("Content", ["Domain", yams], resources: [.copy("Library")]),
    // Floor 3
    floor("Actions", ["Domain", "Store", "Database", "Content", "Credentials", "Messages"]),
    // Floor 4
    floor("HTTP", ["Actions", "Credentials", "Database", "Domain", "HTML", "Messages", "CZlib", hummingbird, logging]),
    // Floor 5
    floor("Web", ["HTTP", "Actions", "Domain", "HTML", "Messages", "CQREncode", hummingbird], resources: [.copy("Assets")]),
    // Floor 6
    .executableTarget(
      name: "Fulcrum",
      dependencies: ["Web", "HTTP", "Actions", "Content", "Database", "Store", "Domain", "Messages", argumentParser, hummingbird, logging],
      swiftSettings: settings),

    // The yardstick of script/bench.
    .executableTarget(
      name: "Bare", dependencies: [hummingbird, grdb, logging], path: "Benchmarks/Bare", swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: ["Domain", "Database", "Store", "Content", "Credentials", "Actions", "Messages"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "WebSupport",
      dependencies: ["TestSupport", "Web", "HTTP", "Actions", "Credentials", "Database", "Domain", "Messages", "Store", hummingbird, logging],
      path: "Tests/WebSupport", swiftSettings: settings),
    tests("DomainTests", ["Domain", "TestSupport"]),
    tests("HTMLTests", ["HTML"]),
    tests("DatabaseTests", ["Database", "TestSupport"]),
    tests("MessagesTests", ["Messages"]),
    tests("CredentialsTests", ["Credentials"]),
    tests("StoreTests", ["Store", "Domain", "Database", "TestSupport"]),
    tests("ContentTests", ["Content", "Domain", "TestSupport"]),
    tests("ActionsTests", ["Actions", "Domain", "Store", "Database", "Content", "Credentials", "TestSupport"]),
    tests(
      "WebTests",
      [
        "Web", "HTTP", "Actions", "Content", "Credentials", "Database", "Domain", "HTML", "Messages", "Store", "TestSupport", "WebSupport",
        hummingbird,
      ]),
    tests(
      "HTTPTests", ["HTTP", "Web", "Actions", "Credentials", "Database", "Domain", "HTML", "Messages", "TestSupport", "WebSupport", hummingbird]),
    tests("FulcrumTests", ["TestSupport", "Database", "Domain"]),
    .testTarget(name: "HouseTests", dependencies: [], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
