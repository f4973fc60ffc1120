//! Finding names in a text: tokens with their shapes, then runs of tokens that make up one name.

use std::ops::Range;

use super::{
    Name, NameKind,
    calling::{PARTICLES, is_abbreviated_honorific, is_abbreviation, is_day, is_honorific, is_month, is_small},
    lists::{is_common, is_function, place_of},
    shape::Shape,
};
use crate::text::{Word, fold::plain};

/// What stands between a word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// White space only, or the point of an initial and white space.
    Space,
    /// A hyphen.
    Hyphen,
    /// An ampersand.
    Ampersand,
    /// Anything else: a name ends here.
    Break,
}

/// How capitals are used in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Casing {
    /// As in running text.
    Sentence,
    /// Most words have one: it proves nothing.
    Title,
    /// All letters are capitals.
    Capitals,
}

struct Token<'a> {
    word: &'a Word,
    /// The bytes without a possessive ending, with "++" or "#".
    range: Range<usize>,
    shape: Shape,
    /// A possessive: a name ends here.
    owner: bool,
    /// Capitals and a small s: "APIs".
    plural: bool,
    /// First in a sentence, after a colon, in a quotation.
    start: bool,
    /// What follows.
    gap: Gap,
    casing: Casing,
}

/// The names of a text, in order, not overlapping. `words` are the text's words.
pub fn names(text: &str, words: &[Word]) -> Vec<Name> {
    let tokens = tokens(text, words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = run(&tokens, at);
        if end > at {
            found.extend(name(&tokens[at..end]));
        }
        at = end.max(at + 1);
    }
    found
}

