// The document round every page: head, the way to the main part, the few links of the house, the title and who is signed in.
import HTML

/// What the shell needs to know about one page. Pages do not fill it themselves: `Visit.page` does.
package struct Shell: Sendable {
  /// How much of the screen a page takes.
  package enum Frame: Sendable {
    /// A page to read and operate.
    case page
    /// The live room: the shell steps back, nothing but the way out stays.
    case room
    /// The projector: nothing but the picture, in large letters.
    case wall
  }

  package struct Link: Sendable {
    package let address: String
    package let label: String
    package let isHere: Bool

    package init(address: String, label: String, isHere: Bool = false) {
      self.address = address
      self.label = label
      self.isHere = isHere
    }
  }

  package struct Account: Sendable {
    package let fullName: String
    /// The hidden field that guards the sign-out form.
    package let formToken: Markup

    package init(fullName: String, formToken: Markup) {
      self.fullName = fullName
      self.formToken = formToken
    }
  }

  package var title: String
  package var frame: Frame
  /// One plain sentence under the title: the answer to the page's question, with the figure in it.
  package var lead: String?
  /// The page above this one.
  package var back: Link?
  package var links: [Link]
  package var account: Account?
  /// Modules beside the one that every page loads, such as `room.js`.
  package var modules: [String]
  /// The address of an asset by its plain name, content hash and all.
  package var address: @Sendable (_ asset: String) -> String
  package var say: @Sendable (_ key: String) -> String

  package init(
    title: String, frame: Frame = .page, lead: String? = nil, back: Link? = nil, links: [Link] = [], account: Account? = nil,
    modules: [String] = [], address: @escaping @Sendable (String) -> String, say: @escaping @Sendable (String) -> String
  ) {
    self.title = title
    self.frame = frame
    self.lead = lead
    self.back = back
    self.links = links
    self.account = account
    self.modules = modules
    self.address = address
    self.say = say
  }

  /// The full document.
  package func document(_ body: Markup) -> Markup {
    """
    <!doctype html>
    <html lang="en">
    \(head)
    <body class="\(frameName)">
    <a class="skip" href="#main">\(say("shell.skip"))</a>
    \(top)
    <main id="main" tabindex="-1">
    \(titleBlock)
    \(body)
    </main>
    <p id="spoken" class="heard-only" role="status"></p>
    </body>
    </html>

    """
  }

  private var frameName: Markup {
    switch frame {
    case .page: "frame-page"
    case .room: "frame-room"
    case .wall: "frame-wall"
    }
  }

  private var head: Markup {
    let product = say("product.name")
    let full = title == product ? product : "\(title) · \(product)"
    let scripts = (["page.js"] + modules).map { name -> Markup in
      "<script type=\"module\" src=\"\(href: address(name))\"></script>\n"
    }
    return """
      <head>
      <meta charset="utf-8">
      <title>\(full)</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="theme-color" content="#FAF7F1" media="(prefers-color-scheme: light)">
      <meta name="theme-color" content="#171C20" media="(prefers-color-scheme: dark)">
      <link rel="icon" type="image/svg+xml" href="\(href: address("icon.svg"))">
      <link rel="stylesheet" href="\(href: address("fulcrum.css"))">
      \(scripts)</head>
      """
  }

  private var top: Markup {
    guard frame != .wall else { return "" }
    return """
      <header class="top">
      <a class="brand" href="/">\(mark)<span>\(say("product.name"))</span></a>
      \(navigation)
      \(accountBlock)
      </header>
      """
  }

  /// The product's mark: a beam on its fulcrum.
  private var mark: Markup {
    """
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path class="beam" d="M2 9.5 22 6.5"/><path class="foot" d="M12 9.5 16.5 19h-9z"/></svg>
    """
  }

  private var navigation: Markup {
    guard !links.isEmpty else { return "" }
    let items = links.map { link -> Markup in
      "<li><a href=\"\(href: link.address)\"\(" aria-current=\"page\"", if: link.isHere)>\(link.label)</a></li>"
    }
    return "<nav aria-label=\"\(say("shell.navigation"))\"><ul>\(items)</ul></nav>"
  }

  private var accountBlock: Markup {
    guard let account else { return "" }
    return """
      <details class="menu">
      <summary><span class="initials" aria-hidden="true">\(Shell.initials(account.fullName))</span><span class="menu-name">\(account.fullName)</span></summary>
      <div class="menu-sheet">
      <p class="menu-who">\(account.fullName)</p>
      <a href="/account">\(say("shell.account"))</a>
      <form method="post" action="/sign-outs">\(account.formToken)<button class="plain">\(say("shell.signOut"))</button></form>
      </div>
      </details>
      """
  }

  private var titleBlock: Markup {
    if frame == .wall || frame == .room { return "" }
    var block: Markup = "<header class=\"title\">"
    if let back { block += "<p class=\"back\"><a href=\"\(href: back.address)\">\(back.label)</a></p>" }
    block += "<h1>\(title)</h1>"
    if let lead { block += "<p class=\"lead\">\(lead)</p>" }
    return block + "</header>"
  }

  /// First letters of the first and the last word of a name; letters, not bytes, so that marks stay with their letter.
  package static func initials(_ fullName: String) -> String {
    let words = fullName.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
    let first = words.first?.first.map(String.init) ?? ""
    let last = words.count > 1 ? words.last?.first.map(String.init) ?? "" : ""
    return (first + last).uppercased()
  }
}
