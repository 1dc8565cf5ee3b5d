//! Single resources of an exported Turtle file, with IRIs relative to the base, and long texts and long lists cut.

use lauazym::reading::vocabulary::DEFAULT_BASE;

/// So many letters of a text are shown, and so many objects of a list without a cut.
const LETTERS: usize = 60;
const OBJECTS: usize = 3;

/// The lines about a resource, whose IRI is given without the base.
///
/// # Panics
/// When the file has no such resource.
pub fn resource(text: &str, name: &str) -> Vec<String> {
    let subject = format!("<{DEFAULT_BASE}{name}> ");
    let lines = text.lines().skip_while(|line| !line.starts_with(&subject));
    let mut resource = Vec::new();
    for line in lines {
        resource.push(cut(line).replace('\t', "    ").replace(&format!("<{DEFAULT_BASE}"), "<"));
        if line.ends_with(" .") {
            return resource;
        }
    }
    panic!("the export has no resource {subject}");
}

/// A line `property object , object ;` with what is long cut.
fn cut(line: &str) -> String {
    let (mut objects, mut object, mut quoted, mut escaped) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        object.push(c);
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && !escaped;
        if !quoted && object.ends_with(" , ") {
            objects.push(shortened(object.trim_end_matches(" , ")));
            object.clear();
        }
    }
    objects.push(shortened(&object));
    if objects.len() > OBJECTS {
        objects.splice(2..objects.len() - 1, ["…".to_owned()]);
    }
    objects.join(" , ")
}

fn shortened(object: &str) -> String {
    let Some((start, rest)) = object.split_once('"') else { return object.to_owned() };
    let Some((text, end)) = rest.rsplit_once('"').filter(|(text, _)| text.chars().count() > LETTERS) else {
        return object.to_owned();
    };
    let beginning: String = text.chars().take(LETTERS).collect();
    format!("{start}\"{} …\"{end}", beginning.trim_end_matches('\\'))
}
