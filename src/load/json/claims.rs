//! Summaries in JSON: chapters, and objects whose keys say what is a statement, who is credited with it and when it was said.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use super::{
    clock::{Unit, time},
    shape::label,
    tree::{Node, Tree, Value},
};
use crate::{
    load::summary::{read_inner, read_line, states},
    source::{Source, Span},
    summary::{Claim, ClaimKind, Summary},
    text::Flow,
    transcript::{Skipped, TimeRange, Timecode, Transcript},
};

/// What a key says about its value. Keys are compared without case, `_` and `-`, in the singular too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A statement, or a list of them.
    Statement,
    /// What somebody said, word for word.
    Quotation,
    /// The title of what stands beside it.
    Title,
    /// Who said or does it.
    Person,
    /// When it starts.
    Start,
    /// When it ends.
    End,
    /// Nothing about the talk: addresses, dates, kinds, lists of terms.
    Aside,
    /// Not known.
    Unknown,
}

static ROLES: &[(Role, &str)] = &[
    (
        Role::Statement,
        "summary abstract overview gist headline highlight action actionitem decision description body content text takeaway \
         keytakeaway keypoint point bullet bulletgist shortsummary shorthandbullet answer context statement claim item task \
         commitment target outcome conclusion note fact keyfact detail finding result resolution risk nextstep followup outline \
         insight update lesson recap synopsis tldr message paragraph sentence",
    ),
    (Role::Quotation, "quote quotation verbatim excerpt"),
    (Role::Title, "title name topic chapter heading subject label section"),
    (Role::Person, "speaker owner assignee responder responsible person by saidby who assignedto speakername"),
    (
        Role::Start,
        "start starttime startms startseconds starttimestamp starttimestampmillis begin timestamp time ts at offset from",
    ),
    (Role::End, "end endtime endms endseconds endtimestamp endtimestampmillis stop to"),
    (
        Role::Aside,
        "id url link href img image icon src file filename path type kind category tag keyword keyterm relatedterm term language \
         lang model version date calldate calltitle meeting meetingtitle episode podcastname podcast author host guest participant \
         attendee createdat updatedat duration status difficulty significance priority confidence sentiment metadata question \
         query asker raisedby resource reference source relevanttextspan primaryspeaker timeline deadline duedate entity word \
         email phone audiourl mime sensitivedatadetection summarysensitivedatadetection contentmoderation statistics toc location",
    ),
];

static BY_KEY: LazyLock<FxHashMap<String, Role>> = LazyLock::new(|| {
    let keys = ROLES.iter().flat_map(|(role, words)| words.split_whitespace().map(|word| (folded(word), *role)));
    keys.collect()
});

/// Keys that name a summary beside a transcript in one file.
const BESIDE: &[&str] = &[
    "summary",
    "overview",
    "gist",
    "headline",
    "actionitem",
    "answer",
    "keypoint",
    "takeaway",
    "keytakeaway",
    "decision",
    "outline",
    "shortsummary",
    "bulletgist",
    "shorthandbullet",
    "note",
    "recap",
];

/// A key without case, marks and the ending of a plural.
fn folded(key: &str) -> String {
    let bare: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match bare.strip_suffix('s') {
        Some(single) if bare.len() > 3 && !["status", "gps"].contains(&bare.as_str()) && !bare.ends_with("ss") => {
            single.to_owned()
        }
        _ => bare,
    }
}

fn role(key: &str) -> Role {
    BY_KEY.get(folded(key).as_str()).copied().unwrap_or(Role::Unknown)
}

/// What the objects around a value say about it.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) section: Vec<String>,
    pub(super) label: Option<String>,
    pub(super) person: Option<String>,
    pub(super) time: Option<TimeRange>,
    /// Whether a key above names a list of chapters or topics.
    pub(super) chapters: bool,
    /// Whether statements may stand here: everywhere in a summary, under the key of a summary in a transcript.
    pub(super) told: bool,
}

/// The claims of a document while it is read.
pub(super) struct Walk<'s> {
    speech: Vec<Span>,
    claims: Vec<Claim>,
    skipped: Vec<Skipped>,
    items: usize,
    source: &'s Arc<Source>,
    mixed: bool,
}

