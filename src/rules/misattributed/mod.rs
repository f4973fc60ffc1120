//! Said, but by somebody else. TofuEval counts this under Mis-Referencing, FRANK under EntE and CorefE.

pub mod unknown_speaker;
pub mod wrong_speaker;
