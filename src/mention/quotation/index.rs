//! What was said, word by word, in the form in which a quotation is compared with it.

use std::ops::Range;

use crate::{
    mention::{concordance::Concordance, name::small_number},
    text::Word,
};

/// The words of a transcript, ready for looking up quotations. Built once, in linear time.
///
/// Words are counted from 0 over all texts in the order in which they were given.
#[derive(Debug, Default)]
pub struct QuoteIndex {
    texts: Vec<Box<str>>,
    /// Of each word: its text, and its bytes there.
    words: Vec<(u32, Range<u32>)>,
    /// Compared forms: fillers and repetitions left out, contractions written out.
    pub(super) forms: Concordance,
    /// Of each form: the word it is from.
    from: Vec<u32>,
}

impl QuoteIndex {
    /// Reads texts in order, each with its words. A quotation may run on from one text into the next.
    pub fn new<'a>(texts: impl IntoIterator<Item = (&'a str, &'a [Word])>) -> Self {
        let mut index = Self::default();
        let mut spoken = Spoken::default();
        for (text, words) in texts {
            let number = index.texts.len() as u32;
            index.texts.push(text.into());
            for word in words {
                spoken.push(&word.folded, index.words.len() as u32);
                index.words.push((number, word.range.start as u32..word.range.end as u32));
            }
        }
        for (form, word) in spoken.forms {
            index.forms.push(form);
            index.from.push(word);
        }
        index.forms.close();
        index
    }

    /// Which text a word is in (counted from 0), and its bytes there.
    pub fn locate(&self, word: usize) -> Option<(usize, Range<usize>)> {
        let (text, range) = self.words.get(word)?;
        Some((*text as usize, range.start as usize..range.end as usize))
    }

    /// A word as written.
    pub(super) fn written(&self, word: usize) -> &str {
        let place = self.locate(word);
        place.and_then(|(text, range)| self.texts.get(text)?.get(range)).unwrap_or_default()
    }

    /// The text from the first to the last of some words, when they stand in one text.
    pub(super) fn stretch(&self, words: &Range<usize>) -> Option<&str> {
        let (text, first) = self.locate(words.start)?;
        let (other, last) = self.locate(words.end.checked_sub(1)?)?;
        self.texts.get(text).filter(|_| text == other)?.get(first.start..last.end)
    }

    /// The word that a form is from.
    pub(super) fn word(&self, form: usize) -> usize {
        self.from.get(form).map_or(0, |word| *word as usize)
    }

    /// The text that a form is from.
    pub(super) fn text_of(&self, form: usize) -> Option<usize> {
        self.locate(self.word(form)).map(|(text, _)| text)
    }

    /// The words that a range of forms is from.
    pub(super) fn words(&self, forms: &Range<usize>) -> Range<usize> {
        if forms.is_empty() {
            return 0..0;
        }
        self.word(forms.start)..self.word(forms.end - 1) + 1
    }
}

/// Compared forms with the numbers of the words they are from.
#[derive(Debug, Default)]
pub(super) struct Spoken<'a> {
    pub(super) forms: Vec<(&'a str, u32)>,
}

impl<'a> Spoken<'a> {
    /// Adds a folded word: nothing for a filler or for what was just said, two forms for a contraction.
    pub(super) fn push(&mut self, folded: &'a str, word: u32) {
        if matches!(folded, "uh" | "um" | "er" | "erm" | "ah" | "eh" | "hm" | "hmm" | "mm" | "mhm" | "uhm") {
            return;
        }
        let (first, second) = written_out(folded);
        self.add(first, word);
        if let Some(second) = second {
            self.add(second, word);
        }
        // Said by the way.
        let end = self.last_two();
        if end == Some(("you", "know")) || end == Some(("i", "mean")) {
            self.forms.truncate(self.forms.len() - 2);
        }
    }

    fn add(&mut self, form: &'a str, word: u32) {
        let form = small_number(form).unwrap_or(form);
        if form.is_empty() || self.forms.last().is_some_and(|(last, _)| *last == form) {
            return;
        }
        self.forms.push((form, word));
        if let [.., (a, _), (b, _), (c, _), (d, _)] = self.forms.as_slice()
            && a == c
            && b == d
        {
            self.forms.truncate(self.forms.len() - 2);
        }
    }

    fn last_two(&self) -> Option<(&str, &str)> {
        match self.forms.as_slice() {
            [.., (a, _), (b, _)] => Some((a, b)),
            _ => None,
        }
    }
}

/// A contraction in full, any other word as it is.
fn written_out(folded: &str) -> (&str, Option<&str>) {
    match folded {
        "gonna" => return ("going", Some("to")),
        "wanna" => return ("want", Some("to")),
        "gotta" => return ("got", Some("to")),
        "cannot" | "can't" => return ("can", Some("not")),
        "won't" => return ("will", Some("not")),
        "ain't" => return ("is", Some("not")),
        "let's" => return ("let", Some("us")),
        "okay" => return ("ok", None),
        "alright" => return ("all", Some("right")),
        "'cause" | "cuz" => return ("because", None),
        _ => {}
    }
    if !folded.as_bytes().contains(&b'\'') {
        return (folded, None);
    }
    for (ending, full) in
        [("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am")]
    {
        if let Some(head) = folded.strip_suffix(ending) {
            return (head, Some(full));
        }
    }
    let is = folded.strip_suffix("'s").filter(|head| {
        matches!(
            *head,
            "it" | "that" | "there" | "he" | "she" | "what" | "who" | "here" | "where" | "how" | "this" | "everything"
        )
    });
    is.map_or((folded, None), |head| (head, Some("is")))
}
