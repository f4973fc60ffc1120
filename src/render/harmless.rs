//! Text of a file made safe to show on a terminal and in the log of a CI service: nothing in it can move the cursor, change colours,
//! reorder the line or give a command.

/// The text on one line: white space runs become one space, control and reordering characters a middle dot.
///
/// A summary can hold an escape sequence that clears the screen or a mark that shows "not guilty" backwards; a report that
/// printed it as it is would lie.
pub fn harmless(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        match shown(character) {
            Some(' ') => gap = true,
            Some(character) => {
                if gap && !line.is_empty() {
                    line.push(' ');
                }
                gap = false;
                if starts_command(&line, character) {
                    line.push('·');
                }
                line.push(character);
            }
            None => {}
        }
    }
    line
}

/// One character as it may be shown in its line: a space for white space, a middle dot for what acts on a terminal; `None` for what shows
/// nothing.
pub(crate) fn shown(character: char) -> Option<char> {
    match character {
        _ if character.is_whitespace() => Some(' '),
        _ if is_invisible(character) => None,
        _ if is_hostile(character) => Some('·'),
        _ => Some(character),
    }
}

/// Whether a character after others makes what runners of CI services take for a command: `::error`, `##[error]`, `##vso[task]`.
///
/// The first counts only where a line begins, but where lines of a table begin is not known here.
fn starts_command(before: &str, character: char) -> bool {
    match character {
        '[' => before.ends_with("##") || before.ends_with("##vso"),
        letter => letter.is_ascii_alphabetic() && before.ends_with("::"),
    }
}

/// Characters that show nothing and do nothing here: soft hyphen, zero-width space, word joiner, byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Control characters (C0, C1, delete), marks that reorder text, annotation and tag characters.
pub(super) fn is_hostile(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nothing_that_acts_on_a_terminal_or_in_a_log_is_left() {
        for (raw, shown) in [
            ("plain  text\n next\tline ", "plain text next line"),
            ("a\u{1b}[31mred\u{1b}[0m", "a·[31mred·[0m"),
            ("nul\0bell\u{7}del\u{7f}csi\u{9b}", "nul·bell·del·csi·"),
            ("left\u{202e}right\u{2066}x\u{200f}", "left·right·x·"),
            ("soft\u{ad}hyphen\u{200b}\u{feff}", "softhyphen"),
            ("family 👨\u{200d}👩\u{200d}👧 stays", "family 👨\u{200d}👩\u{200d}👧 stays"),
            ("\u{2028}\u{85}", ""),
            ("x ::error file=a::b ##[group]c ##vso[task]d", "x ::·error file=a::·b ##·[group]c ##vso·[task]d"),
            ("#[a] :: 1::2 ##\u{200b}[", "#[a] :: 1::2 ##·["),
        ] {
            assert_eq!(harmless(raw), shown, "{raw:?}");
        }
    }
}
