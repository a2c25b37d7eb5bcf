//! Without a command: the bundled example, which travels inside the program. Sở KH&ĐT Đắk Lắk, 2018 against 2017.

use include_dir::{Dir, include_dir};
use par_index::{Criteria, Error, Evidence};

use super::score;
use crate::cli::Cli;
use crate::input::Round;
use crate::output::{self, Failure};

static CRITERIA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/criteria/dak-lak");
static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/dak-lak");

pub(crate) fn run(cli: &Cli) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let round = Round::between(Some(year("2017")?), year("2018")?).proved()?;
    score::show(cli, form, &round)
}

fn year(year: &str) -> Result<(Criteria, Evidence), Failure> {
    let mut texts: Vec<(&str, &str)> = files(&CRITERIA, year)
        .filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)))
        .collect();
    texts.sort_by_key(|(name, _)| !name.ends_with("index.yaml"));
    let criteria = Criteria::from_texts(&texts).map_err(Error::from)?;
    let register = DATA.get_file("agencies.yaml").map(|file| ("agencies.yaml", file.contents()));
    let evidence = files(&DATA, year)
        .filter(|(name, _)| !name.contains("published"))
        .chain(register)
        .collect::<Vec<_>>();
    let evidence = Evidence::from_files(&evidence, &criteria).map_err(Error::from)?;
    Ok((criteria, evidence))
}

fn files<'a>(folder: &'a Dir<'a>, year: &str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let files = folder.get_dir(year).into_iter().flat_map(Dir::files);
    files.filter_map(|file| Some((file.path().to_str()?, file.contents())))
}
