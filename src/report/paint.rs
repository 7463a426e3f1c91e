//! Emphasis in terminal text: bold, dim, green and red where colours are wanted, plain text else.
//!
//! Nothing is said by colour alone: the text reads the same without it.

/// Whether text is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With ANSI escape codes.
    Colored,
    /// As it is.
    Plain,
}

impl Paint {
    /// Painted if `colored`.
    pub const fn when(colored: bool) -> Self {
        if colored { Self::Colored } else { Self::Plain }
    }

    /// For headings.
    ///
    /// ```
    /// use zopa::report::Paint;
    /// assert_eq!(Paint::Plain.bold("Outcome"), "Outcome");
    /// assert_eq!(Paint::Colored.bold("Outcome"), "\x1b[1mOutcome\x1b[0m");
    /// ```
    pub fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// For what matters less.
    pub fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    /// For what went well.
    pub fn green(self, text: &str) -> String {
        self.with("32", text)
    }

    /// For what went wrong.
    pub fn red(self, text: &str) -> String {
        self.with("1;31", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        match self {
            Self::Colored => format!("\x1b[{code}m{text}\x1b[0m"),
            Self::Plain => text.to_owned(),
        }
    }
}
