//! What can be typed: the commands, and what all of them take; `asked` has what each takes.

mod asked;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use par_index::Language;

pub(crate) use asked::{
    Advise, By, Document, Explain, Form, LanesAsked, Measures, Paper, ReadForms, Resample, Review,
    Rivals, Score, Sql, Tabled, Whatif, Years,
};

const EXAMPLES: &str = "\
Examples / Ví dụ:
  par-index                                                          bundled example / ví dụ kèm theo
  par-index check criteria/hai-phong/2025-pl01
  par-index score criteria/dak-lak/2018 data/dak-lak/2018 --out results.json
  par-index score criteria/dak-lak/2018 data/dak-lak/2018 --earlier criteria/dak-lak/2017 data/dak-lak/2017
  par-index compare criteria/lam-giang/2023 data/lam-giang/2023 --earlier criteria/lam-giang/2022 data/lam-giang/2022
  par-index explain criteria/dak-lak/2018 data/dak-lak/2018 --agency skhdt --lang vi
  par-index explain criteria/dak-lak/2018 data/dak-lak/2018 --agency skhdt --losses office
  par-index form criteria/lam-giang/2023 data/lam-giang/2023 --agency snv --out form.xlsx
  par-index whatif criteria/dak-lak/2018 data/dak-lak/2018 --agency skhdt --set 1.2.1.sent=2018-06-15
  par-index advise criteria/dak-lak/2018 data/dak-lak/2018 --agency skhdt --reach tier:good
  par-index robustness criteria/lam-giang/2023 data/lam-giang/2023 --group departments --seed 7
  par-index history --year criteria/lam-giang/2022 data/lam-giang/2022 --year criteria/lam-giang/2023 data/lam-giang/2023
  par-index document letter criteria/dak-lak/2018 data/dak-lak/2018 --agency skhdt --out letter.docx
  par-index measures criteria/lam-giang/2023 cases=cases.csv --agencies data/lam-giang/agencies.yaml --out evidence.csv
  par-index completions bash > /etc/bash_completion.d/par-index

Exit codes: 0 fine · 1 faults in your files · 2 wrong usage · 3 the system failed";

