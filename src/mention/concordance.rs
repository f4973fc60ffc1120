//! Where each word of a text stands: the inverted list behind the look-ups of names and quotations.

use rustc_hash::FxHashMap;

/// A sequence of word forms, with the places of each distinct form in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Concordance {
    ids: FxHashMap<Box<str>, u32>,
    forms: Vec<Box<str>>,
    sequence: Vec<u32>,
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Concordance {
    /// Appends a form to the sequence. [`Self::close`] must follow before places are asked for.
    pub(crate) fn push(&mut self, form: &str) -> u32 {
        let id = if let Some(id) = self.ids.get(form) {
            *id
        } else {
            let id = self.forms.len() as u32;
            self.ids.insert(form.into(), id);
            self.forms.push(form.into());
            id
        };
        self.sequence.push(id);
        id
    }

    /// Sorts the places by form: a counting sort, linear in the sequence.
    pub(crate) fn close(&mut self) {
        let mut starts = vec![0u32; self.forms.len() + 1];
        for id in &self.sequence {
            starts[*id as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        self.places = vec![0; self.sequence.len()];
        for (place, id) in self.sequence.iter().enumerate() {
            let slot = &mut next[*id as usize];
            self.places[*slot as usize] = place as u32;
            *slot += 1;
        }
        self.starts = starts;
    }

    /// The number of a form, if it occurs.
    pub(crate) fn id(&self, form: &str) -> Option<u32> {
        self.ids.get(form).copied()
    }

    /// The form with a number.
    pub(crate) fn form(&self, id: u32) -> &str {
        self.forms.get(id as usize).map_or("", |form| form)
    }

    /// Places of a form in the sequence, ascending.
    pub(crate) fn places(&self, id: u32) -> &[u32] {
        let bounds = (self.starts.get(id as usize), self.starts.get(id as usize + 1));
        match bounds {
            (Some(start), Some(end)) => self.places.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The whole sequence as numbers of forms.
    pub(crate) fn sequence(&self) -> &[u32] {
        &self.sequence
    }

    /// How many distinct forms there are.
    pub(crate) fn distinct(&self) -> usize {
        self.forms.len()
    }
}
