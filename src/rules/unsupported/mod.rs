//! Nothing in the transcript bears it out. TofuEval calls this Extrinsic Information, FRANK OutE, RAGTruth Evident Baseless Info.

pub mod unknown_name;
pub mod unknown_number;
pub mod unsupported_claim;
pub mod unsupported_detail;
