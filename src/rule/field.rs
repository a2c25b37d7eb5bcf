//! A figure that agencies declare, and a rule's reference to it.

use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

use crate::code::ItemCode;
use crate::document::{At, Pairs, word_or};
use crate::fault::Place;
use crate::language::Text;
use crate::quantity::Exact;

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// Có or không.
    YesNo,
    /// A whole number from 0.
    Count,
    /// A decimal number.
    Amount,
    /// A decimal number of percent, from 0.
    Percent,
    /// A mark from 0 to the item's maximum.
    Points,
    /// A calendar date.
    Date,
    /// One of the options.
    Grade,
    /// How many chose each of the options.
    Ballots,
}

/// A declared figure, as written: `count`, or at length.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub kind: FigureKind,
    pub title: Option<Text>,
    pub least: Option<Exact>,
    pub most: Option<Exact>,
    pub options: Vec<(At<String>, Option<Text>)>,
}

/// An option, with a title where it has one: `reprimand`, or `reprimand: Khiển trách`.
#[derive(Clone, Debug)]
struct OptionForm(Vec<(At<String>, Option<Text>)>);

impl From<Pairs<Text>> for OptionForm {
    fn from(pairs: Pairs<Text>) -> Self {
        Self(pairs.0.into_iter().map(|(name, title)| (name, Some(title))).collect())
    }
}

word_or!(OptionForm, Pairs<Text>, |word| OptionForm(vec![(word, None)]));

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DeclaredLong {
    kind: FigureKind,
    title: Option<Text>,
    least: Option<Exact>,
    most: Option<Exact>,
    #[serde(default, deserialize_with = "crate::document::list")]
    options: Vec<OptionForm>,
}

impl From<DeclaredLong> for Declared {
    fn from(long: DeclaredLong) -> Self {
        let DeclaredLong { kind, title, least, most, options } = long;
        Self {
            kind,
            title,
            least,
            most,
            options: options.into_iter().flat_map(|form| form.0).collect(),
        }
    }
}

impl<'de> Deserialize<'de> for Declared {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Declared;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a kind of figure")
            }
            fn visit_newtype_struct<D: serde::Deserializer<'de>>(
                self,
                d: D,
            ) -> Result<Declared, D::Error> {
                let kind = FigureKind::deserialize(d)?;
                Ok(Declared { kind, title: None, least: None, most: None, options: Vec::new() })
            }
            fn visit_some<D: serde::Deserializer<'de>>(self, d: D) -> Result<Declared, D::Error> {
                DeclaredLong::deserialize(d).map(Declared::from)
            }
        }
        deserializer.deserialize_newtype_struct(crate::document::WORD_OR, Visitor)
    }
}

impl JsonSchema for Declared {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (short, long) =
            (generator.subschema_for::<FigureKind>(), generator.subschema_for::<DeclaredLong>());
        schemars::json_schema!({ "anyOf": [short, long] })
    }
}

/// A declared figure in its place: which node declares it, and where its column stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The node that declares it; nothing for the set's own.
    pub item: Option<ItemCode>,
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// What it is.
    pub kind: FigureKind,
    /// The least it can be.
    pub least: Option<Exact>,
    /// The most it can be.
    pub most: Option<Exact>,
    /// The options of a grade or of ballots.
    pub options: Vec<String>,
    /// What people call them.
    pub option_titles: Vec<Text>,
    pub(crate) place: Place,
    pub(crate) slot: usize,
}

impl Figure {
    /// How many columns it takes.
    pub(crate) fn width(&self) -> usize {
        if self.kind == FigureKind::Ballots { self.options.len() } else { 1 }
    }

    /// Its columns.
    pub(crate) fn slots(&self) -> std::ops::Range<usize> {
        self.slot..self.slot + self.width()
    }

    /// The place of an option by its name, or by what people call it.
    pub(crate) fn option(&self, text: &str) -> Option<usize> {
        let by_name = self.options.iter().position(|option| option == text);
        by_name.or_else(|| {
            let called = |title: &Text| title.vi == text || title.en == text;
            self.option_titles.iter().position(called)
        })
    }

    /// What people call the `k`-th option.
    pub(crate) fn option_title(&self, k: usize) -> Text {
        self.option_titles.get(k).cloned().unwrap_or_default()
    }

    /// Whether only whole numbers are possible.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.kind, FigureKind::Count | FigureKind::Ballots | FigureKind::Date)
    }
}

/// A rule's reference to a figure; bound to it when the criteria are read.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub name: At<String>,
    figure: Option<Arc<Figure>>,
}

impl Field {
    pub fn named(name: At<String>) -> Self {
        Self { name, figure: None }
    }

    pub fn bind(&mut self, figure: Arc<Figure>) {
        self.figure = Some(figure);
    }

    pub fn figure(&self) -> Option<&Figure> {
        self.figure.as_deref()
    }

    /// The place of its first column; of none while it is not bound.
    pub fn slot(&self) -> usize {
        self.figure.as_ref().map_or(usize::MAX, |figure| figure.slot)
    }

    pub fn label(&self) -> Text {
        self.figure.as_ref().map_or_else(|| Text::same(&self.name), |figure| figure.title.clone())
    }
}

/// Always a plain word.
impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        At::deserialize(deserializer).map(Self::named)
    }
}

impl JsonSchema for Field {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Field".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": ["string", "number"] })
    }
}
