//! Who a statement is credited to: "X said that …", "according to X", "in X's view", "asked by X".
//!
//! An attribution is found by its verb of saying, thinking or planning (`saying_verbs.tsv`) or by a phrase, with the subject
//! beside it: a name, a pronoun, a role ("the host"), a group ("the team"). A verb without a subject of its own ("and warns
//! that", ", noting that") goes with the subject before it in the sentence.

mod subject;

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::{
    mention::name::{Name, names},
    text::{Word, sentences, stem},
};
use subject::Subjects;

/// A statement that is credited to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The bytes of the text that credit: subject and verb, or the phrase.
    pub range: Range<usize>,
    /// Who is credited.
    pub who: Who,
    /// The stem of the verb; of the noun in "in X's view"; "accord" for "according to".
    pub verb: SmolStr,
    /// What they do.
    pub act: Act,
    /// The bytes of what is credited to them.
    pub content: Range<usize>,
}

/// Who is credited; ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A person or an organisation by name.
    Named(Range<usize>),
    /// "He", "she", "they".
    Pronoun(Range<usize>),
    /// "The host", "the CEO".
    Role(Role, Range<usize>),
    /// "The team", "participants", "the company".
    Group(Range<usize>),
}

/// What somebody is in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who asks: host, interviewer, moderator.
    Host,
    /// Who is asked: guest, interviewee.
    Guest,
    /// Who talks to an audience: speaker, presenter, lecturer.
    Speaker,
    /// By trade or office: author, manager, minister.
    Other,
}

/// What somebody does by saying something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Says or thinks that something is so.
    State,
    /// Asks.
    Ask,
    /// Agrees or supports.
    Agree,
    /// Disagrees or rejects.
    Disagree,
    /// Means to do something.
    Plan,
    /// Wants others to do something.
    Propose,
}

impl Who {
    /// The bytes of the words that name them.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Named(range) | Self::Pronoun(range) | Self::Role(_, range) | Self::Group(range) => range,
        }
    }
}

static VERBS: LazyLock<FxHashMap<SmolStr, Act>> = LazyLock::new(|| {
    let act = |name: &str| match name {
        "ask" => Act::Ask,
        "agree" => Act::Agree,
        "disagree" => Act::Disagree,
        "plan" => Act::Plan,
        "propose" => Act::Propose,
        _ => Act::State,
    };
    let lines = include_str!("saying_verbs.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(verb, name)| (stem(verb), act(name))).collect()
});

/// What a verb of saying, thinking or planning does, by its stem.
pub(crate) fn act_of(stem: &str) -> Option<Act> {
    VERBS.get(stem).copied()
}

/// The attributions of a text, in order of their ranges. `words` are the text's words.
pub fn attributions(text: &str, words: &[Word]) -> Vec<Attribution> {
    attributions_among(text, words, &names(text, words))
}

/// The same where the text's names are known.
pub fn attributions_among(text: &str, words: &[Word], names: &[Name]) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut next = 0;
    for sentence in sentences(text) {
        let start = next + words.get(next..).map_or(0, |rest| rest.partition_point(|w| w.range.start < sentence.start));
        next = start + words.get(start..).map_or(0, |rest| rest.partition_point(|w| w.range.start < sentence.end));
        let Some(words) = words.get(start..next).filter(|words| !words.is_empty()) else { continue };
        let first_name = names.partition_point(|name| name.range.end <= sentence.start);
        let last_name = names.partition_point(|name| name.range.start < sentence.end);
        let names = names.get(first_name..last_name).unwrap_or_default();
        let sentence = Sentence { text, range: sentence, words, subjects: Subjects::new(text, words, names) };
        found.extend(sentence.attributions());
    }
    found
}

/// The words and possible subjects of one sentence.
struct Sentence<'a> {
    text: &'a str,
    range: Range<usize>,
    words: &'a [Word],
    subjects: Subjects<'a>,
}

