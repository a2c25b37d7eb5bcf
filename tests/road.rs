//! The road from folders to what people read, for tests that score whole sets.

use std::fs;
use std::path::{Path, PathBuf};

use par_index::{Comparison, Criteria, Evidence, Language, Plan, Report, Scores, Standings};

/// One year scored.
pub struct Year {
    pub criteria: Criteria,
    pub evidence: Evidence,
    pub scores: Scores,
    pub standings: Standings,
}

/// A file or folder of this repository.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The set in a folder.
pub fn criteria(folder: &Path) -> Criteria {
    Criteria::read(folder).unwrap_or_else(|error| panic!("{}:\n{error}", folder.display()))
}

/// The evidence that lies beside a set: `evidence.csv`, `decisions.yaml` if any, and the register there or one above.
pub fn evidence_beside(folder: &Path, criteria: &Criteria) -> Evidence {
    let above = folder.parent().map(|above| above.join("agencies.yaml"));
    let register = [Some(folder.join("agencies.yaml")), above]
        .into_iter()
        .flatten()
        .find(|file| file.is_file());
    let files = [register, Some(folder.join("evidence.csv")), Some(folder.join("decisions.yaml"))];
    let files: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .flatten()
        .filter_map(|file| Some((file.display().to_string(), fs::read(&file).ok()?)))
        .collect();
    evidence(&files, criteria)
}

/// Evidence from files in memory.
pub fn evidence(files: &[(String, Vec<u8>)], criteria: &Criteria) -> Evidence {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    Evidence::from_files(&files, criteria).unwrap_or_else(|error| panic!("{error}"))
}

impl Year {
    pub fn ranked(criteria: Criteria, evidence: Evidence) -> Self {
        let scores = Scores::award(&Plan::compile(&criteria), &evidence);
        let standings = Standings::rank(&criteria, &evidence, &scores);
        Self { criteria, evidence, scores, standings }
    }

    /// A set and the evidence beside it.
    pub fn beside(folder: &Path) -> Self {
        let criteria = criteria(folder);
        let evidence = evidence_beside(folder, &criteria);
        Self::ranked(criteria, evidence)
    }

    /// A set of `criteria/` and its evidence in `data/`.
    pub fn bundled(set: &str, data: &str) -> Self {
        let criteria = criteria(&here("criteria").join(set));
        let folder = here("data").join(data);
        let evidence = Evidence::read(&folder, &criteria)
            .unwrap_or_else(|error| panic!("{}:\n{error}", folder.display()));
        Self::ranked(criteria, evidence)
    }

    /// This year with last year's figures, and what changed since.
    pub fn following(self, earlier: &Self) -> (Self, Comparison) {
        let evidence =
            self.evidence.following(&self.criteria, &earlier.evidence, &earlier.criteria);
        let later = Self::ranked(self.criteria, evidence);
        let comparison = Comparison::between(&earlier.standings, &later.standings);
        (later, comparison)
    }

    pub fn report<'a>(
        &'a self,
        comparison: Option<&'a Comparison>,
        language: Language,
    ) -> Report<'a> {
        let Self { criteria, evidence, scores, standings } = self;
        Report { criteria, evidence, scores, standings, comparison, language }
    }
}
