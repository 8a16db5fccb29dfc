// What the tests of every floor share: the two engines, a throw-away PostgreSQL, the furnished district's people.
