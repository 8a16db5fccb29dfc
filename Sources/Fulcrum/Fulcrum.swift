import ArgumentParser
@main struct FulcrumCommand: ParsableCommand { func run() throws {} }
