//! What each command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use par_index::calendar::Day;
use par_index::evidence::Lane;
use par_index::quantity::{Exact, Percent};

#[derive(Args, Debug)]
pub(crate) struct Years {
    /// Folder of the criteria set
    pub criteria: PathBuf,
    /// Folder of the evidence, or one file of it
    pub evidence: PathBuf,
    /// Criteria and evidence of the earlier year
    #[arg(long, num_args = 2, value_names = ["CRITERIA", "EVIDENCE"])]
    pub earlier: Vec<PathBuf>,
    /// Refuse to compare when fewer points than this percent of the total mean the same in both years / mức so sánh được tối thiểu
    #[arg(long, value_name = "PERCENT", requires = "earlier", value_parser = percent)]
    pub least_comparable: Option<Percent>,
    /// YAML that says what the evidence's tables call their columns / tên cột của bảng số liệu
    #[arg(long, value_name = "FILE")]
    pub columns: Option<PathBuf>,
    /// Whose figures and marks count, the latest there are: / tính theo vòng chấm nào
    #[arg(long, value_enum, default_value_t = InLane::Final)]
    pub lane: InLane,
}

#[derive(Args, Debug)]
pub(crate) struct Score {
    #[command(flatten)]
    pub years: Years,
    /// One table for programs, as CSV, JSON or Parquet: docs/tables.md names its columns / một bảng số liệu
    #[arg(long, value_enum)]
    pub table: Option<Tabled>,
}

/// What can be had as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tabled {
    Standings,
    Areas,
    Items,
    #[value(name = "items_wide")]
    ItemsWide,
    Changes,
    Losses,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum InLane {
    /// The agency's own
    #[value(name = "self")]
    SelfScored,
    /// Up to those of the appraisers
    Appraised,
    /// All, up to those of the council
    Final,
}

