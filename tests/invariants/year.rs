//! A bundled year taken apart: its tree as written, its register, and its evidence line by line.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use par_index::fault::Faults;
use par_index::quantity::Exact;
use par_index::{Criteria, Evidence, Language, Plan, Report, Scores, Standings};
use serde_json::{Value, json};

use crate::bundled::{YEARS, criteria, csv_text, files, path, table, text};

const COLUMNS: [&str; 7] = ["agency", "year", "item", "field", "value", "document", "note"];

/// One figure: agency, year, item, field, value, document, note.
pub type Line = Vec<String>;

pub struct Year {
    pub name: String,
    pub criteria: Criteria,
    /// Parents first.
    pub nodes: Vec<Node>,
    register: BTreeMap<String, Value>,
    /// The codes of the agencies assessed, in the order of the register.
    pub agencies: Vec<String>,
    pub lines: Vec<Line>,
    /// Evidence in YAML: agency and text.
    written: Vec<(String, String)>,
}

/// A node as written, with what it inherits.
#[derive(Clone)]
pub struct Node {
    pub id: String,
    pub parent: Option<usize>,
    pub role: &'static str,
    pub max: Exact,
    pub missing_is_zero: bool,
    /// Fields in sight: name to owner and kind.
    pub fields: BTreeMap<String, (String, Value)>,
    pub written: Value,
}

/// What a year of some agencies came to.
pub struct Scored {
    pub evidence: Evidence,
    pub scores: Scores,
    pub standings: Standings,
}

pub fn years() -> &'static [Year] {
    static ALL: OnceLock<Vec<Year>> = OnceLock::new();
    ALL.get_or_init(|| YEARS.into_iter().map(|(place, year)| Year::read(place, year)).collect())
}

impl Year {
    fn read(place: &str, year: &str) -> Self {
        let folder = format!("data/{place}/{year}");
        let register: Value =
            serde_yaml::from_str(&text(&path(&format!("data/{place}/agencies.yaml")))).unwrap();
        let entries = register["agencies"].as_array().unwrap().iter().cloned();
        let criteria = criteria(place, year);
        let all = crate::bundled::evidence(place, year, &criteria);
        let mut lines = Vec::new();
        let no_evidence = |file: &str| file.contains("published") || file.contains("registers");
        for file in
            files(&folder, "csv").into_iter().filter(|file| !no_evidence(&file.to_string_lossy()))
        {
            let mut rows = table(&file);
            let heading = rows.remove(0);
            let column = |name: &str| heading.iter().position(|column| column == name);
            let cell =
                |row: &Line, name: &str| column(name).map_or_else(String::new, |k| row[k].clone());
            lines.extend(rows.iter().map(|row| COLUMNS.map(|name| cell(row, name)).to_vec()));
        }
        let written =
            files(&folder, "yaml").into_iter().map(|file| text(&file)).filter_map(|text| {
                let evidence: Value = serde_yaml::from_str(&text).unwrap();
                Some((evidence["agency"].as_str()?.to_owned(), text))
            });
        Self {
            name: format!("{place} {year}"),
            nodes: nodes(&format!("criteria/{place}/{year}")),
            register: entries
                .map(|entry| (entry["code"].as_str().unwrap().to_owned(), entry))
                .collect(),
            agencies: all.agencies().iter().map(|agency| agency.code.to_string()).collect(),
            written: written.collect(),
            lines,
            criteria,
        }
    }

    /// The lines of these agencies.
    pub fn lines_of(&self, agencies: &[String]) -> Vec<Line> {
        self.lines.iter().filter(|line| agencies.contains(&line[0])).cloned().collect()
    }

    /// Whether all that an agency sent is among the lines.
    pub fn is_in_lines(&self, agency: &str) -> bool {
        self.lines.iter().any(|line| line[0] == agency)
            && !self.written.iter().any(|(written, _)| written == agency)
    }