impl Sentence<'_> {
    fn attributions(&self) -> Vec<Attribution> {
        let mut found: Vec<Attribution> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let one = self
                .according(at)
                .or_else(|| self.possessive(at))
                .or_else(|| self.passive(at))
                .or_else(|| self.active(at, found.last()));
            match one {
                Some((attribution, next)) => {
                    self.close(&mut found, &attribution);
                    found.push(attribution);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Ends the content of the attribution before where a new one starts.
    fn close(&self, found: &mut [Attribution], new: &Attribution) {
        if let Some(last) = found.last_mut()
            && last.content.contains(&new.range.start)
        {
            let inner = self.text.get(last.content.start..new.range.start).unwrap_or_default();
            let kept = inner.trim_end_matches(|c: char| c.is_whitespace() || c == ',').trim_end_matches(" and");
            let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
            // "Okafor said Silva believes …": all of it is what Okafor said.
            if !kept.is_empty() {
                last.content.end = last.content.start + kept.len();
            }
        }
    }

    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    /// What stands between a word and the one before it.
    fn before(&self, at: usize) -> &str {
        let end = at.checked_sub(1).and_then(|i| self.words.get(i)).map_or(self.range.start, |word| word.range.end);
        self.words.get(at).and_then(|word| self.text.get(end..word.range.start)).unwrap_or_default()
    }

    /// The rest of the sentence from a byte on, its final stop and the joining "that", comma or colon left out.
    fn rest(&self, from: usize) -> Range<usize> {
        let rest = self.text.get(from..self.range.end).unwrap_or_default();
        let mut kept = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '—' | '–'));
        for word in ["that ", "how ", "as "] {
            kept = kept.strip_prefix(word).unwrap_or(kept);
        }
        let start = from + rest.len() - kept.len();
        start..start + kept.trim_end_matches(|c: char| c.is_whitespace() || c == '.').len()
    }

    /// The sentence up to a byte, a comma before it left out.
    fn head(&self, end: usize) -> Range<usize> {
        let head = self.text.get(self.range.start..end).unwrap_or_default();
        self.range.start..self.range.start + head.trim_end_matches(|c: char| c.is_whitespace() || c == ',').len()
    }

    /// What is credited by a phrase: the rest of the sentence when it stands first, else what stands before it.
    fn around(&self, range: &Range<usize>) -> Range<usize> {
        let rest = self.rest(range.end);
        let head = self.head(range.start);
        let opens = self.text.get(head.clone()).is_none_or(|head| head.split_whitespace().count() < 3);
        if opens || head.len() < rest.len() / 2 { rest } else { head }
    }

    /// "According to X".
    fn according(&self, at: usize) -> Option<(Attribution, usize)> {
        if self.folded(at) != "according" || self.folded(at + 1) != "to" {
            return None;
        }
        let (who, next) = self.subjects.starting(at + 2)?;
        let range = self.words.get(at)?.range.start..who.range().end;
        let content = self.around(&range);
        Some((Attribution { range, who, verb: stem("accord"), act: Act::State, content }, next))
    }

    /// "In X's view", "X's view is that", "the view of X" not.
    fn possessive(&self, at: usize) -> Option<(Attribution, usize)> {
        let (who, next) = self.subjects.starting(at)?;
        let owner = self.folded(next.checked_sub(1)?);
        let owned = owner.ends_with("'s") || matches!(owner, "his" | "her" | "their") || {
            let after = self.text.get(who.range().end..)?;
            after.starts_with(['\'', '’'])
        };
        let noun = self.words.get(next)?;
        let act = match noun.stem.as_str() {
            "view" | "opinion" | "belief" | "argument" | "claim" | "predict" | "posit" | "word" | "assess"
            | "stanc" | "perspect" | "convict" | "estim" | "account" | "point" | "statement" | "remark" | "conclus" => {
                Act::State
            }
            "question" => Act::Ask,
            "propos" | "suggest" | "recommend" | "advic" => Act::Propose,
            "plan" | "goal" | "intent" | "aim" => Act::Plan,
            _ => return None,
        };
        let prefix = at.checked_sub(1).filter(|i| matches!(self.folded(*i), "in" | "from" | "by"));
        let linked = matches!(self.folded(next + 1), "is" | "was" | "are" | "that" | "remains");
        if !owned || (prefix.is_none() && !linked) {
            return None;
        }
        let start = prefix.and_then(|i| self.words.get(i)).map_or(who.range().start, |word| word.range.start);
        let end = if linked && prefix.is_none() { self.words.get(next + 1)?.range.end } else { noun.range.end };
        let range = start..end;
        let content = if prefix.is_some() { self.around(&range) } else { self.rest(end) };
        Some((Attribution { range, who, verb: noun.stem.clone(), act, content }, next + 1))
    }

    /// "It was argued by X that", "asked by X about".
    fn passive(&self, at: usize) -> Option<(Attribution, usize)> {
        let verb = self.words.get(at)?;
        let act = act_of(&verb.stem).filter(|_| self.folded(at + 1) == "by")?;
        if !verb.folded.ends_with("ed") && !matches!(verb.folded.as_str(), "said" | "put" | "told" | "held" | "seen") {
            return None;
        }
        let (who, next) = self.subjects.starting(at + 2)?;
        let range = verb.range.start..who.range().end;
        let mut content = self.around(&range);
        // "Asked by X about prices, Y said …": up to the comma.
        if content.start >= range.end
            && let Some(comma) = self.text.get(content.clone()).and_then(|rest| rest.find(", "))
            && at < 3
        {
            content.end = content.start + comma;
        }
        Some((Attribution { range, who, verb: verb.stem.clone(), act, content }, next))
    }

    /// "X said that …", "…, X said", "…, said X", "and warns that …", ", noting that …".
    fn active(&self, at: usize, last: Option<&Attribution>) -> Option<(Attribution, usize)> {
        if let Some((mind, act)) = self.conviction(at) {
            let who = self.subjects.ending(self.skip_back(at), self.words)?;
            let (range, content) = (who.range().start..mind.range.end, self.rest(mind.range.end));
            return Some((Attribution { range, who, verb: mind.stem.clone(), act, content }, at + 2));
        }
        let verb = self.words.get(at)?;
        let act = act_of(&verb.stem)?;
        if !self.is_finite(at) {
            return self.participle(at, act, last);
        }
        let subject = self.skip_back(at);
        if let Some(who) = self.subjects.ending(subject, self.words).filter(|who| self.agrees(who, subject, at)) {
            let range = who.range().start..verb.range.end;
            let tail = self.rest(verb.range.end);
            let head = self.text.get(self.range.start..range.start).unwrap_or_default().trim_end();
            let short = self.text.get(tail.clone()).is_none_or(|tail| tail.split_whitespace().count() <= 3);
            let quoted = head.trim_end_matches(',').ends_with(['”', '"', '?', '!']) && short;
            let quoted = quoted || (head.ends_with(',') && tail.is_empty());
            let content = if quoted { self.head(range.start) } else { tail };
            return Some((Attribution { range, who, verb: verb.stem.clone(), act, content }, at + 1));
        }
        // "…, said X."
        if self.before(at).contains([',', '"', '”', '?', '!'])
            && let Some((who, next)) = self.subjects.starting(at + 1)
            && self.words.len() <= next + 2
        {
            let range = verb.range.start..who.range().end;
            let content = self.head(range.start);
            return Some((Attribution { range, who, verb: verb.stem.clone(), act, content }, next));
        }
        let joined = matches!(self.folded(at.checked_sub(1)?), "and" | "but" | "then" | "also" | "or")
            || self.before(at).contains(',');
        let told = joined && (verb.folded.ends_with('s') || verb.folded.ends_with("ed") || verb.folded == "said");
        let who = last.filter(|_| told)?.who.clone();
        let content = self.rest(verb.range.end);
        Some((Attribution { range: verb.range.clone(), who, verb: verb.stem.clone(), act, content }, at + 1))
    }

    /// ", noting that …": with the subject of the attribution before it, or of the sentence.
    fn participle(&self, at: usize, act: Act, last: Option<&Attribution>) -> Option<(Attribution, usize)> {
        let verb = self.words.get(at)?;
        let open = self.before(at).contains(',') || matches!(self.folded(at.checked_sub(1)?), "and" | "while" | "by");
        if !verb.folded.ends_with("ing") || !open || act == Act::Plan {
            return None;
        }
        let who = last.map(|last| last.who.clone()).or_else(|| self.subjects.first_before(verb.range.start))?;
        let content = self.rest(verb.range.end);
        Some((Attribution { range: verb.range.clone(), who, verb: verb.stem.clone(), act, content }, at + 1))
    }

    /// Whether a verb has the form that goes with its subject: "Okafor reports", not "the Okafor report".
    fn agrees(&self, who: &Who, subject: usize, at: usize) -> bool {
        const PAST: &[&str] = &[
            "drew",
            "felt",
            "foresaw",
            "forecast",
            "found",
            "heard",
            "held",
            "knew",
            "put",
            "read",
            "saw",
            "said",
            "spoke",
            "swore",
            "thought",
            "told",
            "understood",
            "wrote",
        ];
        let verb = self.folded(at);
        let singular = verb.ends_with('s') || verb.ends_with("ed") || PAST.contains(&verb);
        let they = self.text.get(who.range().clone()).is_some_and(|who| who.eq_ignore_ascii_case("they"));
        let several = self.words.iter().rposition(|word| word.range.end <= who.range().start);
        let several = several.is_some_and(|before| self.folded(before) == "and");
        singular || they || several || subject < at || matches!(who, Who::Group(_))
    }

    /// Whether a verb of saying is one here: no infinitive, no participle, no noun.
    fn is_finite(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |i| self.folded(i));
        let folded = self.folded(at);
        let written = self.words.get(at).map_or("", |word| word.written(self.text));
        !folded.ends_with("ing")
            && !written.starts_with(char::is_uppercase)
            && !matches!(
                before,
                "to" | "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "this"
                    | "that"
                    | "of"
                    | "for"
                    | "in"
                    | "with"
                    | "on"
                    | "by"
                    | "from"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "been"
                    | "being"
                    | "no"
                    | "any"
                    | "as"
            )
    }

    /// "Is convinced that", "is optimistic about": a conviction stated as an adjective.
    fn conviction(&self, at: usize) -> Option<(&Word, Act)> {
        let be = matches!(self.folded(at), "is" | "was" | "are" | "were" | "remains" | "remained");
        let mind = matches!(
            self.folded(at + 1),
            "convinced"
                | "confident"
                | "certain"
                | "sure"
                | "optimistic"
                | "pessimistic"
                | "skeptical"
                | "sceptical"
                | "worried"
                | "concerned"
                | "adamant"
                | "excited"
                | "proud"
        );
        let linked = be && mind && matches!(self.folded(at + 2), "that" | "about" | "of");
        self.words.get(at + 1).filter(|_| linked).map(|mind| (mind, Act::State))
    }

    /// The last word of what stands before a verb, adverbs and helping verbs passed over.
    fn skip_back(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(before) = end.checked_sub(1) {
            let word = self.folded(before);
            let helping = stands_between(word);
            if !helping || (end < at && self.before(end).contains('.')) {
                break;
            }
            end = before;
        }
        end
    }
}

/// Whether a word, folded, may stand between a subject and its verb: "Okafor has also just said".
pub(crate) fn stands_between(folded: &str) -> bool {
    const BETWEEN: &[&str] = &[
        "again",
        "also",
        "always",
        "both",
        "did",
        "didn't",
        "do",
        "does",
        "doesn't",
        "don't",
        "even",
        "first",
        "further",
        "had",
        "has",
        "have",
        "herself",
        "himself",
        "however",
        "instead",
        "just",
        "later",
        "never",
        "next",
        "not",
        "now",
        "often",
        "once",
        "soon",
        "still",
        "themselves",
        "then",
        "therefore",
        "thus",
        "too",
        "who",
    ];
    BETWEEN.binary_search(&folded).is_ok() || (folded.len() > 4 && folded.ends_with("ly"))
}
