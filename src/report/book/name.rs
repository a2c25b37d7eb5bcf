//! Names of sheets as Excel takes them: 31 letters, some of them forbidden, none twice.

/// The names given so far.
#[derive(Default)]
pub(super) struct Names {
    taken: Vec<String>,
}

const LONGEST: usize = 31;

impl Names {
    /// The wanted name, made fit; with a number behind it where another sheet has it.
    pub fn take(&mut self, wanted: &str) -> String {
        let fit = wanted.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
        let mut number = 1;
        loop {
            let tail = if number == 1 { String::new() } else { format!(" ({number})") };
            let name = cut(&fit, LONGEST - tail.len()) + &tail;
            // Excel keeps this name for itself
            let reserved = name.eq_ignore_ascii_case("history");
            if !name.is_empty() && !reserved && !self.taken.contains(&name.to_lowercase()) {
                self.taken.push(name.to_lowercase());
                return name;
            }
            number += 1;
        }
    }

    /// Gives a name back.
    pub fn release(&mut self, name: &str) {
        self.taken.retain(|taken| *taken != name.to_lowercase());
    }
}

/// The first letters, as Excel counts them, without what may not stand at an end.
fn cut(name: &str, most: usize) -> String {
    let mut left = most;
    let fits = |letter: &char| {
        let fits = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        fits
    };
    let end = |letter: char| letter == '\'' || letter.is_whitespace();
    let name = name.trim_matches(end).chars().filter(|letter| !letter.is_control());
    name.take_while(fits).collect::<String>().trim_end_matches(end).to_owned()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_is_short_whole_and_nobody_elses() {
        let mut names = Names::default();
        assert_eq!(names.take("Sở, ban, ngành"), "Sở, ban, ngành");
        assert_eq!(names.take("sở, ban, NGÀNH"), "sở, ban, NGÀNH (2)");
        assert_eq!(names.take("'2018/2019: [a]*?\\'"), "2018 2019   a");
        assert_eq!(names.take("History"), "History (2)");
        assert_eq!(names.take(""), " (2)");
        let long = "Ủy ban nhân dân các huyện, thị xã và thành phố";
        assert_eq!(names.take(long), "Ủy ban nhân dân các huyện, thị");
        assert_eq!(names.take(long), "Ủy ban nhân dân các huyện, (2)");
        assert_eq!(names.take(&"𝔸".repeat(20)).encode_utf16().count(), 30);
    }
}