/// One past the last token of the name that starts at a token; the token itself when none does.
fn run(tokens: &[Token<'_>], at: usize) -> usize {
    let from = particles(tokens, at);
    let Some(first) = tokens.get(from) else { return at };
    if !begins(tokens, from) || (from > at && first.shape != Shape::Capital) {
        return at;
    }
    let mut end = from + 1;
    while let Some(next) = extended(tokens, from, end) {
        end = next;
    }
    // A lone letter is no name, but for "C++".
    if end == at + 1 && first.shape == Shape::Letter && first.range.len() == first.word.range.len() {
        return at;
    }
    end
}

/// Skips the particles that open a family name: the index of the word after them.
fn particles(tokens: &[Token<'_>], at: usize) -> usize {
    let opens = |word: &Word| {
        matches!(word.folded.as_str(), "van" | "von" | "de" | "del" | "della" | "di" | "du" | "bin" | "ibn")
    };
    let inner =
        |word: &Word| opens(word) || matches!(word.folded.as_str(), "der" | "den" | "la" | "las" | "los" | "het");
    let mut end = at;
    while tokens.get(end).is_some_and(|token| {
        token.shape == Shape::Lower
            && token.gap == Gap::Space
            && (if end == at { opens(token.word) } else { inner(token.word) })
            && end < at + 3
    }) {
        end += 1;
    }
    end
}

fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let word = token.word;
    match token.shape {
        Shape::Capital if token.casing == Casing::Capitals => false,
        Shape::Capital if is_month(&word.folded) => !lone_month(tokens, at),
        Shape::Capital => !is_function(&word.folded) && !is_day(&word.folded),
        Shape::Upper if token.casing == Casing::Capitals => !is_function(&word.folded) && !is_day(&word.folded),
        Shape::Upper => !matches!(word.folded.as_str(), "am" | "pm" | "ok"),
        Shape::Inner | Shape::Mixed => true,
        Shape::Letter => {
            token.range.len() > word.range.len()
                || (word.folded != "i"
                    && (word.folded != "a" || token.gap == Gap::Break)
                    && matches!(token.gap, Gap::Space | Gap::Ampersand)
                    && tokens.get(at + 1).is_some_and(|next| {
                        matches!(next.shape, Shape::Capital | Shape::Letter) && !is_function(&next.word.folded)
                    }))
        }
        // "gpt-4": a word that cannot be spoken as one.
        Shape::Lower => {
            token.gap == Gap::Hyphen
                && word.folded.len() > 1
                && word.folded.bytes().all(|b| b.is_ascii_lowercase() && !b"aeiouy".contains(&b))
                && tokens.get(at + 1).is_some_and(|next| matches!(next.shape, Shape::Number | Shape::Mixed))
        }
        Shape::Number | Shape::Measure => false,
    }
}

/// The end of the run that starts at `from`, one step further than `end`; none when it ends there.
fn extended(tokens: &[Token<'_>], from: usize, end: usize) -> Option<usize> {
    let last = tokens.get(end - 1)?;
    let next = tokens.get(end)?;
    if last.owner || last.gap == Gap::Break {
        return None;
    }
    if last.gap != Gap::Space {
        return hyphenated(last, next).then_some(end + 1);
    }
    if next.start {
        return None;
    }
    let alone = end == from + 1;
    // "Yesterday Apple said": the first word opens the sentence and is no part of the name. "Plan B" is a name.
    if alone
        && next.shape != Shape::Letter
        && last.start
        && last.shape == Shape::Capital
        && is_common(&last.word.folded, &last.word.stem)
    {
        return None;
    }
    if last.casing != Casing::Sentence {
        let common = |token: &Token<'_>| is_common(&token.word.folded, &token.word.stem);
        let weak = |token: &Token<'_>| !proves(token);
        return match next.shape {
            Shape::Number => (!common(last) && numbers(tokens, end)).then_some(end + 1),
            _ if begins(tokens, end) => {
                let joined = weak(last) && weak(next) && !common(last) && !common(next);
                (joined || (last.shape == Shape::Letter && !common(next))).then_some(end + 1)
            }
            _ => None,
        };
    }
    match next.shape {
        Shape::Number => (last.shape.names() && numbers(tokens, end)).then_some(end + 1),
        Shape::Letter => (!matches!(next.word.folded.as_str(), "i" | "a")).then_some(end + 1),
        Shape::Lower => connected(tokens, end),
        _ => (next.shape.names() && begins(tokens, end)).then_some(end + 1),
    }
}

/// Whether a word belongs to a name after a hyphen or an ampersand.
fn hyphenated(last: &Token<'_>, next: &Token<'_>) -> bool {
    const SUFFIXES: &[&str] = &[
        "alpha", "base", "beta", "chat", "coder", "flash", "high", "instruct", "large", "lite", "low", "max", "medium",
        "micro", "mini", "nano", "plus", "preview", "pro", "small", "turbo", "ultra", "vision",
    ];
    match next.shape {
        Shape::Lower => {
            last.gap == Gap::Hyphen
                && matches!(last.shape, Shape::Mixed | Shape::Number | Shape::Measure)
                && SUFFIXES.binary_search(&next.word.folded.as_str()).is_ok()
        }
        Shape::Number | Shape::Measure => last.gap == Gap::Hyphen,
        // "AI-Driven" and "Growth & Change" in a title.
        Shape::Capital | Shape::Upper if last.casing != Casing::Sentence => {
            !is_common(&next.word.folded, &next.word.stem)
                && (last.gap == Gap::Hyphen || !is_common(&last.word.folded, &last.word.stem))
        }
        _ => true,
    }
}

/// Whether the number at `at` belongs to the name before it: "Llama 4", not "Meta 3 billion" or "Meta 2025".
fn numbers(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(number) = tokens.get(at) else { return false };
    let written = number.word.folded.as_str();
    let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    let counted = number.gap == Gap::Space
        && tokens.get(at + 1).is_some_and(|next| {
            matches!(next.shape, Shape::Number | Shape::Measure)
                || (next.shape == Shape::Lower
                    && matches!(
                        next.word.stem.as_str(),
                        "hundr" | "thousand" | "million" | "billion" | "trillion" | "percent" | "point" | "time"
                            | "year" | "month" | "week" | "day" | "hour" | "minut" | "second" | "peopl" | "user"
                            | "dollar" | "euro" | "pound" | "to" | "or" | "cent" | "ago"
                    )
                    // "Llama 4 or" goes on; "4 to 5" counts.
                    && (!matches!(next.word.stem.as_str(), "to" | "or")
                        || tokens.get(at + 2).is_some_and(|third| third.shape == Shape::Number)))
        });
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let dated = before.is_some_and(|token| is_month(&token.word.folded) || place_of(&token.word.folded).is_some());
    written.len() <= 5 && !year && !counted && !dated && !written.contains(',')
}

/// The end of a run that goes on after lower-case particles: "van der Linden", "University of Oxford".
fn connected(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let word = |i: usize| tokens.get(i).filter(|t| t.gap == Gap::Space).map_or("", |t| t.word.folded.as_str());
    let length = match (word(at), word(at + 1)) {
        ("of", "the") | ("van", "der" | "den" | "de") | ("de", "la" | "las" | "los") => 2,
        (first, _) if PARTICLES.binary_search(&first).is_ok() => 1,
        _ => return None,
    };
    let next = tokens.get(at + length)?;
    let before = tokens.get(at.checked_sub(1)?)?;
    // "Parts of Europe": an opener takes no "of"; "GPUs of Meta" are two names.
    let loose = word(at) == "of"
        && (before.shape != Shape::Capital
            || place_of(&before.word.folded).is_some()
            || is_common(&before.word.folded, &before.word.stem) && before.start);
    (!loose && next.shape == Shape::Capital && begins(tokens, at + length) && !next.start).then_some(at + length + 1)
}

/// The name that a run of tokens makes up, without its honorific.
fn name(run: &[Token<'_>]) -> Option<Name> {
    let mut run = run;
    let mut person = false;
    while let [first, rest @ ..] = run {
        let titled = is_honorific(&first.word.folded) && (first.shape == Shape::Capital || first.shape == Shape::Upper);
        if !titled || rest.is_empty() {
            break;
        }
        person = true;
        run = rest;
    }
    let (first, last) = (run.first()?, run.last()?);
    if run.len() == 1 && is_abbreviated_honorific(&first.word.folded) {
        return None;
    }
    let proven = run.iter().any(proves)
        || run.windows(2).any(|pair| pair[0].shape == Shape::Capital && pair[1].shape == Shape::Number);
    let initial = match first.casing {
        Casing::Sentence => run.len() == 1 && first.start && !proven && !person,
        Casing::Title | Casing::Capitals => !proven && !person,
    };
    let kind = if person {
        NameKind::Person
    } else if run.iter().any(|token| matches!(token.shape, Shape::Mixed | Shape::Number | Shape::Inner)) {
        NameKind::Product
    } else if run.len() == 1 && first.shape == Shape::Upper && first.casing != Casing::Capitals {
        NameKind::Acronym
    } else if run.len() == 1 && place_of(&first.word.folded).is_some() {
        NameKind::Demonym
    } else {
        NameKind::Plain
    };
    let parts = run.iter().map(part).collect();
    Some(Name { range: first.range.start..last.range.end, parts, initial, kind })
}

/// Whether a token is a name wherever it stands.
fn proves(token: &Token<'_>) -> bool {
    match token.shape {
        Shape::Upper => token.casing != Casing::Capitals,
        Shape::Letter => token.range.len() > token.word.range.len(),
        shape => shape.strong(),
    }
}

/// The folded word of a token: no possessive, the points and the plural of an acronym dropped.
fn part(token: &Token<'_>) -> String {
    let folded = token.word.folded.strip_suffix("'s").unwrap_or(&token.word.folded);
    let mut part = if token.shape == Shape::Upper { folded.replace('.', "") } else { folded.to_owned() };
    if token.plural {
        part.pop();
    }
    let sign = token.range.end.saturating_sub(token.word.range.end);
    part + match sign {
        0 => "",
        1 => "#",
        _ => "++",
    }
}

fn tokens<'a>(text: &str, words: &'a [Word]) -> Vec<Token<'a>> {
    let mut tokens: Vec<Token<'a>> = Vec::with_capacity(words.len());
    let mut segment = 0;
    let mut addresses = addresses(text).peekable();
    for (index, word) in words.iter().enumerate() {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let bare = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
        let next = words.get(index + 1).map_or(text.len(), |next| next.range.start);
        let between = text.get(word.range.end..next).unwrap_or_default();
        let mut range = word.range.start..word.range.start + bare.len();
        let (sign, rest) = match between {
            _ if bare.len() != written.len() => (0, between),
            rest if rest.starts_with("++") => (2, &rest[2..]),
            rest if rest.starts_with('#') && bare.len() == 1 => (1, &rest[1..]),
            rest => (0, rest),
        };
        range.end += sign;
        while addresses.next_if(|address| address.end <= word.range.start).is_some() {}
        let address = addresses.peek().is_some_and(|address| address.start < word.range.end);
        let shape = if address || is_glued(bare) { Shape::Measure } else { Shape::of(bare) };
        let before = index.checked_sub(1).and_then(|i| words.get(i)).map_or(0, |previous| previous.range.end);
        let opening = opening(text.get(before..word.range.start).unwrap_or_default(), index == 0, tokens.last());
        if opening == Opening::Sentence {
            settle(&mut tokens[segment..]);
            segment = index;
        }
        let start = opening != Opening::None;
        let gap = gap(rest, shape, bare);
        let owner = bare.len() != written.len() || rest.starts_with(['\'', '’']);
        let plural = shape == Shape::Upper && bare.ends_with('s');
        tokens.push(Token { word, range, shape, owner, plural, start, gap, casing: Casing::Sentence });
    }
    settle(&mut tokens[segment..]);
    tokens
}

/// Addresses of pages and mail, names of files: their capitals and digits name nothing that is spoken.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |chunk| {
        let start = end;
        end += chunk.len();
        let address = chunk.contains("://") || chunk.contains("www.") || chunk.contains(['_', '@']);
        address.then_some(start..end)
    })
}

