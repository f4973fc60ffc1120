//! Small sets of words that decide what a capital letter means: days, months, honorifics, small words of titles.

/// Words that keep their small letter inside a name; sorted.
pub(super) const PARTICLES: &[&str] = &[
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "e", "el", "ibn", "la", "of",
    "ter", "van", "von", "y",
];

/// Words that keep their small letter in a title.
pub(super) fn is_small(folded: &str) -> bool {
    matches!(
        folded,
        "a" | "an"
            | "the"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "for"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "by"
            | "with"
            | "from"
            | "as"
            | "via"
            | "vs"
            | "per"
            | "into"
            | "over"
            | "up"
            | "off"
            | "out"
            | "than"
            | "van"
            | "de"
    )
}

/// Whether a folded word is a day of the week.
pub(super) fn is_day(folded: &str) -> bool {
    let bare = folded.strip_suffix('s').unwrap_or(folded);
    matches!(bare, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// Whether a folded word is a month, in full or short.
pub(super) fn is_month(folded: &str) -> bool {
    matches!(
        folded,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "apr"
            | "aug"
            | "sept"
            | "sep"
            | "oct"
            | "nov"
            | "dec"
    )
}

/// Whether a folded word stands before a person's name.
pub(super) fn is_honorific(folded: &str) -> bool {
    is_abbreviated_honorific(folded)
        || matches!(
            folded,
            "sir"
                | "dame"
                | "professor"
                | "doctor"
                | "president"
                | "senator"
                | "governor"
                | "councillor"
                | "chairman"
                | "captain"
                | "ceo"
                | "cto"
                | "cfo"
                | "coo"
        )
}

/// The same, where it is short and may end in a point.
pub(super) fn is_abbreviated_honorific(folded: &str) -> bool {
    matches!(
        folded,
        "mr" | "mrs" | "ms" | "mx" | "dr" | "prof" | "rev" | "hon" | "sen" | "rep" | "gov" | "cllr" | "capt" | "lt"
    )
}

/// Whether a point after a folded word ends no sentence.
pub(super) fn is_abbreviation(folded: &str) -> bool {
    matches!(folded, "st" | "vs" | "e.g" | "i.e" | "eg" | "no" | "jr" | "approx" | "cf" | "j.p" | "j.k")
}
