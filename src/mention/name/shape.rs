//! What the letters of a word show: capitals, digits, points.

/// The shape of a written word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "data", and scripts without capitals.
    Lower,
    /// "Meta", "O'Reilly", `McKinsey`.
    Capital,
    /// "AI", "U.S", "GPUs".
    Upper,
    /// `WhatsApp`, "iOS".
    Inner,
    /// Letters and digits: "o4", "ES2025", "5G".
    Mixed,
    /// One capital letter.
    Letter,
    /// "4", "2.5".
    Number,
    /// Numbers with a unit, ordinals, quarters: "700M", "2nd", "Q3".
    Measure,
}

impl Shape {
    /// Whether it proves a name wherever it stands.
    pub(super) fn strong(self) -> bool {
        matches!(self, Self::Upper | Self::Inner | Self::Mixed)
    }

    /// Whether it starts or continues a name.
    pub(super) fn names(self) -> bool {
        self.strong() || matches!(self, Self::Capital | Self::Letter)
    }

    /// The shape of a word without its possessive ending.
    pub(super) fn of(written: &str) -> Self {
        if written.bytes().all(|b| b.is_ascii_lowercase()) {
            return Self::Lower;
        }
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        let digits = written.chars().any(|c| c.is_ascii_digit());
        if letters == 0 {
            return if digits { Self::Number } else { Self::Lower };
        }
        if digits {
            return Self::of_mixed(written);
        }
        let upper = written.chars().filter(|c| c.is_uppercase()).count();
        let first_upper = written.chars().next().is_some_and(char::is_uppercase);
        let plural = upper >= 2 && upper + 1 == letters && written.ends_with('s');
        if upper == 0 {
            Self::Lower
        } else if letters == 1 {
            Self::Letter
        } else if upper == letters || plural {
            Self::Upper
        } else if first_upper && (upper == 1 || written.contains(['\'', '’']) || patronymic(written)) {
            Self::Capital
        } else {
            Self::Inner
        }
    }

    fn of_mixed(written: &str) -> Self {
        if !written.starts_with(|c: char| c.is_ascii_digit()) {
            let head: String = written.chars().take_while(|c| c.is_alphabetic()).collect();
            let tail = &written[head.len()..];
            let period = matches!(head.as_str(), "Q" | "H") && tail.len() == 1 || head == "FY";
            return if period { Self::Measure } else { Self::Mixed };
        }
        let unit = written.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let named = unit.chars().any(char::is_uppercase) && !is_unit(unit);
        if named { Self::Mixed } else { Self::Measure }
    }
}

/// Letters after a number that count or measure. "5G" and "3D" are no measures.
fn is_unit(letters: &str) -> bool {
    matches!(
        letters.to_lowercase().as_str(),
        "k" | "m"
            | "b"
            | "t"
            | "x"
            | "s"
            | "bn"
            | "mn"
            | "tn"
            | "am"
            | "pm"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "kb"
            | "mb"
            | "gb"
            | "tb"
            | "pb"
            | "hz"
            | "khz"
            | "mhz"
            | "ghz"
            | "w"
            | "kw"
            | "mw"
            | "gw"
            | "tw"
            | "kwh"
            | "mwh"
            | "gwh"
            | "km"
            | "kg"
            | "mm"
            | "cm"
            | "nm"
            | "ft"
            | "v"
            | "c"
            | "f"
            | "fps"
            | "p"
            | "ms"
            | "db"
    )
}

/// `McKinsey`, `MacArthur`: an inner capital of a family name, not of a product.
fn patronymic(written: &str) -> bool {
    let rest = written.strip_prefix("Mc").or_else(|| written.strip_prefix("Mac"));
    rest.is_some_and(|rest| {
        let mut letters = rest.chars();
        letters.next().is_some_and(char::is_uppercase) && rest.len() > 2 && letters.all(char::is_lowercase)
    })
}
