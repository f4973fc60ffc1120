//! Which summaries are of which talk.

use jiff::civil::Date;

use super::{
    super::plan::distinct_names,
    find::{File, Holds},
};

/// A summary tells of a talk when so much of its words is said there; less is enough where the names of the files agree.
const SHARED: f64 = 0.5;
const SHARED_AND_NAMED: f64 = 0.25;

/// The files of a folder as recordings.
pub(super) struct Pairs<'f> {
    pub(super) recordings: Vec<Recording<'f>>,
    /// Transcripts without a summary.
    pub(super) alone: Vec<&'f File>,
}

/// A talk with its summaries.
pub(super) struct Recording<'f> {
    pub(super) name: String,
    /// None for a page that holds both.
    pub(super) transcripts: Vec<&'f File>,
    pub(super) summaries: Vec<&'f File>,
    /// The day that the files agree on.
    pub(super) recorded: Option<Date>,
    /// Who speaks, by the labels of the transcripts.
    pub(super) speakers: Vec<String>,
}

impl Recording<'_> {
    /// Whether some speakers are only counted.
    pub(super) fn has_counted_voices(&self) -> bool {
        self.speakers.iter().any(|label| is_counted(label))
    }
}

/// Whether a label counts a voice instead of naming it: "Speaker 1", `SPEAKER_00`.
pub(super) fn is_counted(label: &str) -> bool {
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '-' | '#'));
    let words = ["", "speaker", "spk", "spkr", "voice", "participant", "unknown", "unknown speaker", "s"];
    bare.len() < label.len() && words.contains(&bare.to_lowercase().as_str())
}

impl<'f> Pairs<'f> {
    /// Pairs files: by folder, by name, and by what they tell.
    pub(super) fn of(files: &'f [File]) -> Self {
        // Two transcripts that are called the same are of one talk.
        let mut talks: Vec<Vec<&File>> = Vec::new();
        for file in files.iter().filter(|file| file.holds == Holds::Talk) {
            let twin = talks.iter_mut().find(|talk| {
                talk.first().is_some_and(|first| {
                    first.folder() == file.folder()
                        && first.own_words() == file.own_words()
                        && tells(file, first) > SHARED
                })
            });
            match twin {
                Some(talk) => talk.push(file),
                None => talks.push(vec![file]),
            }
        }
        // What names its speakers is cited before what only has times.
        for talk in &mut talks {
            talk.sort_by_key(|file| (file.speakers.is_empty(), !file.timed));
        }
        let mut summaries: Vec<Vec<&File>> = talks.iter().map(|_| Vec::new()).collect();
        let mut pages = Vec::new();
        for file in files.iter().filter(|file| file.holds != Holds::Talk) {
            match (best(file, &talks), file.holds) {
                (Some(of), _) => summaries.iter_mut().skip(of).take(1).for_each(|list| list.push(file)),
                (None, Holds::Both) => pages.push(file),
                (None, _) => {}
            }
        }
        let mut pairs = Pairs { recordings: Vec::new(), alone: Vec::new() };
        for (transcripts, summaries) in talks.into_iter().zip(summaries) {
            if summaries.is_empty() {
                pairs.alone.extend(transcripts);
            } else {
                pairs.recordings.push(recording(transcripts, summaries));
            }
        }
        pairs.recordings.extend(pages.into_iter().map(|page| recording(Vec::new(), vec![page])));
        distinct_names(pairs.recordings.iter_mut().map(|recording| &mut recording.name));
        pairs
    }
}

fn recording<'f>(transcripts: Vec<&'f File>, summaries: Vec<&'f File>) -> Recording<'f> {
    let files = || transcripts.iter().chain(&summaries);
    let mut days: Vec<Date> = files().filter_map(|file| file.day).collect();
    days.dedup();
    let mut speakers: Vec<String> = Vec::new();
    let talks = if transcripts.is_empty() { &summaries } else { &transcripts };
    for label in talks.iter().flat_map(|file| &file.speakers) {
        if !speakers.contains(label) {
            speakers.push(label.clone());
        }
    }
    let name = files().next().map_or_else(String::new, |file| name(file));
    Recording {
        name,
        recorded: match days.as_slice() {
            [day] => Some(*day),
            _ => None,
        },
        speakers,
        transcripts,
        summaries,
    }
}

/// What a recording is called: what its file's name tells, else its folder.
fn name(file: &File) -> String {
    let words = file.own_words();
    if words.iter().any(|word| word.chars().any(char::is_alphabetic)) || file.folder().is_empty() && !words.is_empty() {
        return words.join("-");
    }
    let folders = file.folder().rsplit('/').filter(|part| !part.is_empty());
    let folder = folders.into_iter().find(|part| !["transcripts", "summaries", "transcript"].contains(part));
    match (folder, words.as_slice()) {
        (Some(folder), []) => folder.to_owned(),
        (Some(folder), words) => format!("{folder}-{}", words.join("-")),
        (None, []) => "talk".to_owned(),
        (None, words) => words.join("-"),
    }
}

