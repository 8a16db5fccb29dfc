// The front door and all it refuses.
import Testing
