//! The pipeline: recordings in, report out.

mod conflicts;

pub use conflicts::conflict;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{
    align::{Alignment, PARTS, Talk},
    finding::{Family, Finding, Fingerprint, Place, Severity},
    judge::{self, Threshold, Verdict},
    mention::{Recorded, name::OtherNames},
    report::{ClaimReport, Evidence, MediaUrl, RecordingReport, SummaryReport, TranscriptFacts},
    rules::{self, Aligned, Check, Context, Fault, Lookup, Offset, Rule, Spoken},
    source::Source,
    summary::{Claim, Summary},
    text::fold::fold,
    transcript::{Speaker, Transcript},
};

/// One talk with its transcripts and the summaries to check.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    /// How the report calls it.
    pub name: String,
    /// The day of the recording, by which "this year" is resolved.
    pub recorded: Option<Date>,
    /// Transcripts of the talk. The first is the one that is cited; others lend it times, or continue it.
    pub transcripts: Vec<Transcript>,
    /// The summaries to check.
    pub summaries: Vec<Summary>,
    /// Where it can be watched or heard.
    pub media: Option<MediaUrl>,
    /// Names and aliases from the configuration.
    pub speakers: Vec<Speaker>,
    /// What else the things spoken of are called, by the configuration.
    pub names: OtherNames,
    /// Whether the transcripts are minutes: they tell what was said in other words, so quotations are not checked.
    pub minutes: bool,
}

/// Which rules speak, how loudly, and how much support a claim needs.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Rule codes, names or families to run; empty means all.
    pub select: Vec<String>,
    /// Rule codes, names or families to leave out.
    pub ignore: Vec<String>,
    /// Severities other than the shipped ones, by rule code; `None` turns a rule off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
    /// How much support a claim needs where no rule speaks up.
    pub threshold: Threshold,
}

impl Policy {
    /// The severity of a finding under this policy; `None` when its rule is off.
    pub fn severity(&self, rule: &Rule, shipped: Severity) -> Option<Severity> {
        let names = |list: &[String]| {
            list.iter()
                .any(|name| name.eq_ignore_ascii_case(rule.code) || name == rule.name || name == rule.family.name())
        };
        // What is wrong with the files is told whichever rules about claims are asked for.
        let asked = self.select.is_empty() || names(&self.select) || rule.family == Family::Input;
        if names(&self.ignore) || !asked {
            return None;
        }
        self.severities.get(rule.code).copied().unwrap_or(Some(shipped))
    }
}

/// Audits one recording.
pub fn audit(recording: &Recording, policy: &Policy) -> RecordingReport {
    let mut transcripts = recording.transcripts.clone();
    for speaker in transcripts.iter_mut().flat_map(|transcript| &mut transcript.speakers) {
        let known = recording.speakers.iter().find(|known| known.is_called(&speaker.name));
        if let Some(known) = known {
            // A label such as SPEAKER_00 is called as the configuration calls the person.
            let label = std::mem::replace(&mut speaker.name, known.name.clone());
            speaker.aliases.push(label);
            speaker.aliases.extend(known.aliases.iter().cloned());
            speaker.aliases.retain(|alias| *alias != speaker.name);
        }
    }
    let facts = transcripts.iter().map(facts).collect();
    let mut policy = policy.clone();
    if recording.minutes {
        policy.ignore.push(Family::Misquoted.name().to_owned());
    }
    let policy = &policy;
    let document = Document::of(transcripts, recording.recorded.map(Recorded), recording.names.clone());
    let (summaries, offsets): (Vec<Vec<Aligned>>, Vec<Option<Offset>>) = recording
        .summaries
        .par_iter()
        .map(|summary| {
            let mut aligned = document.align(&summary.claims);
            let offset = rules::settle(&document.talk, &mut aligned);
            (aligned, offset)
        })
        .unzip();
    let reports: Vec<SummaryReport> = recording
        .summaries
        .par_iter()
        .zip(&summaries)
        .zip(offsets)
        .map(|((summary, aligned), offset)| SummaryReport {
            source: Arc::clone(&summary.source),
            format: summary.format,
            claims: document.check(&summary.source, aligned, policy),
            offset,
            skipped: summary.skipped.clone(),
        })
        .collect();
    let conflicts = conflicts::conflicts(&document.talk, recording, &summaries, &reports, policy);
    let talk = document.talk.transcripts.clone();
    // A talk is thousands of small strings: nobody need wait until the last is given back.
    rayon::spawn(move || drop(document));
    RecordingReport {
        name: recording.name.clone(),
        recorded: recording.recorded,
        media: recording.media.clone(),
        transcripts: facts,
        talk,
        summaries: reports,
        conflicts,
        set_aside: 0,
    }
}

