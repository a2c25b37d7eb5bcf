//! What was said of one agency, line by line: the agency's claims, all that later lanes say, and who signed.

use super::layer::Layer;
use super::{Evidence, Lane, Mark, Reference, Source};
use crate::calendar::Day;
use crate::quantity::Exact;

/// Who wrote a line, and when.
pub(crate) type Signed = (Option<String>, Option<Day>);

/// A line of one lane.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub lane: Lane,
    /// The node; 0 for the set's own figures.
    pub node: usize,
    pub said: Said<'a>,
    pub document: Option<&'a Reference>,
    pub note: Option<&'a str>,
    pub signed: Signed,
}

/// What a line says.
#[derive(Clone, Debug)]
pub(crate) enum Said<'a> {
    /// The figure in a column; nothing where it is taken away.
    Figure(usize, Option<Exact>),
    /// Points claimed or granted; nothing where they are taken back.
    Mark(Option<&'a Exact>),
    /// A field that every item has, and its words.
    Words(&'static str, &'a str),
}

impl<'a> Line<'a> {
    fn of(lane: Lane, node: usize, said: Said<'a>, source: &'a Source) -> Self {
        Self {
            lane,
            node,
            said,
            document: source.document.as_ref(),
            note: source.note.as_deref(),
            signed: signed(source),
        }
    }

    fn of_mark(lane: Lane, node: usize, mark: &'a Mark) -> Self {
        Self::of(lane, node, Said::Mark(mark.points.as_ref()), &mark.source)
    }
}

fn signed(source: &Source) -> Signed {
    (source.by.clone(), source.on)
}

impl Evidence {
    /// What the agency at `row` claims; claims taken back too.
    pub(crate) fn claims(&self, row: usize) -> impl Iterator<Item = Line<'_>> {
        let own = self.claims.iter().filter(move |((_, of), _)| *of == row);
        own.map(|((node, _), mark)| Line::of_mark(Lane::SelfScored, *node, mark))
    }

    /// Who wrote the agency's own lines, and when: a pair for each.
    pub(crate) fn own_signatures(&self, row: usize) -> Vec<Signed> {
        let view = self.seen(Lane::SelfScored);
        let grounds = view.sources.of_row(row).map(|(_, ground)| (ground.by.clone(), ground.on));
        let notes = view.notes.iter().filter(|((_, of), _)| *of == row);
        let notes = notes.map(|(_, source)| signed(source));
        grounds.chain(notes).chain(self.claims(row).map(|claim| claim.signed)).collect()
    }

    /// What `lane`, one after the agency's own, says of the agency at `row`: declarations before notes on them.
    /// `node_of` tells the node that a figure's column belongs to.
    pub(crate) fn lines(
        &self,
        lane: Lane,
        row: usize,
        node_of: impl Fn(usize) -> usize,
    ) -> Vec<Line<'_>> {
        let layer = lane.place().checked_sub(1).and_then(|place| self.later.get(place));
        let Some(layer) = layer else { return Vec::new() };
        let mut lines = Vec::new();
        for (slot, ground) in self.view.sources.of_layer(&layer.spots, row) {
            let figure = layer.columns.get(slot).and_then(|column| column.get(row));
            lines.push(Line {
                lane,
                node: node_of(slot),
                said: Said::Figure(slot, figure),
                document: ground.document.as_ref(),
                note: ground.note.as_deref(),
                signed: (ground.by.clone(), ground.on),
            });
        }
        let marks = layer.marks.iter().filter(|((_, of), _)| *of == row);
        lines.extend(marks.map(|((node, _), mark)| Line::of_mark(lane, *node, mark)));
        lines.extend(layer.words(lane, row));
        lines
    }
}

impl Layer {
    /// Declarations, objective reasons and notes.
    fn words(&self, lane: Lane, row: usize) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for ((node, _), parts) in self.absent.iter().filter(|((_, of), _)| *of == row) {
            let fields = ["not_applicable", "declared_by", "confirmed_by"];
            for (field, part) in fields.into_iter().zip(parts) {
                if let Some((words, source)) = part {
                    lines.push(Line::of(lane, *node, Said::Words(field, words), source));
                }
            }
        }
        for ((node, _), (words, _)) in self.objectives.iter().filter(|((_, of), _)| *of == row) {
            let said = Said::Words("objective", words);
            let (document, note, signed) = (None, None, (None, None));
            lines.push(Line { lane, node: *node, said, document, note, signed });
        }
        for ((node, _), source) in self.notes.iter().filter(|((_, of), _)| *of == row) {
            let words = source.note.as_deref().unwrap_or_default();
            if !words.is_empty() || source.document.is_some() {
                let line = Line::of(lane, *node, Said::Words("note", words), source);
                lines.push(Line { note: None, ..line });
            }
        }
        lines
    }
}