#[derive(Args, Debug)]
pub(crate) struct ReadForms {
    /// Folder of the criteria set that the forms are of
    pub criteria: PathBuf,
    /// The forms, XLSX or ODS
    #[arg(required = true)]
    pub forms: Vec<PathBuf>,
    /// The register `agencies.yaml`, to check the agencies against
    #[arg(long, value_name = "FILE")]
    pub register: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct LanesAsked {
    #[command(flatten)]
    pub years: Years,
    /// The agency's code; all agencies unless given
    #[arg(long)]
    pub agency: Option<String>,
    /// Only this peer group
    #[arg(long, conflicts_with = "agency")]
    pub group: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub years: Years,
    /// The agency's code; all agencies unless given
    #[arg(long)]
    pub agency: Option<String>,
    /// Only this peer group
    #[arg(long, conflicts_with = "agency")]
    pub group: Option<String>,
    /// Every item, not only those that lost points
    #[arg(long)]
    pub all: bool,
    /// The loss ledger instead: points by item, area, office or cause / sổ điểm mất
    #[arg(long, value_enum, conflicts_with = "all")]
    pub losses: Option<By>,
    /// The score as an interval instead, while figures are missing / khoảng điểm khi chưa đủ số liệu
    #[arg(long, conflicts_with_all = ["all", "losses"], requires = "agency")]
    pub open: bool,
    /// Today, for `--open`: what can only come later than its due day earns less / ngày tính
    #[arg(long, value_name = "DATE", requires = "open", value_parser = day)]
    pub on: Option<Day>,
}

#[derive(Args, Debug)]
pub(crate) struct Form {
    /// Folder of the criteria set
    pub criteria: PathBuf,
    /// Folder of the evidence: the register, and figures to fill in / thư mục số liệu
    pub evidence: Option<PathBuf>,
    /// The agency's code
    #[arg(long)]
    pub agency: String,
}

#[derive(Args, Debug)]
pub(crate) struct Whatif {
    #[command(flatten)]
    pub years: Years,
    /// The agency whose figures change
    #[arg(long, requires = "set")]
    pub agency: Option<String>,
    /// A figure that changes: 3.2.1.on_time=95; nothing after `=` takes it away
    #[arg(long, value_name = "ITEM.FIELD=VALUE", requires = "agency", value_parser = setting)]
    pub set: Vec<(String, String)>,
    /// Score by this criteria set instead / chấm theo bộ tiêu chí khác
    #[arg(long, value_name = "CRITERIA")]
    pub rules: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Advise {
    #[command(flatten)]
    pub years: Years,
    /// The agency's code
    #[arg(long)]
    pub agency: String,
    /// The goal: tier:good, rank:5, points:90 or +2.5 / mục tiêu
    #[arg(long, value_name = "GOAL")]
    pub reach: String,
    /// Costs, deadlines, prerequisites, what is fixed (YAML) / chi phí, thời hạn, điều kiện, phần không đổi
    #[arg(long, value_name = "FILE")]
    pub limits: Option<PathBuf>,
    /// For a rank: what the others do / các cơ quan khác
    #[arg(long, value_enum, default_value_t = Rivals::Still)]
    pub others: Rivals,
    /// How many plans, the cheapest first / số phương án
    #[arg(long, value_name = "K", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=20))]
    pub plans: u8,
}

#[derive(Args, Debug)]
pub(crate) struct Resample {
    #[command(flatten)]
    pub years: Years,
    /// Only this peer group / chỉ khối này
    #[arg(long)]
    pub group: Option<String>,
    /// The same seed draws the same ballots, on any number of threads / hạt giống
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How many times the ballots are drawn again / số lần lấy mẫu lại
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    pub replicates: u32,
    /// How much of the replicates intervals hold, percent / mức tin cậy, phần trăm
    #[arg(long, value_name = "PERCENT", default_value = "95", value_parser = level)]
    pub level: Percent,
    /// The probability to be among the first K / xác suất đứng trong K hạng đầu
    #[arg(long, value_name = "K", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub top: u32,
    /// A survey's ballots, one a line, for Cronbach's alpha; as `measures` takes them / từng phiếu khảo sát, để tính Cronbach alpha
    #[arg(long, value_name = "NAME=FILE")]
    pub ballots: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Document {
    /// Which document / loại văn bản
    #[arg(value_enum)]
    pub paper: Paper,
    #[command(flatten)]
    pub years: Years,
    /// For a letter: the agency's code / cơ quan nhận
    #[arg(long, required_if_eq("paper", "letter"))]
    pub agency: Option<String>,
    /// Who issues and signs it, number, place, date, recipients (YAML); blanks without it / cơ quan ban hành, người ký, nơi nhận
    #[arg(long, value_name = "FILE")]
    pub office: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Paper {
    /// The decision's annex: the published tables of every peer group / phụ lục quyết định
    Annex,
    /// The report on the round / báo cáo kết quả
    Round,
    /// The letter to one agency / công văn gửi một cơ quan
    Letter,
}

#[derive(Args, Debug)]
pub(crate) struct Review {
    #[command(flatten)]
    pub years: Years,
    /// Only this peer group
    #[arg(long)]
    pub group: Option<String>,
    /// How many points are close to a tier or to a neighbour / khoảng điểm coi là sát nhau
    #[arg(long, value_name = "POINTS", default_value = "0.25", value_parser = points)]
    pub within: Exact,
    /// How many rows of the queue in text; JSON and CSV hold all / số dòng
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
}

#[derive(Args, Debug)]
pub(crate) struct Measures {
    /// Folder of the criteria set, with measures.yaml in it
    pub criteria: PathBuf,
    /// NAME=FILE, as measures.yaml names it; FILE alone where there is one: .csv, .xlsx, .parquet / sổ hồ sơ, phiếu
    pub registers: Vec<String>,
    /// The register of agencies; agencies.yaml beside the first file or above it unless given / danh sách cơ quan
    #[arg(long, value_name = "FILE")]
    pub agencies: Option<PathBuf>,
    /// Print the counting as SQL for this engine instead / in câu lệnh SQL
    #[arg(long, value_enum, value_name = "ENGINE", conflicts_with_all = ["counts", "counted"])]
    pub sql: Option<Sql>,
    /// The files are tables of counts that an engine made by that SQL / tệp là bảng số đếm
    #[arg(long)]
    pub counted: bool,
    /// Give the counts of NAME as that SQL does, as CSV or Parquet, instead of evidence / ghi bảng số đếm
    #[arg(long, value_name = "NAME")]
    pub counts: Option<String>,
    /// Lines of every year, where they say it, not of the set's alone / mọi năm
    #[arg(long)]
    pub every_year: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Sql {
    Duckdb,
    Spark,
    Postgres,
    Datafusion,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Rivals {
    /// Their figures stay as they are
    Still,
    /// They move once more as they did since the earlier year
    LastYear,
    /// They get all that is still open to them: figures not yet given earn the most
    Worst,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum By {
    Item,
    Area,
    Office,
    Cause,
}

impl From<InLane> for Lane {
    fn from(lane: InLane) -> Self {
        match lane {
            InLane::SelfScored => Self::SelfScored,
            InLane::Appraised => Self::Appraised,
            InLane::Final => Self::Final,
        }
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "2018-06-20 | 20/6/2018".to_owned())
}

fn percent(text: &str) -> Result<Percent, String> {
    let number =
        Exact::parse(text.trim_end_matches('%').trim()).filter(|number| !number.is_negative());
    number.map(Percent::from).ok_or_else(|| "75 | 62.5".to_owned())
}

fn points(text: &str) -> Result<Exact, String> {
    let points = Exact::parse(&text.trim().replacen(',', ".", 1));
    points.filter(|points| !points.is_negative()).ok_or_else(|| "0.25 | 0,25".to_owned())
}

fn level(text: &str) -> Result<Percent, String> {
    let within = |level: &Percent| (Exact::whole(50)..Exact::HUNDRED).contains(level.exact());
    percent(text).ok().filter(within).ok_or_else(|| "50 ≤ … < 100: 95 | 99.5".to_owned())
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("ITEM.FIELD=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