fn facts(transcript: &Transcript) -> TranscriptFacts {
    TranscriptFacts {
        source: Arc::clone(&transcript.source),
        format: transcript.format,
        turns: transcript.turns.len(),
        words: transcript.word_count(),
        speakers: transcript.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
        duration: transcript.duration(),
        skipped: transcript.skipped.clone(),
    }
}

/// A talk made ready once, for many claims.
pub struct Document {
    talk: Talk,
    lookup: Lookup,
}

impl Document {
    /// Makes a transcript ready.
    pub fn new(transcript: Transcript, recorded: Option<Date>) -> Self {
        Self::knowing(transcript, recorded, OtherNames::default())
    }

    /// The same where it is known what else the things spoken of are called.
    pub fn knowing(transcript: Transcript, recorded: Option<Date>, names: OtherNames) -> Self {
        Self::of(vec![transcript], recorded.map(Recorded), names)
    }

    fn of(transcripts: Vec<Transcript>, recorded: Option<Recorded>, names: OtherNames) -> Self {
        let talk = Talk::knowing(transcripts, recorded, names);
        let lookup = Lookup::new(&talk);
        Self { talk, lookup }
    }

    /// The talk itself.
    pub fn talk(&self) -> &Talk {
        &self.talk
    }

    /// What is looked up in the talk as a whole.
    pub fn lookup(&self) -> &Lookup {
        &self.lookup
    }

    /// Judges a text of one or more sentences as a whole: the weakest part decides. `speaker` is who the claim is credited to, if said beside it.
    pub fn judge(&self, claim: &str, speaker: Option<&str>) -> Judgement {
        self.judge_by(&Policy::default(), claim, speaker)
    }

    /// The same under a policy other than the shipped one.
    pub fn judge_by(&self, policy: &Policy, claim: &str, speaker: Option<&str>) -> Judgement {
        let source = Source::new("claim", claim);
        let claims = crate::load::claims(&source, speaker);
        let aligned = self.align(&claims);
        let claims = self.check(&source, &aligned, policy);
        let verdict =
            claims.iter().map(|claim| claim.verdict).max_by_key(|verdict| verdict.rank()).unwrap_or(Verdict::Unchecked);
        let support = claims.iter().map(|claim| claim.support).reduce(f64::min).unwrap_or_default();
        Judgement { verdict, support, claims }
    }

