//! Answers to the terminal or to a file, and how the program ends.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use par_index::fault::Faults;
use par_index::report::{findings_json, findings_text};
use par_index::{Error, Language};

use crate::cli::{Cli, Format};

/// How a command failed.
pub(crate) enum Failure {
    /// Faults in the user's files, already said on standard output.
    Told,
    /// Faults in the user's files.
    Faults(Faults),
    /// Wrong usage.
    Usage(String),
    /// The system failed.
    System(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error.faults() {
            Some(faults) => Self::Faults(faults.clone()),
            None => Self::System(error.to_string()),
        }
    }
}

/// Writes an answer to `--out` or to standard output; a reader that has gone away is no failure.
pub(crate) fn write(cli: &Cli, answer: &[u8]) -> Result<(), Failure> {
    match &cli.out {
        Some(path) => whole_file(path, answer)
            .map_err(|error| Failure::System(format!("{}: {error}", path.display()))),
        None if io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() => {
            to_stdout(painted(answer).as_bytes())
        }
        None => to_stdout(answer),
    }
}

/// Writes an answer piece by piece, to `--out` whole or not at all, or to standard output.
pub(crate) fn write_by(
    cli: &Cli,
    write: impl FnOnce(&mut (dyn io::Write + Send)) -> Result<(), String>,
) -> Result<(), Failure> {
    let Some(path) = &cli.out else {
        let mut answer = Vec::new();
        write(&mut answer).map_err(Failure::System)?;
        return to_stdout(&answer);
    };
    let system = |error: io::Error| Failure::System(format!("{}: {error}", path.display()));
    let file = beside(path).map_err(system)?;
    let mut buffer = io::BufWriter::with_capacity(1 << 16, file);
    write(&mut buffer).map_err(Failure::System)?;
    let file = buffer.into_inner().map_err(|error| system(error.into_error()))?;
    file.persist(path).map(drop).map_err(|error| system(error.error))
}

/// A file written whole or not at all: beside it first, then in its place.
fn whole_file(path: &Path, answer: &[u8]) -> io::Result<()> {
    let mut file = beside(path)?;
    file.write_all(answer)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// A new file in the folder of `path`.
fn beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new();
    // read by whom the umask lets, like any other file
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    beside.tempfile_in(folder)
}

fn to_stdout(answer: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(answer).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::System(error.to_string()))
        }
        _ => Ok(()),
    }
}

/// Rises in green, falls in red.
fn painted(answer: &[u8]) -> String {
    let text = String::from_utf8_lossy(answer);
    text.replace('▲', "\u{1b}[32m▲\u{1b}[0m").replace('▼', "\u{1b}[31m▼\u{1b}[0m")
}

/// Says what failed, and gives the exit code for it.
pub(crate) fn exit(outcome: Result<(), Failure>, language: Language) -> ExitCode {
    let (text, code) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Told) => (String::new(), 1),
        Err(Failure::Faults(faults)) => (findings_text(&faults, language), 1),
        Err(Failure::Usage(text)) => (format!("par-index: {text}\n"), 2),
        Err(Failure::System(text)) => (format!("par-index: {text}\n"), 3),
    };
    // nobody is left to tell when standard error is closed too
    let _ = io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(code)
}

/// Findings in the form asked for.
pub(crate) fn findings(cli: &Cli, faults: &Faults) -> Result<Vec<u8>, Failure> {
    match form(cli)? {
        Format::Json => Ok(findings_json(faults, cli.language()).into_bytes()),
        Format::Text => Ok(findings_text(faults, cli.language()).into_bytes()),
        _ => Err(Failure::Usage("check: --format text|json".to_owned())),
    }
}

pub(crate) fn form(cli: &Cli) -> Result<Format, Failure> {
    cli.form().map_err(|suffix| {
        Failure::Usage(format!("--out: `.{suffix}`: .txt, .json, .csv, .parquet, .xlsx, .html"))
    })
}

/// That a command answers in these kinds of file only.
pub(crate) fn only(command: &str, kinds: &str) -> Failure {
    Failure::Usage(format!("{command}: --out {kinds}"))
}
