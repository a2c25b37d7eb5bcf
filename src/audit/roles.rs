//! What a column of a published table holds, guessed from its heading in Vietnamese or English.

use serde::Deserialize;

/// What the figures of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Names of the rows.
    Label,
    /// Words that part the rows into groups.
    Group,
    /// A year, an ordinal, a code, a note: nothing to reckon with.
    Skip,
    /// A place.
    Rank,
    /// Places won or lost.
    RankChange,
    /// Points earned.
    Points,
    /// The most points that can be earned.
    Max,
    /// A share in percent, or an index in percent.
    Percent,
    /// A band.
    Tier,
    /// Points short of the maximum.
    Loss,
    /// A change against another column.
    Change,
    /// A count of things.
    Count,
    /// Files carried over from the period before.
    Opening,
    /// Files received.
    Received,
    /// Files resolved.
    Resolved,
    /// Files pending.
    Pending,
    /// A figure of unknown meaning.
    Figure,
}

impl Role {
    /// The word for it in a mapping, and in the message files after `audit-role-`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Group => "group",
            Self::Skip => "skip",
            Self::Rank => "rank",
            Self::RankChange => "rank_change",
            Self::Points => "points",
            Self::Max => "max",
            Self::Percent => "percent",
            Self::Tier => "tier",
            Self::Loss => "loss",
            Self::Change => "change",
            Self::Count => "count",
            Self::Opening => "opening",
            Self::Received => "received",
            Self::Resolved => "resolved",
            Self::Pending => "pending",
            Self::Figure => "figure",
        }
    }

    /// Whether rows of such a column add up to a total row.
    pub fn adds_up(self) -> bool {
        !matches!(
            self,
            Self::Label
                | Self::Group
                | Self::Skip
                | Self::Rank
                | Self::RankChange
                | Self::Percent
                | Self::Tier
        )
    }

    /// Whether its figures are whole units or set maxima, never rounded.
    pub fn is_count(self) -> bool {
        matches!(
            self,
            Self::Count | Self::Opening | Self::Received | Self::Resolved | Self::Pending
        )
    }
}

const TIER_WORDS: [&str; 4] = ["xep loai", "phan loai", "muc xep", "loai"];
const LOSSES: [&str; 7] = ["mat", "bi tru", "diem tru", "lost", "loss", "so voi chuan", "thieu"];
const CHANGES: [&str; 11] = [
    "thay doi",
    "chenh",
    "tang",
    "giam",
    "so voi",
    "change",
    "delta",
    "diff",
    "difference",
    "increase",
    "decrease",
];
const MAXIMA: [&str; 8] =
    ["toi da", "diem chuan", "thang diem", "max", "maximum", "quy dinh", "denominator", "mau so"];
const PERCENTS: [&str; 8] =
    ["ty le", "ti le", "phan tram", "percent", "pct", "rate", "chi so", "index"];
const OPENINGS: [&str; 6] =
    ["ky truoc", "chuyen sang", "chuyen qua", "ton dau", "opening", "carried"];
const PENDINGS: [&str; 7] = [
    "dang giai quyet",
    "ton cuoi",
    "chua giai quyet",
    "pending",
    "dang xu ly",
    "chua xu ly",
    "con ton",
];
const RESOLVED: [&str; 5] = ["giai quyet", "resolved", "processed", "xu ly", "da tra"];
const RECEIVED: [&str; 4] = ["tiep nhan", "nhan moi", "received", "new"];
const COUNTS: [&str; 9] = [
    "so luong",
    "so co quan",
    "so don vi",
    "so phieu",
    "so ho so",
    "so",
    "count",
    "number",
    "phieu",
];
const SKIPS: [&str; 14] = [
    "ghi chu",
    "note",
    "notes",
    "source",
    "nguon",
    "check",
    "tt",
    "stt",
    "so thu tu",
    "no",
    "nam",
    "year",
    "code",
    "ma",
];

/// The role that a heading suggests, when it suggests any.
pub(crate) fn guess(title: &str) -> Option<Role> {
    let folded = fold(title);
    let any = |words: &[&str]| words.iter().any(|word| has(&folded, word));
    let changed = any(&CHANGES) || has(&folded, "bac");
    let customers = any(&["khach hang", "ngan hang", "mat hang"]);
    if !customers && any(&["xep hang", "thu hang", "hang", "rank", "vi thu", "thu bac"]) {
        return Some(if changed { Role::RankChange } else { Role::Rank });
    }
    if any(&TIER_WORDS) || any(&["tier", "grade", "classification"]) {
        return Some(Role::Tier);
    }
    if SKIPS.contains(&folded.as_str()) || has(&folded, "ghi chu") || has(&folded, "source") {
        return Some(Role::Skip);
    }
    if any(&LOSSES) || (any(&["giam", "tru"]) && any(&["chuan", "toi da", "quy dinh"])) {
        return Some(Role::Loss);
    }
    if changed {
        return Some(Role::Change);
    }
    let percent = title.contains('%') || any(&PERCENTS);
    let table: [(&[&str], Role); 7] = [
        (&MAXIMA, Role::Max),
        (&["diem", "points", "point", "score", "numerator", "tu so"], Role::Points),
        (&OPENINGS, Role::Opening),
        (&PENDINGS, Role::Pending),
        (&RESOLVED, Role::Resolved),
        (&RECEIVED, Role::Received),
        (&COUNTS, Role::Count),
    ];
    if percent && !has(&folded, "of max") && any(&MAXIMA) && !title.contains('%') {
        return Some(Role::Max);
    }
    if percent {
        return Some(Role::Percent);
    }
    table.iter().find(|(words, _)| any(words)).map(|(_, role)| *role)
}

