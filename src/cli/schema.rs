//! `schema`: the shapes of what is written and read, as JSON Schema.

use super::{
    args::{Schema, Shape},
    exit::{Exit, Failure},
    output::print,
    questions, score,
};
use crate::render::schema;

pub(super) fn schema(args: &Schema) -> Result<Exit, Failure> {
    let schema = match args.shape {
        Shape::Report => schema::report(),
        Shape::Claim => schema::claim(),
        Shape::Mismatch => schema::mismatch(),
        Shape::Score => score::schema(),
        Shape::ScoreInput => questions::schema(),
    };
    print(false, |out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })?;
    Ok(Exit::Clean)
}