/// Reads a document as a summary. The speech in it, if any, is left out, and then only keys that name a summary are read.
pub(super) fn read(source: &Arc<Source>, tree: &Tree<'_>, transcript: Option<&Transcript>) -> Summary {
    let mut speech: Vec<Span> = transcript
        .iter()
        .flat_map(|transcript| &transcript.turns)
        .flat_map(|turn| turn.flow.pieces().iter().map(|piece| piece.span))
        .collect();
    speech.sort_unstable();
    let mixed = transcript.is_some();
    let mut walk = Walk { speech, mixed, ..Walk::new(source) };
    walk.value("", &tree.root, &Around { told: !mixed, ..Around::default() });
    let chapters = walk.claims.iter().all(|claim| claim.kind == ClaimKind::Chapter) && !walk.claims.is_empty();
    walk.finish(tree, if chapters { "json/chapters" } else { "json/summary" })
}

impl<'s> Walk<'s> {
    pub(super) fn new(source: &'s Arc<Source>) -> Self {
        Self { speech: Vec::new(), claims: Vec::new(), skipped: Vec::new(), items: 0, source, mixed: false }
    }

    /// The summary, with what could not be read of the file.
    pub(super) fn finish(mut self, tree: &Tree<'_>, format: &'static str) -> Summary {
        if let Some(fault) = tree.fault {
            self.skip(Span::new(fault.at, self.source.text().len()), fault.why);
        }
        self.skipped.sort_by_key(|part| part.span);
        Summary { source: Arc::clone(self.source), format, claims: self.claims, skipped: self.skipped }
    }
}