/// Whether a name says that what it names is a sum: `Tổng cộng`, `Total`.
pub(crate) fn is_total(name: &str) -> bool {
    let folded = fold(name);
    folded == "cong"
        || ["tong", "total", "sum", "units"]
            .iter()
            .any(|word| folded == *word || folded.starts_with(&format!("{word} ")))
        || folded.ends_with(" total")
        || folded.ends_with(" tong")
}

/// Whether a row's name says that it is a mean, which adds up to nothing.
pub(crate) fn is_mean(name: &str) -> bool {
    let folded = fold(name);
    ["trung binh chung", "binh quan", "mean", "average", "trung vi", "median"]
        .iter()
        .any(|word| has(&folded, word))
}

/// Whether a heading is one of rows' names: `Cơ quan`, `Lĩnh vực`.
pub(crate) fn names_rows(title: &str) -> bool {
    let folded = fold(title);
    let words = [
        "co quan", "don vi", "linh vuc", "tieu chi", "tinh", "huyen", "xa", "ten", "agency",
        "province", "area", "name", "unit",
    ];
    words.iter().any(|word| has(&folded, word))
}

/// Years that stand in a text.
pub(crate) fn year(text: &str) -> Option<i16> {
    let digits = |c: char| !c.is_ascii_digit();
    text.split(digits)
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .find(|year| (1990..2100).contains(year))
}

/// Whether the whole words of `words` stand in `folded`.
fn has(folded: &str, words: &str) -> bool {
    format!(" {folded} ").contains(&format!(" {words} "))
}

/// Lower case without diacritics or marks: `Điểm đạt (%)` is `diem dat`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match bare(letter) {
            Some(letter) => folded.push(letter),
            None if ('\u{300}'..='\u{36f}').contains(&letter) => {}
            None => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bare(letter: char) -> Option<char> {
    const LETTERS: [(char, &str); 7] = [
        ('a', "àáảãạăằắẳẵặâầấẩẫậ"),
        ('e', "èéẻẽẹêềếểễệ"),
        ('i', "ìíỉĩị"),
        ('o', "òóỏõọôồốổỗộơờớởỡợ"),
        ('u', "ùúủũụưừứửữự"),
        ('y', "ỳýỷỹỵ"),
        ('d', "đ"),
    ];
    if letter.is_ascii_alphanumeric() {
        return Some(letter);
    }
    LETTERS.iter().find(|(_, marked)| marked.contains(letter)).map(|(bare, _)| *bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_both_languages_and_without_marks_are_understood() {
        for (title, role) in [
            ("Điểm đạt", Some(Role::Points)),
            ("diem dat", Some(Role::Points)),
            ("Điểm chuẩn", Some(Role::Max)),
            ("Điểm tối đa", Some(Role::Max)),
            ("max_points", Some(Role::Max)),
            ("Tỷ lệ đạt (%)", Some(Role::Percent)),
            ("Chỉ số CCHC (%)", Some(Role::Percent)),
            ("Điểm mất so với chuẩn", Some(Role::Loss)),
            ("Điểm giảm so với điểm chuẩn", Some(Role::Loss)),
            ("Chênh so với 2017", Some(Role::Change)),
            ("Thay đổi thứ hạng", Some(Role::RankChange)),
            ("Xếp hạng", Some(Role::Rank)),
            ("Hạng 2022", Some(Role::Rank)),
            ("Xếp loại", Some(Role::Tier)),
            ("Đúng hạn", None),
            ("Từ kỳ trước chuyển qua", Some(Role::Opening)),
            ("Tiếp nhận mới", Some(Role::Received)),
            ("Đã giải quyết", Some(Role::Resolved)),
            ("Đang giải quyết", Some(Role::Pending)),
            ("percent_of_max", Some(Role::Percent)),
            ("STT", Some(Role::Skip)),
        ] {
            assert_eq!(guess(title), role, "{title}");
        }
        assert!(is_total("Tổng cộng") && is_total("TỔNG SỐ") && !is_total("Trung bình"));
    }
}
