//! What several rules ask about one claim, worked out once.

use std::{
    cell::{OnceCell, RefCell},
    ops::Range,
    rc::Rc,
};

use super::{Context, Spoken, Standing, contradicted::aligned_clause::Otherwise, strength::Mark};
use crate::mention::{Name, name::Presence};

/// Answers about one claim that were given before.
#[derive(Default)]
pub struct Memo {
    /// The places of the talk that say otherwise.
    pub(super) otherwise: OnceCell<Vec<Otherwise>>,
    /// How firmly it is stated.
    pub(super) marks: OnceCell<Vec<Mark>>,
    /// The names that are credited although they occur nowhere.
    pub(super) strangers: OnceCell<Vec<Range<usize>>>,
    /// How each number stands, by its place in the claim.
    standings: Answers<Standing>,
    /// Whether each name occurs, by its place in the claim.
    presences: Answers<Presence>,
    /// Where each name occurs, by its place in the claim.
    places: Answers<Rc<[Spoken]>>,
}

/// Answers by the bytes of the claim that they are about.
type Answers<T> = RefCell<Vec<(Range<usize>, T)>>;

impl Context<'_> {
    /// Whether a name of the claim occurs in the talk.
    pub fn presence(&self, name: &Name) -> Presence {
        if !self.own_places(name).is_empty() {
            return Presence::Present;
        }
        once(&self.memo.presences, &name.range, || self.lookup.names.lookup(name))
    }

    /// Where the talk has a name of the claim.
    pub(super) fn own_places(&self, name: &Name) -> Rc<[Spoken]> {
        once(&self.memo.places, &name.range, || self.places(name).into())
    }

    /// The standing of a number of the claim, by `judge` if it was not asked for before.
    pub(super) fn standing(&self, number: &Range<usize>, judge: impl FnOnce() -> Standing) -> Standing {
        once(&self.memo.standings, number, judge)
    }
}

fn once<T: Clone>(known: &Answers<T>, range: &Range<usize>, work_out: impl FnOnce() -> T) -> T {
    let before = known.borrow().iter().find(|(place, _)| place == range).map(|(_, answer)| answer.clone());
    before.unwrap_or_else(|| {
        let answer = work_out();
        known.borrow_mut().push((range.clone(), answer.clone()));
        answer
    })
}
