//! Tables of Markdown, and their places on a page: between `<!-- measured: NAME -->` and `<!-- end of NAME -->`.

/// A piece of a page that is measured.
pub(super) struct Block {
    pub(super) name: &'static str,
    pub(super) text: String,
}

impl Block {
    fn marks(&self) -> (String, String) {
        (format!("<!-- measured: {} -->", self.name), format!("<!-- end of {} -->", self.name))
    }

    /// With its marks, as it stands on the page.
    pub(super) fn written(&self) -> String {
        let (start, end) = self.marks();
        format!("{start}\n{}\n{end}", self.text.trim_end())
    }
}

/// The page with every block in its place; a fault when the page has no place for one.
pub(super) fn renewed(page: &str, blocks: &[Block]) -> Result<String, String> {
    blocks.iter().try_fold(page.to_owned(), |page, block| {
        let (start, end) = block.marks();
        let parts = page.split_once(&start).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
        let (before, after) = parts.ok_or_else(|| format!("the page has no {start} … {end}"))?;
        Ok(format!("{before}{}{after}", block.written()))
    })
}

/// A table.
pub(super) fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let rule = "| --- ".repeat(heads.len()) + "|\n";
    line(&heads) + &rule + &rows.into_iter().map(|row| line(&row)).collect::<String>()
}

/// A share of 0 to 1 in percent, without the sign.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// The mean of some shares; 0 of none.
pub(super) fn mean(shares: &[f64]) -> f64 {
    shares.iter().sum::<f64>() / (shares.len() as f64).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_is_renewed() {
        let block = [Block { name: "a", text: "| 2 |\n".to_owned() }];
        let page = "before\n<!-- measured: a -->\n| 1 |\n| 1 |\n<!-- end of a -->\nafter\n";
        let new = "before\n<!-- measured: a -->\n| 2 |\n<!-- end of a -->\nafter\n";
        assert_eq!(renewed(page, &block).unwrap(), new);
        assert!(renewed("no marks", &block).is_err());
    }
}