/// The talk of a summary: the one nearest to it by name, then by folder, then by words.
fn best(summary: &File, talks: &[Vec<&File>]) -> Option<usize> {
    let fits = talks.iter().enumerate().filter_map(|(index, talk)| {
        let first = talk.first()?;
        let far = distance(summary.folder(), first.folder())?;
        let (own, its) = (summary.own_words(), first.own_words());
        if numbered_apart(&own, &its) {
            return None;
        }
        let named = named(&own, &its);
        let shared = talk.iter().map(|talk| tells(summary, talk)).fold(0.0, f64::max);
        let enough = if named { SHARED_AND_NAMED } else { SHARED };
        // In a folder beside that of the talk, only the name says which one it is.
        (shared >= enough && (named || far < 2)).then_some((named, 2 - far, shared, index))
    });
    fits.max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))).map(|(_, _, _, index)| index)
}

/// The share of a file's telling words that another one holds, 0 to 1.
fn tells(file: &File, other: &File) -> f64 {
    let shared = file.stems.iter().filter(|stem| other.stems.contains(*stem)).count();
    shared as f64 / file.stems.len().max(1) as f64
}

/// Whether all words of one name are in the other, and there are any.
fn named(a: &[String], b: &[String]) -> bool {
    let holds = |many: &[String], few: &[String]| !few.is_empty() && few.iter().all(|word| many.contains(word));
    holds(a, b) || holds(b, a)
}

/// Whether both names count something, episodes or days, and differently: these are two talks.
fn numbered_apart(a: &[String], b: &[String]) -> bool {
    let numbers = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| word.contains(|c: char| c.is_ascii_digit())).cloned().collect()
    };
    let (a, b) = (numbers(a), numbers(b));
    // Where one of them counts nothing, all of its none are in the other.
    let within = |few: &[String], many: &[String]| few.iter().all(|one| many.contains(one));
    !within(&a, &b) && !within(&b, &a)
}

/// 0 for the same folder, 1 for one inside the other, 2 for neighbours.
fn distance(a: &str, b: &str) -> Option<u8> {
    let up = |folder: &str| folder.rsplit_once('/').map_or(String::new(), |(up, _)| up.to_owned());
    match () {
        () if a == b => Some(0),
        () if up(a) == b && !a.is_empty() || up(b) == a && !b.is_empty() => Some(1),
        () if up(a) == up(b) => Some(2),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, holds: Holds, words: &str) -> File {
        let stems = words.split(' ').map(Into::into).collect();
        File { path: path.to_owned(), holds, speakers: Vec::new(), timed: false, day: None, stems }
    }

    /// The recordings as `name: transcripts < summaries`.
    fn paired(files: &[File]) -> Vec<String> {
        let paths = |files: &[&File]| files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(" ");
        let pairs = Pairs::of(files);
        let recordings = pairs.recordings.iter();
        recordings.map(|one| format!("{}: {} < {}", one.name, paths(&one.transcripts), paths(&one.summaries))).collect()
    }

    #[test]
    fn summaries_go_to_the_talk_that_they_tell_of() {
        use Holds::{Both, Summary, Talk};
        for (files, expected) in [
            // One talk in a folder: what tells of it, and nothing else.
            (
                vec![("t/talk.vtt", Talk, "a b c d"), ("t/notes.md", Summary, "a b"), ("t/plan.md", Summary, "x y")],
                vec!["t: t/talk.vtt < t/notes.md"],
            ),
            // Several: by name, even where the words of another fit better.
            (
                vec![
                    ("ep1.txt", Talk, "a b c d"),
                    ("ep2.txt", Talk, "a b x y"),
                    ("ep1-summary.md", Summary, "a b x"),
                    ("ep2-summary.md", Summary, "a b x"),
                ],
                vec!["ep1: ep1.txt < ep1-summary.md", "ep2: ep2.txt < ep2-summary.md"],
            ),
            // Neighbouring folders: only by name. A summary of another day is none.
            (
                vec![
                    ("transcripts/2025-04-29.vtt", Talk, "a b c d"),
                    ("summaries/2025-04-29.md", Summary, "a b"),
                    ("summaries/2025-05-06.md", Summary, "a b"),
                    ("summaries/other.md", Summary, "a b"),
                ],
                vec!["2025-04-29: transcripts/2025-04-29.vtt < summaries/2025-04-29.md"],
            ),
            // Two transcripts of one talk; a page that stands alone.
            (
                vec![("x/a.txt", Talk, "a b"), ("x/talk.srt", Talk, "a b"), ("x/notes.md", Summary, "a")],
                vec!["x: x/a.txt x/talk.srt < x/notes.md"],
            ),
            (vec![("p/page.md", Both, "a b")], vec!["p:  < p/page.md"]),
        ] {
            let files: Vec<File> = files.into_iter().map(|(path, holds, words)| file(path, holds, words)).collect();
            assert_eq!(paired(&files), expected);
        }
    }

    #[test]
    fn labels_that_count_are_no_names() {
        for (label, counted) in [
            ("Speaker 1", true),
            ("SPEAKER_00", true),
            ("spk_1", true),
            ("S2", true),
            ("12", true),
            ("Ada Moss", false),
            ("Speaker", false),
            ("Agent 7", false),
        ] {
            assert_eq!(is_counted(label), counted, "{label}");
        }
    }
}
