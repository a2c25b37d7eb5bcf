//! The office that issues a document: what the heading, the signature and the recipients need. Optional, in YAML.

use serde::Deserialize;

use crate::calendar::Day;
use crate::document::{At, DecimalMark, Document, list};
use crate::fault::{Fault, Faults};

/// Who issues a document, under which number, where and when. What is not given stays a blank in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// The body above it: UBND tỉnh Đắk Lắk.
    pub parent: Option<String>,
    /// Who issues: Sở Nội vụ.
    pub issuer: Option<String>,
    /// Number and sign: 1009/QĐ-UBND.
    pub number: Option<String>,
    /// Where it is issued.
    pub place: Option<String>,
    /// The day it is issued.
    pub date: Option<Day>,
    /// Who signs.
    pub signer: Signer,
    /// What it rests on, one line each.
    pub basis: Vec<String>,
    /// Who gets it, one line each.
    pub recipients: Vec<String>,
    /// The day by which mends are to be done.
    pub deadline: Option<Day>,
}

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// On whose behalf: KT. GIÁM ĐỐC.
    pub authority: Option<String>,
    /// The title: PHÓ GIÁM ĐỐC.
    pub title: Option<String>,
    /// The name.
    pub name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFile {
    parent: Option<String>,
    issuer: Option<String>,
    number: Option<String>,
    place: Option<String>,
    date: Option<Day>,
    signer: Option<Signer>,
    #[serde(default, deserialize_with = "list")]
    basis: Vec<String>,
    #[serde(default, deserialize_with = "list")]
    recipients: Vec<String>,
    deadline: Option<At<Day>>,
}

impl Office {
    /// Reads an office from the bytes of a YAML file.
    ///
    /// # Errors
    /// When anything in it is wrong: all faults at once.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let document = Document::parse(file, bytes, &mut faults);
        let form: Option<OfficeFile> =
            document.and_then(|document| document.read(DecimalMark::Point, &mut faults));
        if let Some(form) = &form
            && let (Some(date), Some(deadline)) = (form.date, &form.deadline)
            && **deadline < date
        {
            let fault = Fault::new("deadline-past", deadline.place());
            faults.add(fault.with("deadline", deadline.0).with("date", date.0));
        }
        match form {
            Some(form) if !faults.is_faulty() => Ok(form.into()),
            _ => Err(faults.sorted()),
        }
    }
}

impl From<OfficeFile> for Office {
    fn from(form: OfficeFile) -> Self {
        Self {
            parent: form.parent,
            issuer: form.issuer,
            number: form.number,
            place: form.place,
            date: form.date,
            signer: form.signer.unwrap_or_default(),
            basis: form.basis,
            recipients: form.recipients,
            deadline: form.deadline.map(|day| *day),
        }
    }
}
