//! Said, but not so surely, so widely or so finally. TofuEval calls this Stating opinion as fact and Tense/modality error, FRANK
//! has no class for it.

mod anchor;
mod mark;
mod place;
mod reach;

pub(in crate::rules) use mark::Mark;

pub mod added_hedge;
pub mod dropped_hedge;
pub mod plan_as_fact;
pub mod question_as_statement;
pub mod widened_scope;
