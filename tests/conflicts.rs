//! Which statements exclude each other?

use std::fmt::Write as _;

use saidso::audit::conflict;

#[test]
fn statements_that_exclude_each_other_are_told_from_paraphrases() {
    let mut wrong = String::new();
    for line in include_str!("conflicts.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [expected, a, b] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        for (a, b) in [(a, b), (b, a)] {
            let (strength, findings) = conflict(a, b, None);
            let names: Vec<&str> = findings.iter().map(|finding| finding.name).collect();
            let right = if expected == "-" { names.is_empty() } else { names == [expected] };
            if !right || (strength >= 0.5) != (expected != "-") {
                writeln!(wrong, "{expected}\t{a}\t{b}\n  {strength} {names:?}").expect("a string");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn statements_of_one_shape_in_one_summary_are_a_list() {
    let list = "The north gate has three guards. The south gate has four guards.";
    assert_eq!(conflict(list, list, None).1.len(), 0);
}
