//! The words of a column, one behind the other in one text.

/// Words by their codes, which count from 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Words {
    /// One more; its code.
    pub fn push(&mut self, word: &str) -> u32 {
        self.text.push_str(word);
        self.ends.push(self.text.len());
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// The word of a code; nothing of 0.
    pub fn get(&self, code: u32) -> Option<&str> {
        let at = usize::try_from(code).ok()?.checked_sub(1)?;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(at)?)
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_had_by_their_codes() {
        let mut words = Words::default();
        assert_eq!((words.get(0), words.get(1), words.len()), (None, None, 0));
        let all = ["Sở Y tế", "", "Sở Nội vụ"];
        assert_eq!(all.map(|word| words.push(word)), [1, 2, 3]);
        assert_eq!([1, 2, 3].map(|code| words.get(code)), all.map(Some));
        assert_eq!((words.get(0), words.get(4)), (None, None));
        assert!(words.iter().eq(all));
    }
}
