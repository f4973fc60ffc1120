//! Any other JSON that summarises: where its items are, told by the user.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    claims::{Around, Walk, spaced},
    clock::{Unit, time},
    mapping::{Keyed, UNITS},
    shape::{first, label},
    tree::{Node, Tree, Value},
};
use crate::{
    source::{Source, Span},
    summary::{ClaimKind, Summary},
    transcript::TimeRange,
};

/// Where a JSON file keeps the items of a summary. Each key may have several paths: every path of `items` is read, of the others the
/// first that leads to a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimMapping {
    items: Vec<String>,
    text: Vec<String>,
    owner: Vec<String>,
    start: Vec<String>,
    end: Vec<String>,
    unit: Option<&'static str>,
}

impl Keyed for ClaimMapping {
    /// The paths to the items, with `*` for every one of a list or an object; from each of them the paths to its words, to who says or
    /// does it, to its start and its end; and what a bare number of a time counts.
    const KEYS: &'static [&'static str] = &["items", "text", "owner", "start", "end", "unit"];
    const NEEDS: [&'static str; 2] = ["items", "text"];
    const MANY: bool = true;

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let paths = match key {
            "items" => &mut self.items,
            "text" => &mut self.text,
            "owner" => &mut self.owner,
            "start" => &mut self.start,
            "end" => &mut self.end,
            _ => return super::mapping::set_unit(key, value, &mut self.unit, Self::KEYS),
        };
        paths.push(value.to_owned());
        Ok(())
    }

    fn told(&self, key: &str) -> Vec<&str> {
        let paths = match key {
            "items" => &self.items,
            "text" => &self.text,
            "owner" => &self.owner,
            "start" => &self.start,
            "end" => &self.end,
            _ => return self.unit.filter(|_| key == "unit").into_iter().collect(),
        };
        paths.iter().map(String::as_str).collect()
    }

    fn is_complete(&self) -> bool {
        !self.items.is_empty() && !self.text.is_empty()
    }
}

impl ClaimMapping {
    /// Reads the items of a document; all other words are listed as left out.
    pub(super) fn read(&self, source: &Arc<Source>, tree: &Tree<'_>, format: &'static str) -> Summary {
        let mut walk = Walk::new(source);
        let mut used: FxHashSet<Span> = FxHashSet::default();
        for path in &self.items {
            // What holds the list is the heading above it.
            let section: Vec<String> =
                path.split('.').filter(|step| !step.is_empty() && *step != "*").map(spaced).collect();
            for item in tree.root.all(path) {
                self.item(item, &section, &mut walk, &mut used);
            }
        }
        left_out(&tree.root, &used, &mut walk);
        walk.finish(tree, format)
    }

    fn item(&self, item: &Node<'_>, section: &[String], walk: &mut Walk<'_>, used: &mut FxHashSet<Span>) {
        let paths = |paths: &[String]| paths.iter().map(|path| item.at(path)).collect::<Vec<_>>();
        let text: Vec<&str> = self.text.iter().map(String::as_str).collect();
        // A path that leads nowhere from a plain string means the string itself.
        let words = first(item, &text).or(matches!(item.value, Value::Text(_)).then_some(item));
        let Some(words) = words.filter(|words| matches!(words.value, Value::Text(_))) else {
            used.insert(item.span);
            return walk.skip(item.span, "item without words");
        };
        let unit = UNITS.iter().find(|(name, _)| Some(*name) == self.unit).map_or(Unit::Seconds, |(_, unit)| *unit);
        let when = |places: &[String]| paths(places).into_iter().find_map(|node| time(node, unit));
        let (start, end) = (when(&self.start), when(&self.end));
        used.insert(words.span);
        for told in [&self.owner, &self.start, &self.end].into_iter().flat_map(|places| paths(places)) {
            used.insert(told.span);
        }
        let around = Around {
            section: section.to_vec(),
            person: paths(&self.owner).into_iter().find_map(label),
            time: start.map(|start| TimeRange { start, end: end.filter(|end| *end >= start) }),
            ..Around::default()
        };
        let kind =
            if around.time.is_some_and(|time| time.end.is_some()) { ClaimKind::Chapter } else { ClaimKind::Bullet };
        walk.claim_all(words, &around, kind);
    }
}

/// Lists every string that the mapping does not lead to.
fn left_out(node: &Node<'_>, used: &FxHashSet<Span>, walk: &mut Walk<'_>) {
    match node.value {
        Value::Text(_) if !used.contains(&node.span) => walk.skip(node.span, "not in the mapping"),
        _ if used.contains(&node.span) => {}
        _ => node.children().for_each(|child| left_out(child, used, walk)),
    }
}
