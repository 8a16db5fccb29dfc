// The words and rules of coaching as values: no I/O, and time and randomness are always passed in.

/// The floor's own version of the words it speaks; a stored snapshot of another edition is thrown away and replayed.
package let domainEdition = 3
