//! Messages to words, by the message files. The only module that knows the localisation library.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::{Language, Message, Term, say_exact};

type Bundle = FluentBundle<FluentResource>;

const VIETNAMESE: &str = include_str!("../../locales/vi.ftl");
const ENGLISH: &str = include_str!("../../locales/en.ftl");

pub(super) fn say(language: Language, message: &Message) -> String {
    let bundle = bundle(language);
    let (name, attribute) = match message.name.split_once('.') {
        Some((name, attribute)) => (name, Some(attribute)),
        None => (message.name, None),
    };
    let pattern = bundle.get_message(name).and_then(|found| match attribute {
        Some(attribute) => found.get_attribute(attribute).map(|a| a.value()),
        None => found.value(),
    });
    let Some(pattern) = pattern else {
        return message.name.to_owned();
    };
    let mut args = FluentArgs::new();
    for (name, term) in &message.terms {
        match whole(term) {
            Some(number) => args.set(*name, number),
            None => args.set(*name, words(language, term).into_owned()),
        }
    }
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

/// A count, or a figure printed as 1, by which a sentence may choose between one and many; no other number is one to the
/// library.
fn whole(term: &Term) -> Option<u32> {
    match term {
        Term::Number(number) if number.is_whole() => number.floor()?.try_into().ok(),
        Term::Words(text) if text == "1" => Some(1),
        _ => None,
    }
}

fn words(language: Language, term: &Term) -> Cow<'_, str> {
    match term {
        Term::Words(text) => Cow::Borrowed(text),
        Term::Text(text) => Cow::Borrowed(text.in_language(language)),
        Term::Number(number) => Cow::Owned(say_exact(language, number)),
        Term::Date(date) => Cow::Owned(match language {
            Language::Vietnamese => {
                format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
            }
            Language::English => date.to_string(),
        }),
        Term::Message(message) => Cow::Owned(say(language, message)),
        Term::List(terms) => {
            let all: Vec<_> = terms.iter().map(|term| words(language, term)).collect();
            Cow::Owned(all.join(", "))
        }
    }
}

fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; 2] = [OnceLock::new(), OnceLock::new()];
    let [vietnamese, english] = &BUNDLES;
    match language {
        Language::Vietnamese => vietnamese.get_or_init(|| parsed("vi", VIETNAMESE)),
        Language::English => english.get_or_init(|| parsed("en", ENGLISH)),
    }
}

/// A message file that does not parse loses the sentences at fault, which are then said by name; a test forbids it.
fn parsed(language: &str, text: &str) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(kept, _)| kept);
    bundle.add_resource_overriding(resource);
    bundle
}