/// Scores and ranks public agencies on Viet Nam's PAR-Index.
/// Chấm điểm và xếp hạng Chỉ số cải cách hành chính.
#[derive(Debug, Parser)]
#[command(name = "par-index", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The form of the answer; for a file, its suffix decides / dạng kết quả
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write to this file, whole or not at all: .txt, .json, .csv, .parquet, .xlsx; of what ranks or compares agencies also .html / ghi ra tệp
    #[arg(long, global = true, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The language of the answer; the locale's unless given / ngôn ngữ
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// How many threads; as many as processors unless given / số luồng
    #[arg(long, global = true, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Prove a criteria set sound / kiểm tra bộ tiêu chí
    Check {
        /// Folder of the set, or its index.yaml
        #[arg(required = true)]
        criteria: Vec<PathBuf>,
    },
    /// Read self-assessment forms back into evidence; copies of one are merged / đọc lại biểu tự chấm
    Read(ReadForms),
    /// Does the arithmetic of a published table hold / kiểm tra số liệu đã công bố
    Audit {
        /// CSV or XLSX; several are also held against each other
        #[arg(required = true)]
        tables: Vec<PathBuf>,
        /// YAML that says what columns hold and which relations are to hold
        #[arg(long, value_name = "MAP.yaml")]
        columns: Option<PathBuf>,
    },
    /// Score and rank agencies / chấm điểm, xếp hạng
    Score(Score),
    /// Show what changed since an earlier year / so sánh với năm trước
    Compare(Years),
    /// Draft how one year's items became another's, for a person to confirm / đối chiếu tiêu chí hai năm
    Crosswalk {
        /// Criteria of the earlier year
        earlier: PathBuf,
        /// Criteria of the later year
        later: PathBuf,
    },
    /// Show what a later set changes, and whom on the earlier year's facts / khác biệt giữa hai bộ tiêu chí và hệ quả
    Diff(crate::command::diff::Diff),
    /// Split each agency's change since an earlier year into its causes / vì sao điểm và thứ hạng thay đổi
    Why(crate::command::why::Why),
    /// Every year's agencies under every year's rules / mọi năm theo quy tắc của mọi năm
    Matrix {
        /// Criteria and evidence of one year; once for each / mỗi năm một lần
        #[arg(long, num_args = 2, required = true, value_names = ["CRITERIA", "EVIDENCE"])]
        year: Vec<PathBuf>,
    },
    /// Score and rank a wide table of many agencies and years in one pass / chấm, xếp hạng một bảng nhiều cơ quan, nhiều năm
    Panel(crate::command::panel::Asked),
    /// Say why an agency earned what it earned / giải thích điểm của cơ quan
    Explain(Explain),
    /// Hold what was claimed, appraised and decided against each other / đối chiếu điểm tự chấm, thẩm định, hội đồng
    Lanes(LanesAsked),
    /// Write the workbook in which an agency scores itself / lập biểu tự chấm điểm (Excel)
    Form(Form),
    /// Change figures or rules and see who moves / thử đổi số liệu hoặc quy tắc
    Whatif(Whatif),
    /// Find the cheapest mends that reach a goal / tìm cách khắc phục rẻ nhất để đạt mục tiêu
    Advise(Advise),
    /// Draw the survey's ballots again and move the weights: how sure are the ranks / thứ hạng chắc chắn đến đâu
    Robustness(Resample),
    /// Several years: trends, spread, catching up, where points went / nhiều năm: xu hướng, độ phân tán, điểm tăng giảm ở đâu
    History {
        /// Criteria and evidence of a year; once for each of two or more years
        #[arg(long = "year", num_args = 2, value_names = ["CRITERIA", "EVIDENCE"], required = true)]
        years: Vec<PathBuf>,
    },
    /// Write a Word document: the annex, the report, the letter to one agency / văn bản Word theo Nghị định 30/2020/NĐ-CP
    Document(Document),
    /// Say where an appraiser should look first / chỉ ra nơi cần thẩm định trước
    Review(Review),
    /// Count registers and ballots into evidence / đếm sổ hồ sơ, phiếu khảo sát thành minh chứng
    Measures(Measures),
    /// Print the JSON Schema of criteria, for YAML editors / in lược đồ JSON
    Schema {
        /// The schema of an area's file instead of index.yaml
        #[arg(long)]
        area: bool,
        /// The schema of measures.yaml instead
        #[arg(long, conflicts_with = "area")]
        measures: bool,
    },
    /// Print shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Csv,
    #[cfg(feature = "parquet")]
    #[value(skip)]
    Parquet,
    #[value(skip)]
    Xlsx,
    /// One web page; only into a file, and only of what ranks or compares agencies.
    #[value(skip)]
    Page,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Lang {
    Vi,
    En,
}

impl Cli {
    /// `--lang`, else the locale's, else Vietnamese.
    pub fn language(&self) -> Language {
        match self.lang {
            Some(Lang::Vi) => Language::Vietnamese,
            Some(Lang::En) => Language::English,
            None => match sys_locale::get_locale() {
                Some(locale) if locale.starts_with("en") => Language::English,
                _ => Language::Vietnamese,
            },
        }
    }

    /// The form of the answer: by the suffix of `--out`, else `--format`.
    pub fn form(&self) -> Result<Format, String> {
        let Some(out) = &self.out else {
            return Ok(self.format);
        };
        match out.extension().and_then(|suffix| suffix.to_str()) {
            Some("txt" | "yaml") => Ok(Format::Text),
            Some("json") => Ok(Format::Json),
            Some("csv") => Ok(Format::Csv),
            #[cfg(feature = "parquet")]
            Some("parquet") => Ok(Format::Parquet),
            Some("xlsx") => Ok(Format::Xlsx),
            Some("html") => Ok(Format::Page),
            other => Err(other.unwrap_or_default().to_owned()),
        }
    }
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(threads @ 1..=1024) => Ok(threads),
        _ => Err("a whole number from 1 to 1024 / số nguyên từ 1 đến 1024".to_owned()),
    }
}