/// Whether a word is the end of one sentence and the start of the next, without a space: "meeting.After".
fn is_glued(written: &str) -> bool {
    written.split_once('.').is_some_and(|(end, start)| {
        end.len() > 1
            && end.chars().skip(1).all(char::is_lowercase)
            && start.starts_with(char::is_uppercase)
            && start.chars().skip(1).all(char::is_lowercase)
    })
}

#[derive(PartialEq, Eq)]
enum Opening {
    /// Inside a sentence.
    None,
    /// The first word of a quotation.
    Quotation,
    /// The first word of a sentence, item or line, or after a colon.
    Sentence,
}

fn opening(between: &str, first: bool, previous: Option<&Token<'_>>) -> Opening {
    let abbreviated = previous.is_some_and(|token| {
        token.shape == Shape::Letter || is_honorific(&token.word.folded) || is_abbreviation(&token.word.folded)
    });
    let mut after_space = first;
    for c in between.chars() {
        match c {
            '.' if abbreviated => {}
            '.' | '!' | '?' | '…' | ':' | '\n' | '•' | '*' | '|' | '●' | '▪' | '‣' => {
                return Opening::Sentence;
            }
            _ => after_space |= c.is_whitespace() || matches!(c, '(' | '[' | '—'),
        }
    }
    let quoted = after_space && between.chars().any(|c| matches!(plain(c), '"' | '\''));
    match (first, quoted) {
        (true, _) => Opening::Sentence,
        (_, true) => Opening::Quotation,
        _ => Opening::None,
    }
}

