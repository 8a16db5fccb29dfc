// Rows and tables: things one under the other with hairlines between, and figures with their headings.
import HTML

/// One row: what it is, a quieter line under it, something small at its end. With an address the whole row leads there.
func row(_ title: String, href: String? = nil, detail: String? = nil, end: Markup? = nil) -> Markup {
  let under: Markup = detail.map { "<span class=\"row-detail\">\($0)</span>" } ?? ""
  let last: Markup = end.map { "<span class=\"row-end\">\($0)</span>" } ?? ""
  if let href {
    return "<li class=\"row\"><a class=\"row-link\" href=\"\(href: href)\"><span class=\"row-title\">\(title)</span>\(under)</a>\(last)</li>\n"
  }
  return "<li class=\"row\"><span class=\"row-body\"><span class=\"row-title\">\(title)</span>\(under)</span>\(last)</li>\n"
}

/// A row whose content is markup of its own, such as a person with two buttons.
func row(@Pieces _ content: () -> Markup, end: Markup? = nil) -> Markup {
  let last: Markup = end.map { "<span class=\"row-end\">\($0)</span>" } ?? ""
  return "<li class=\"row\"><div class=\"row-body\">\(content())</div>\(last)</li>\n"
}

func rows(_ rows: [Markup]) -> Markup { "<ul class=\"rows\">\n\(rows)</ul>\n" }

/// The same, where the order is part of the meaning.
func numberedRows(_ rows: [Markup]) -> Markup { "<ol class=\"rows rows-numbered\">\n\(rows)</ol>\n" }

struct Column {
  let heading: String
  let isFigure: Bool

  init(_ heading: String, figure: Bool = false) {
    self.heading = heading
    isFigure = figure
  }
}

/// Figures under headings. The first cell of a row names the row.
func dataTable(caption: String, columns: [Column], rows: [[Markup]]) -> Markup {
  let heads = columns.map { column -> Markup in
    "<th scope=\"col\"\(" class=\"figure\"", if: column.isFigure)>\(column.heading)</th>"
  }
  let lines = rows.map { cells -> Markup in
    let drawn = zip(columns, cells).enumerated().map { place, pair -> Markup in
      place == 0
        ? "<th scope=\"row\">\(pair.1)</th>"
        : "<td\(" class=\"figure\"", if: pair.0.isFigure)>\(pair.1)</td>"
    }
    return "<tr>\(drawn)</tr>\n"
  }
  return """
    <div class="table-scroll" tabindex="0" role="region" aria-label="\(caption)">
    <table class="data"><caption>\(caption)</caption>
    <thead><tr>\(heads)</tr></thead>
    <tbody>
    \(lines)</tbody></table>
    </div>

    """
}
