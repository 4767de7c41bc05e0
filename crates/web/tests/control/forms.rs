//! The forms of a page, as a browser would send them.

/// A form with the values that it begins with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub action: String,
    pub fields: Vec<Field>,
}

/// A field: its name, what it holds, and whether people type into it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    pub name: String,
    pub value: String,
    pub is_typed: bool,
}

/// Every form of a page that changes something.
pub fn forms(body: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for part in body.split("<form ").skip(1) {
        let whole = part.split("</form>").next().unwrap();
        let head = whole.split('>').next().unwrap();
        if attribute(head, "method").as_deref() != Some("post") {
            continue;
        }
        let Some(action) = attribute(head, "action") else { continue };
        found.push(Found { action, fields: fields(whole) });
    }
    found
}

fn fields(form: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    for tag in form.split('<').skip(1) {
        let (head, after) = tag.split_once('>').unwrap_or((tag, ""));
        let Some(name) = attribute(head, "name") else { continue };
        let typed = |value| Field { name: name.clone(), value, is_typed: true };
        let chosen = |value| Field { name: name.clone(), value, is_typed: false };
        match (head.split([' ', '\n']).next().unwrap(), attribute(head, "type").as_deref()) {
            ("input", Some("checkbox" | "radio")) if !head.contains(" checked") => {}
            ("input", Some("hidden" | "checkbox" | "radio")) => {
                fields.push(chosen(attribute(head, "value").unwrap_or_else(|| "on".to_owned())));
            }
            ("input", _) => fields.push(typed(attribute(head, "value").unwrap_or_default())),
            ("textarea", _) => fields.push(typed(plain(after))),
            ("select", _) => fields.push(chosen(first_choice(form, &name))),
            _ => {}
        }
    }
    fields
}

/// The choice that is selected, or the first one.
fn first_choice(form: &str, name: &str) -> String {
    let list = form.split(&format!("name=\"{name}\"")).nth(1).unwrap().split("</select>").next().unwrap();
    let options: Vec<&str> = list.split("<option").skip(1).collect();
    let selected = options.iter().find(|option| option.split('>').next().unwrap().contains(" selected"));
    selected.or(options.first()).and_then(|option| attribute(option, "value")).unwrap_or_default()
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let (_, rest) = format!(" {head}").split_once(&format!(" {name}=\"")).map(|(a, b)| (a.to_owned(), b.to_owned()))?;
    rest.split('"').next().map(plain)
}

fn plain(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&")
}
