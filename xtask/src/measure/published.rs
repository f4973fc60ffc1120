//! Figures that others published for the sets that are measured here.

use super::{
    claims::Set,
    page::{percent, table},
};

/// Balanced accuracies in percent from the readme of SummEdits (salesforce/factualNLG at 0da1dfa).
const SUMMEDITS: [(&str, [&str; 6]); 7] = [
    // SummaC-Conv, QAFactEval, GPT-3.5, Gemini Pro, GPT-4, people.
    ("summedits_ectsum", ["57.9", "72.6", "78.6", "83.1", "87.0", "95.4"]),
    ("summedits_news", ["61.9", "74.4", "", "", "83.3", "90.0"]),
    ("summedits_podcast", ["58.1", "63.7", "68.4", "73.7", "82.7", "90.8"]),
    ("summedits_qmsumm", ["53.5", "62.4", "69.2", "74.0", "79.6", "90.7"]),
    ("summedits_sales_call", ["59.0", "68.4", "79.4", "86.9", "87.9", "91.8"]),
    ("summedits_sales_email", ["53.7", "63.6", "", "", "79.5", "87.4"]),
    ("summedits_samsum", ["53.1", "66.2", "69.1", "75.7", "83.1", "89.4"]),
];

/// The verdict's balanced accuracy beside them, for the sets that are there.
pub(super) fn table_of(sets: &[Set]) -> String {
    let row = |(name, figures): &(&str, [&str; 6])| {
        let ours = percent(sets.iter().find(|set| set.name == *name)?.accuracy());
        Some([*name, &ours].into_iter().chain(*figures).map(str::to_owned).collect())
    };
    let heads = ["set", "saidso", "SummaC-Conv", "QAFactEval", "GPT-3.5", "Gemini Pro", "GPT-4", "people"];
    table(&heads, SUMMEDITS.iter().filter_map(row))
}
