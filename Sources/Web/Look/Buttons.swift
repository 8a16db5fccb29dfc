// Buttons and the forms that carry them: each works without a script, because a button is a form that posts.
import HTML

enum ButtonKind {
  /// The one next thing of a screen.
  case first
  /// Anything else that one may do here.
  case quiet
  /// As plain as a word in a line.
  case plain

  var name: Markup {
    switch self {
    case .first: "button"
    case .quiet: "button quiet"
    case .plain: "plain"
    }
  }
}

/// Sends the form it stands in.
func submitButton(_ label: String, _ kind: ButtonKind = .first) -> Markup { "<button class=\"\(kind.name)\">\(label)</button>" }

func linkButton(_ label: String, href: String, _ kind: ButtonKind = .first) -> Markup {
  "<a class=\"\(kind.name)\" href=\"\(href: href)\">\(label)</a>"
}

/// Buttons side by side; the first is the next thing to do.
func buttons(@Pieces _ content: () -> Markup) -> Markup { "<div class=\"buttons\">\(content())</div>\n" }

/// A form that posts. `token` is the visit's `formToken`.
func postForm(_ action: String, token: Markup, @Pieces _ content: () -> Markup) -> Markup {
  "<form class=\"form\" method=\"post\" action=\"\(href: action)\" novalidate>\n\(token)\(content())</form>\n"
}

/// A form that is nothing but its button; `hidden` goes with it. `told` completes the label for a screen reader: "Remove", told "Dana Whitfield".
func postButton(
  _ label: String, action: String, token: Markup, _ kind: ButtonKind = .quiet, hidden: [(name: String, value: String)] = [], told: String? = nil
) -> Markup {
  let fields = hidden.map { field -> Markup in "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">" }
  let more: Markup = told.map { " \(heardOnly($0))" } ?? ""
  return """
    <form class="inline" method="post" action="\(href: action)">\(token)\(fields)<button class="\(kind.name)">\(label)\(more)</button></form>
    """
}

/// The pictures that stand beside a word, never alone.
enum Icon {
  case eye, up, down

  var name: Markup {
    switch self {
    case .eye: "icon-eye"
    case .up: "icon-up"
    case .down: "icon-down"
    }
  }
}

func icon(_ icon: Icon) -> Markup { "<span class=\"icon \(icon.name)\" aria-hidden=\"true\"></span>" }