    /// Aligns claims with the talk, in order.
    fn align<'a>(&self, claims: &'a [Claim]) -> Vec<Aligned<'a>> {
        rules::align(&self.talk, claims)
    }

    /// Runs the rules over the claims of one summary.
    fn check(&self, source: &Arc<Source>, aligned: &[Aligned], policy: &Policy) -> Vec<ClaimReport> {
        let items: Vec<(&[Aligned], usize)> = aligned
            .chunk_by(|a, b| a.claim.item == b.claim.item)
            .flat_map(|item| (0..item.len()).map(move |index| (item, index)))
            .collect();
        items
            .par_iter()
            .enumerate()
            .map(|(number, (item, index))| {
                let (talk, lookup) = (&self.talk, &self.lookup);
                let context = Context::new(talk, lookup, item, *index);
                self.report(source, &context, number, policy)
            })
            .collect()
    }

    fn report(&self, source: &Arc<Source>, context: &Context, number: usize, policy: &Policy) -> ClaimReport {
        let own = context.own();
        let mut findings: Vec<Finding> = rules::RULES
            .iter()
            .filter_map(|rule| match rule.check {
                Check::Claim(check) => Some((rule, check(context))),
                Check::Pair(_) | Check::Input => None,
            })
            .flat_map(|(rule, faults)| {
                faults.into_iter().filter_map(|fault| self.finding(source, own.claim, rule, fault, policy))
            })
            .collect();
        findings.sort_by(|a, b| {
            b.severity.cmp(&a.severity).then(a.stated.span.cmp(&b.stated.span)).then(a.code.cmp(b.code))
        });
        let judged = judge::judge(&self.talk, &own.alignment, &own.mentions, &findings, policy.threshold);
        ClaimReport {
            id: format!("c{}", number + 1),
            item: own.claim.item,
            kind: own.claim.kind,
            section: own.claim.section.clone(),
            label: own.claim.label.clone(),
            place: place_of(source, own.claim, 0..own.claim.text().len()),
            verdict: judged.verdict,
            reason: judged.reason,
            support: judged.support,
            signs: judged.signs,
            evidence: self.evidence(&own.alignment),
            findings,
            set_aside: 0,
        }
    }

    fn evidence(&self, alignment: &Alignment) -> Vec<Evidence> {
        let evidence = alignment.evidence().iter().filter_map(|hit| {
            let passage = self.talk.passages.get(hit.passage)?;
            let first = self.talk.sentences.get(passage.sentences.start)?;
            let last = self.talk.sentences.get(passage.sentences.end - 1)?;
            let transcript = self.talk.transcripts.get(first.transcript)?;
            let turn = transcript.turns.get(first.turn)?;
            let range = first.range.start..last.range.end;
            let mut parts: Vec<(&'static str, f64)> =
                PARTS.into_iter().zip(hit.parts.map(f64::from)).filter(|(_, part)| *part != 0.0).collect();
            parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
            let end = turn.times.iter().find(|(start, _)| *start >= range.end).map(|(_, time)| *time).or(turn.end);
            let place = Place {
                source: Arc::clone(&transcript.source),
                span: turn.flow.span(range.clone()),
                text: turn.flow.text().get(range.clone()).unwrap_or_default().to_owned(),
                speaker: transcript.speaker(turn).map(|speaker| speaker.name.clone()),
                time: turn.time_at(range.start),
            };
            Some(Evidence { place, end, score: f64::from(hit.score), parts })
        });
        evidence.collect()
    }

    fn finding(
        &self,
        source: &Arc<Source>,
        claim: &Claim,
        rule: &Rule,
        fault: Fault,
        policy: &Policy,
    ) -> Option<Finding> {
        let severity = policy.severity(rule, fault.severity.min(rule.severity))?;
        let stated = place_of(source, claim, fault.range);
        let found = fault.found.and_then(|spoken| self.place(&spoken));
        let fingerprint = Fingerprint::of(&[
            rule.code,
            &plain(claim.text()),
            &plain(&stated.text),
            &found.as_ref().map(|place| plain(&place.text)).unwrap_or_default(),
        ]);
        Some(Finding {
            code: rule.code,
            name: rule.name,
            family: rule.family,
            severity,
            confidence: fault.confidence,
            message: fault.message,
            stated,
            found,
            suggestion: fault.suggestion,
            fingerprint,
            accepted: None,
        })
    }

    fn place(&self, spoken: &Spoken) -> Option<Place> {
        let sentence = self.talk.sentences.get(spoken.sentence)?;
        let transcript = self.talk.transcripts.get(sentence.transcript)?;
        let turn = transcript.turns.get(sentence.turn)?;
        let range = sentence.range.start + spoken.range.start..sentence.range.start + spoken.range.end;
        Some(Place {
            source: Arc::clone(&transcript.source),
            span: turn.flow.span(range.clone()),
            text: turn.flow.text().get(range.clone())?.to_owned(),
            speaker: transcript.speaker(turn).map(|speaker| speaker.name.clone()),
            time: turn.time_at(range.start),
        })
    }
}

/// The judgement of a text as a whole.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The worst verdict of its parts.
    pub verdict: Verdict,
    /// The weakest support of its parts, 0 to 1.
    pub support: f64,
    /// The parts with their evidence and findings.
    pub claims: Vec<ClaimReport>,
}

impl Judgement {
    /// The passages that the text as a whole rests on: the best of each part, then the second of each; one on which several parts
    /// rest is named once.
    pub fn evidence(&self) -> Vec<&Evidence> {
        let ranked = self.claims.iter().flat_map(|claim| claim.evidence.iter().enumerate());
        let mut ranked: Vec<(usize, &Evidence)> = ranked.collect();
        ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.score.total_cmp(&a.1.score)));
        let mut seen = FxHashSet::default();
        let spans = ranked.into_iter().map(|(_, evidence)| evidence);
        spans.filter(|evidence| seen.insert((evidence.place.span.start, evidence.place.span.end))).collect()
    }
}

/// Words however they are wrapped: what a fingerprint is made of.
fn plain(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn place_of(source: &Arc<Source>, claim: &Claim, range: std::ops::Range<usize>) -> Place {
    Place {
        source: Arc::clone(source),
        span: claim.flow.span(range.clone()),
        text: claim.text().get(range).unwrap_or_default().to_owned(),
        speaker: claim.speaker.clone(),
        time: claim.time.map(|time| time.start),
    }
}