fn gap(between: &str, shape: Shape, written: &str) -> Gap {
    let trimmed = between.trim();
    let dotted = shape == Shape::Upper && written.contains('.') && !matches!(written, "U.S" | "U.K" | "U.N" | "D.C");
    if between.contains('\n') {
        return Gap::Break;
    }
    match trimmed {
        "" => Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" if between.len() == trimmed.len() => Gap::Hyphen,
        "&" => Gap::Ampersand,
        "." if shape == Shape::Letter || dotted || is_honorific(&written.to_lowercase()) => Gap::Space,
        _ => Gap::Break,
    }
}

/// Decides how capitals are used in a sentence.
fn settle(sentence: &mut [Token<'_>]) {
    let (mut lower, mut capital, mut upper, mut long) = (0, 0, 0, 0);
    for (index, token) in sentence.iter().enumerate() {
        let inside = index > 0 && sentence[index - 1].gap == Gap::Hyphen;
        match token.shape {
            Shape::Lower if !inside && !is_small(&token.word.folded) => lower += 1,
            Shape::Capital => capital += 1,
            Shape::Upper => {
                upper += 1;
                long += usize::from(token.word.folded.len() > 4);
            }
            _ => {}
        }
    }
    let casing = if lower == 0 && capital == 0 && upper >= 3 && long > 0 {
        Casing::Capitals
    } else if capital >= 1 && capital + upper >= 2 && lower * 10 <= capital + upper {
        Casing::Title
    } else {
        return;
    };
    for token in sentence {
        token.casing = casing;
    }
}

/// Whether a month is one: "April", not the "April" of "April Jones" or the "May" of "Theresa May".
fn lone_month(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if !is_month(&token.word.folded) {
        return false;
    }
    let neighbour = |other: Option<&Token<'_>>| {
        other.is_some_and(|t| t.shape == Shape::Capital && !is_function(&t.word.folded) && !is_day(&t.word.folded))
    };
    let before = at.checked_sub(1).and_then(|i| tokens.get(i)).filter(|t| t.gap == Gap::Space && !t.start);
    let after = (token.gap == Gap::Space).then(|| tokens.get(at + 1)).flatten();
    let dated = after.is_some_and(|t| matches!(t.shape, Shape::Number | Shape::Measure));
    let first_name = matches!(token.word.folded.as_str(), "april" | "june" | "may" | "august" | "march");
    !(first_name && !dated && (neighbour(before) || neighbour(after)))
}