    /// Scores these agencies alone, with these lines; `twin` is one agency more, registered like another.
    pub fn scored(
        &self,
        agencies: &[String],
        lines: &[Line],
        twin: Option<(&str, &str)>,
    ) -> Result<Scored, Faults> {
        let entry = |code: &str, like: &str| {
            let mut entry = self.register[like].clone();
            entry["code"] = json!(code);
            entry.as_object_mut().unwrap().remove("merged_into");
            entry
        };
        let twin_entry = twin.map(|(twin, like)| entry(twin, like));
        let entries: Vec<Value> =
            agencies.iter().map(|code| entry(code, code)).chain(twin_entry).collect();
        let register = json!({ "agencies": entries }).to_string();
        let heading = vec![COLUMNS.map(str::to_owned).to_vec()];
        let csv = csv_text(&[heading, lines.to_vec()].concat());
        let mut files =
            vec![("agencies.yaml".to_owned(), register), ("evidence.csv".to_owned(), csv)];
        let written = self.written.iter().filter(|(agency, _)| agencies.contains(agency));
        files.extend(written.map(|(agency, text)| (format!("{agency}.yaml"), text.clone())));
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let evidence = Evidence::from_files(&files, &self.criteria)
            .map_err(|error| par_index::Error::from(error).faults().unwrap().clone())?;
        let scores = Scores::award(&Plan::compile(&self.criteria), &evidence);
        let standings = Standings::rank(&self.criteria, &evidence, &scores);
        Ok(Scored { evidence, scores, standings })
    }

    /// The items: what is scored.
    pub fn items(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.written.get("rule").is_some())
    }

    /// The figures, by owner and field, that an item's rule names.
    pub fn reads(&self, item: &Node) -> Vec<(String, String)> {
        let mut words = Vec::new();
        words_of(&item.written["rule"], &mut words);
        let owner =
            |word: &String| item.fields.get(word).map(|(owner, _)| (owner.clone(), word.clone()));
        words.iter().filter_map(owner).collect()
    }
}

impl Scored {
    pub fn report(&self, year: &Year) -> Value {
        let (criteria, evidence, scores, standings) =
            (&year.criteria, &self.evidence, &self.scores, &self.standings);
        let report = Report {
            criteria,
            evidence,
            scores,
            standings,
            comparison: None,
            language: Language::English,
        };
        serde_json::from_str(&report.standings_json()).unwrap()
    }
}

/// Every word in a rule, keys included: the names of its fields are among them.
fn words_of(rule: &Value, words: &mut Vec<String>) {
    match rule {
        Value::String(word) => words.push(word.clone()),
        Value::Array(parts) => parts.iter().for_each(|part| words_of(part, words)),
        Value::Object(parts) => parts.iter().for_each(|(key, part)| {
            words.push(key.clone());
            words_of(part, words);
        }),
        _ => {}
    }
}

/// A number as written, exactly.
pub fn exact(number: &Value) -> Exact {
    let written = number.as_str().map_or_else(|| number.to_string(), |text| text.replace(',', "."));
    Exact::parse(&written).unwrap_or_else(|| panic!("{number} is a number"))
}

pub fn nodes(set: &str) -> Vec<Node> {
    let yaml = |name: &str| -> Value {
        serde_yaml::from_str(&text(&path(&format!("{set}/{name}")))).unwrap()
    };
    let index = yaml("index.yaml");
    let missing = index["missing"] != "not_applicable";
    let mut nodes = Vec::new();
    for area in index["areas"].as_array().unwrap() {
        let area = area.as_str().map_or_else(|| area.clone(), yaml);
        add(&area, None, missing, &fields("", &index), &mut nodes);
    }
    nodes
}

fn fields(owner: &str, node: &Value) -> BTreeMap<String, (String, Value)> {
    let declared = node["fields"].as_object().into_iter().flatten();
    let kind = |declared: &Value| {
        if declared.is_object() { declared.clone() } else { json!({ "kind": declared }) }
    };
    declared.map(|(name, declared)| (name.clone(), (owner.to_owned(), kind(declared)))).collect()
}

fn add(
    written: &Value,
    parent: Option<usize>,
    missing: bool,
    sight: &BTreeMap<String, (String, Value)>,
    nodes: &mut Vec<Node>,
) {
    let id = written.get("id").unwrap_or(&written["code"]).as_str().unwrap().to_owned();
    let role = ["max", "bonus", "deduction"]
        .into_iter()
        .find(|role| written.get(*role).is_some())
        .unwrap();
    let missing_is_zero = written["missing"].as_str().map_or(missing, |word| word == "zero");
    let mut sight = sight.clone();
    sight.extend(fields(&id, written));
    let k = nodes.len();
    let max = exact(&written[role]);
    nodes.push(Node {
        id,
        parent,
        role,
        max,
        missing_is_zero,
        fields: sight.clone(),
        written: written.clone(),
    });
    for item in written["items"].as_array().into_iter().flatten() {
        add(item, Some(k), missing_is_zero, &sight, nodes);
    }
}