impl Walk<'_> {
    pub(super) fn skip(&mut self, span: Span, reason: &'static str) {
        if !self.source.slice(span).trim().is_empty() {
            self.skipped.push(Skipped { span, reason });
        }
    }

    fn value(&mut self, key: &str, node: &Node<'_>, around: &Around) {
        match &node.value {
            Value::Object(_) => self.object(node, around),
            Value::List(items) => {
                for item in items {
                    match item.value {
                        Value::Text(_) => self.text(key, item, around, ClaimKind::Bullet),
                        _ => self.value(key, item, around),
                    }
                }
            }
            Value::Text(_) => self.text(key, node, around, ClaimKind::Sentence),
            Value::Bare(_) => {}
        }
    }

    fn object(&mut self, node: &Node<'_>, around: &Around) {
        let fields = node.fields();
        let of = |wanted: Role| fields.iter().filter(move |(key, _)| role(key) == wanted);
        let mut inside = around.clone();
        let start = of(Role::Start).find_map(|(key, value)| when(key, value));
        let end = of(Role::End).find_map(|(key, value)| when(key, value));
        let timed = start.is_some();
        if let Some(start) = start {
            inside.time = Some(TimeRange { start, end: end.filter(|end| *end >= start) });
        }
        if let Some(person) = of(Role::Person).find_map(|(_, value)| label(value)) {
            inside.person = Some(person);
        }
        let title = of(Role::Title).find(|(_, value)| matches!(value.value, Value::Text(_))).map(|(_, value)| value);
        let stated = fields.iter().any(|(key, value)| {
            matches!(role(key), Role::Statement | Role::Quotation)
                && value.written().is_some_and(|text| !text.trim().is_empty())
                || !value.items().is_empty() && role(key) == Role::Statement
        });
        if let Some(title) = title.filter(|_| around.told) {
            if stated || !timed {
                inside.label =
                    title.written().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty() && stated);
                self.skip(title.span, "title");
            } else {
                let kind = if inside.chapters { ClaimKind::Chapter } else { ClaimKind::Bullet };
                self.claim_all(title, &inside, kind);
            }
        }
        let kind = match (timed && inside.chapters, timed || inside.person.is_some()) {
            (true, _) => ClaimKind::Chapter,
            (_, true) => ClaimKind::Bullet,
            _ => ClaimKind::Sentence,
        };
        for (key, value) in fields {
            if title.is_some_and(|title| title.span == value.span) {
                continue;
            }
            let mut below = inside.clone();
            let named = folded(key);
            below.told |= self.mixed && BESIDE.contains(&named.as_str());
            match (&value.value, role(key)) {
                (Value::Bare(_), _) | (_, Role::Start | Role::End | Role::Person) => {}
                (_, Role::Aside) => {
                    if below.told {
                        self.aside(value);
                    }
                }
                (Value::Text(_), _) => self.text(key, value, &below, kind),
                _ => {
                    below.chapters |= ["chapter", "topic", "segment", "section"].contains(&named.as_str());
                    // What only wraps the answer of a service is no heading.
                    if !["data", "transcript", "result", "response"].contains(&named.as_str()) {
                        below.section.push(spaced(key));
                    }
                    self.value(key, value, &below);
                }
            }
        }
    }

    /// Lists the words of values that say nothing about the talk.
    fn aside(&mut self, node: &Node<'_>) {
        match node.value {
            Value::Text(_) => self.skip(node.span, "no statement"),
            _ => node.children().for_each(|child| self.aside(child)),
        }
    }

    /// A string under a key.
    fn text(&mut self, key: &str, node: &Node<'_>, around: &Around, kind: ClaimKind) {
        if !around.told || self.is_speech(node.span) {
            return;
        }
        let text = node.written().unwrap_or_default();
        match role(key) {
            Role::Statement => self.claim_all(node, around, kind),
            Role::Quotation => self.quotation(node, around),
            Role::Aside => self.skip(node.span, "no statement"),
            _ if states(&text) && text.split_whitespace().count() >= 4 => self.claim_all(node, around, kind),
            _ => self.skip(node.span, "no statement"),
        }
    }

    fn is_speech(&self, span: Span) -> bool {
        let after = self.speech.partition_point(|piece| piece.start < span.start);
        self.speech.get(after).is_some_and(|piece| piece.start < span.end)
    }

    /// A quotation: its quotation marks are those of the JSON.
    fn quotation(&mut self, node: &Node<'_>, around: &Around) {
        let Some(inner) = node.flow(false).filter(|inner| inner.text().contains(char::is_alphabetic)) else { return };
        let mut flow = Flow::default();
        let marked = inner.text().trim_start().starts_with(['"', '“', '„', '«', '\'']);
        if !marked {
            flow.push_as("\"", Span::new(node.span.start, node.span.start + 1));
        }
        for piece in inner.pieces() {
            flow.push_as(inner.text().get(piece.range.clone()).unwrap_or_default(), piece.span);
        }
        if !marked {
            flow.push_as("\"", Span::new(node.span.end - 1, node.span.end));
        }
        self.claim(flow, around, ClaimKind::Bullet);
        self.items += 1;
    }

    /// All claims of one value.
    pub(super) fn claim_all(&mut self, node: &Node<'_>, around: &Around, kind: ClaimKind) {
        let Some(value) = node.flow(true) else { return };
        if !value.text().contains(char::is_alphabetic) {
            return self.skip(node.span, "no words");
        }
        if !value.text().trim().contains('\n') {
            for flow in read_line(&value) {
                self.claim(flow, around, kind);
            }
            self.items += 1;
            return;
        }
        let (claims, skipped) = read_inner(&value);
        let items = claims.last().map_or(0, |claim| claim.item + 1);
        for claim in claims {
            let own = Around {
                section: around.section.iter().cloned().chain(claim.section).collect(),
                label: claim.label.or_else(|| around.label.clone()),
                person: claim.speaker.or_else(|| around.person.clone()),
                time: claim.time.or(around.time),
                ..around.clone()
            };
            self.items += claim.item;
            self.claim(claim.flow, &own, if kind == ClaimKind::Chapter { kind } else { claim.kind });
            self.items -= claim.item;
        }
        self.items += items;
        self.skipped.extend(skipped.into_iter().filter(|part| !part.span.is_empty()));
    }

    fn claim(&mut self, flow: Flow, around: &Around, kind: ClaimKind) {
        if !flow.text().contains(char::is_alphabetic) {
            return self.skip(flow.whole(), "no words");
        }
        self.claims.push(Claim {
            kind,
            item: self.items,
            section: Some(around.section.join(" > ")).filter(|section| !section.is_empty()),
            label: around.label.clone(),
            flow,
            time: around.time,
            speaker: around.person.clone(),
        });
    }
}

/// The time that a key holds: a clock, or a number in the unit that its name says.
fn when(key: &str, value: &Node<'_>) -> Option<Timecode> {
    let key = key.to_lowercase();
    let millis = key.ends_with("ms") || key.ends_with("millis");
    time(value, if millis { Unit::Millis } else { Unit::Seconds })
}

/// A key as words: `action_items` and `actionItems` are "action items".
pub(super) fn spaced(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut small = false;
    for c in key.chars() {
        if c == '_' || c == '-' {
            out.push(' ');
        } else {
            if small && c.is_uppercase() {
                out.push(' ');
            }
            out.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    out
}
