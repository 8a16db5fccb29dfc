// The shipped library and what an operator's folder lays over it.
import Content
import Domain
import Testing

@Suite struct ContentTests {
  @Test func theShippedLibraryLoads() throws {
    let library = try Library.load()
    #expect(library["consultancy"]?.shape.title == "Consultancy")
    #expect(library["consultancy"]?.shape.seconds(present: 4) == 28 * 60)
  }
}
