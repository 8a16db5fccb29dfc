// A semicolon ends a statement only where it is one.
import Database
import Testing

@Suite struct SchemaTextTests {
  @Test func semicolonsInCommentsAndQuotesEndNothing() {
    let text = """
      -- First; a comment.
      CREATE TABLE a (x TEXT DEFAULT 'one; two -- three', y TEXT); /* between; them */
      INSERT INTO a VALUES ('it''s; fine', "y;z");;
      -- Last; nothing after it
      """
    #expect(
      SchemaText.statements(of: text) == [
        "CREATE TABLE a (x TEXT DEFAULT 'one; two -- three', y TEXT)", "INSERT INTO a VALUES ('it''s; fine', \"y;z\")",
      ])
  }

  @Test(arguments: ["", ";", " ; ; ", "-- only a comment", "/* open", "'open", "-"]) func oddEndsStopNothing(_ text: String) {
    #expect(SchemaText.statements(of: text).count <= 1)
  }

  @Test func theLastStatementNeedsNoSemicolon() {
    #expect(SchemaText.statements(of: "SELECT 1;\nSELECT 2") == ["SELECT 1", "SELECT 2"])
  }
}
