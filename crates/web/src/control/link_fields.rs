//! The fields of a link's form: what they need to be shown, and how they are read. The control center and the app
//! both ask with them.

use jiff::Timestamp;
use keylink_domain::contact::ContactShown;
use keylink_domain::delivery::Channel;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::DoorId;
use keylink_domain::link::Link;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::secret::fingerprint_text;
use keylink_domain::user::User;
use keylink_domain::validity::DurationMs;
use keylink_domain::window::ValidityInput;
use keylink_domain::zone::Zone;
use keylink_service::door::DoorNow;
use keylink_service::link::{ChangeLink, NewLink};
use keylink_service::{IdempotencyKey, Trouble};

use super::choice::Choice;
use super::delivery::is_set_up;
use super::form::Form;
use super::link_bounds::FormBounds;
pub use super::link_bounds::{begun, chosen_anew, longest};
use super::link_ends::{Way, Within, minutes, read_typed, ways_to_change};
use super::page::Failure;
use super::session::Visitor;
use super::time;
use crate::app::App;
use crate::language::Language;

/// A door to choose.
pub struct DoorChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its building.
    pub site: String,
    /// Whether the form names it.
    pub is_chosen: bool,
    /// Whether the maker may share it.
    pub may_share: bool,
    /// The zone of its building's clock.
    pub zone: String,
    /// What that clock says now.
    pub now_there: String,
}

/// What the fields of a link's form need.
pub struct LinkFields<'a> {
    /// What was typed.
    pub form: &'a Form,
    /// What the fields of a link that exists held when its page was made: so it is known which of them were touched.
    pub base: String,
    /// The doors to choose from.
    pub doors: Vec<DoorChoice>,
    /// The languages to choose from.
    pub languages: Vec<Choice>,
    /// The units of lengths of time.
    pub units: Vec<Choice>,
    /// The ways to say when it ends.
    pub ends: Vec<Way>,
    /// The zone of the times.
    pub zone: String,
    /// Whether the doors to choose from stand in several zones, so that the choice decides about the clock.
    pub has_zones: bool,
    /// What the clock says there.
    pub now_there: String,
    /// Whose contact the guest may be shown.
    pub contacts: Vec<Choice>,
    /// Whether the link exists already.
    pub exists: bool,
    /// Whether it has a PIN already.
    pub has_pin: bool,
    /// Whether it is, or will be, the visitor's own.
    pub is_own: bool,
    /// Whether its maker turned notifications on somewhere.
    pub has_browsers: bool,
    /// Whether mail can be sent.
    pub offers_mail: bool,
    /// The templates to begin with.
    pub templates: Vec<Choice>,
    /// Which one is chosen, by its id; empty where none is.
    pub template: String,
    /// Whether one is chosen.
    pub has_template: bool,
    /// Whether one must be.
    pub needs_template: bool,
    /// The longest link that may be made, in words; empty where there is no limit.
    pub longest: String,
    /// The same as it is.
    pub longest_ms: Option<DurationMs>,
    /// The largest number of uses; empty where there is no limit.
    pub most_uses: String,
}

/// The choice of no template.
pub const NO_TEMPLATE: &str = "none";

const CONTACTS: [(&str, &str); 3] = [
    ("nobody", "The maker\u{2019}s name alone"),
    ("maker", "The maker\u{2019}s contact"),
    ("site", "The building\u{2019}s contact"),
];

impl<'a> LinkFields<'a> {
    /// The fields of a form: of a new link, or of one that exists.
    pub async fn new(
        app: &App,
        visitor: &Visitor,
        form: &'a Form,
        doors: &[DoorNow],
        link: Option<&Link>,
    ) -> Result<Self, Failure> {
        let maker = match link {
            Some(link) => link.maker,
            None => key_holder(app, visitor, form).await?.map_or(visitor.signed.user.id, |holder| holder.id),
        };
        let rights = app.house.rights(&visitor.actor(), Some(maker), None).await?;
        let may_share = |id: DoorId| rights.iter().any(|right| right.door == id && right.access.remote_unlock);
        let now = app.house.now();
        let choices = doors.iter().map(|known| {
            let zone = visitor.zone_of(known.door.site);
            DoorChoice {
                id: known.door.id.to_string(),
                name: known.door.name.clone(),
                site: visitor.site_name(known.door.site).to_owned(),
                is_chosen: form.is("doors", &known.door.id.to_string()),
                may_share: may_share(known.door.id),
                now_there: time::field(now, &zone),
                zone: zone.name().to_owned(),
            }
        });
        let bounds = FormBounds::of(app, visitor, form, link).await?;
        let within = |choice: &DoorChoice| {
            bounds.chosen.as_ref().is_none_or(|known| known.doors.iter().any(|door| door.to_string() == choice.id))
        };
        let longest = bounds.longest.map(time::length).unwrap_or_default();
        let offered = choices.filter(|choice| (choice.may_share || choice.is_chosen) && within(choice));
        let mut choices: Vec<DoorChoice> = offered.collect();
        choices.extend(link.into_iter().flat_map(|link| unseen(link, doors, form)));
        let zone = match link {
            // What is typed into the form of a link that exists is meant on the link's own clock.
            Some(link) => link.validity.zone.clone(),
            None => zone_of_chosen(visitor, form, doors)
                .or_else(|| choices.first().and_then(|choice| Zone::parse(&choice.zone).ok()))
                .unwrap_or_else(|| visitor.zone()),
        };
        let ends = match link {
            Some(link) => ways_to_change(bounds.longest, link.validity.until.is_some()),
            None => Within::showing(bounds.longest, &zone, now).ways(),
        };
        Ok(Self {
            form,
            base: form
                .some("base")
                .map_or_else(|| link.map(|link| fields_of(link).as_base()).unwrap_or_default(), str::to_owned),
            has_zones: choices.iter().any(|choice| Some(&choice.zone) != choices.first().map(|first| &first.zone)),
            doors: choices,
            languages: languages(app, link.and_then(|link| link.language.as_deref())),
            units: time::units(form, "first_use_unit"),
            ends,
            templates: bounds.choices,
            template: bounds.chosen.as_ref().map(|known| known.id.to_string()).unwrap_or_default(),
            has_template: bounds.chosen.is_some(),
            needs_template: bounds.needs_template,
            most_uses: bounds.most_uses.map(|most| most.to_string()).unwrap_or_default(),
            longest,
            longest_ms: bounds.longest,
            now_there: time::field(now, &zone),
            zone: zone.name().to_owned(),
            contacts: CONTACTS.map(|(value, label)| Choice::new(value, label)).into(),
            exists: link.is_some(),
            has_pin: link.is_some_and(|link| link.terms.pin.is_set),
            is_own: maker == visitor.signed.user.id,
            has_browsers: app.house.has_notifications(&visitor.actor(), maker).await?,
            offers_mail: is_set_up(app, Channel::Mail),
        })
    }
}

/// Under whose cloud key a new link is made, where that is another's.
pub async fn key_holder(app: &App, visitor: &Visitor, form: &Form) -> Result<Option<User>, Failure> {
    let Ok(id) = form.value("credential").parse() else { return Ok(None) };
    let holder = match app.house.credential(&visitor.actor(), id).await {
        Ok(key) => key.user,
        // What becomes of such a key is told when the link is to be made.
        Err(Trouble::NotFound(_)) => return Ok(None),
        Err(trouble) => return Err(trouble.into()),
    };
    let users = app.house.users(&visitor.actor()).await?;
    Ok(users.into_iter().find(|user| user.id == holder && holder != visitor.signed.user.id))
}

impl LinkFields<'_> {
    /// Whether it is this template that is chosen, or none.
    pub fn is_template(&self, choice: &Choice) -> bool {
        choice.value == if self.has_template { &self.template } else { NO_TEMPLATE }
    }

    /// Whether a template must be chosen before there is anything to fill in.
    pub fn begins_with_template(&self) -> bool {
        self.needs_template && !self.has_template && self.form.some("name").is_none()
    }

    /// The longest that a link may last, in minutes, for the page's script and for the form to tell what it showed.
    pub fn longest_minutes(&self) -> String {
        self.longest_ms.map(minutes).unwrap_or_default()
    }

    /// What stands under the number of uses.
    pub fn uses_help(&self) -> String {
        match self.most_uses.as_str() {
            "" => "Empty means as often as wanted.".to_owned(),
            most => format!("At most {most}."),
        }
    }
}

/// The languages that guests' pages are written in, each by its own name; and one that is chosen already.
pub fn languages(app: &App, own: Option<&str>) -> Vec<Choice> {
    let all = app.languages.all();
    let known = all.iter().map(|language| Choice::new(language.tag(), language.name()));
    // A tag that came by the API, such as pt-BR, stays what it is when the form is saved.
    let other = own.filter(|own| all.iter().all(|language| language.tag() != *own));
    let other = other.map(|tag| Choice::new(tag, app.languages.meant(tag).map_or(tag, Language::name)));
    [Choice::new("", "The guest\u{2019}s own")].into_iter().chain(known).chain(other).collect()
}

/// Doors of a link that its maker is not shown any more: they lost their access to them.
fn unseen(link: &Link, doors: &[DoorNow], form: &Form) -> Vec<DoorChoice> {
    let is_shown = |id: &DoorId| doors.iter().any(|known| known.door.id == *id);
    let lost = link.doors.iter().filter(|id| !is_shown(id));
    let choice = |id: &DoorId| DoorChoice {
        id: id.to_string(),
        name: "A door that you have no access to any more".to_owned(),
        site: "opens nothing".to_owned(),
        is_chosen: form.is("doors", &id.to_string()),
        may_share: false,
        zone: link.validity.zone.name().to_owned(),
        now_there: String::new(),
    };
    lost.map(choice).filter(|choice| choice.is_chosen).collect()
}

/// The zone of the first door that a form names: in it the house reads the times of a new link.
fn zone_of_chosen(visitor: &Visitor, form: &Form, doors: &[DoorNow]) -> Option<Zone> {
    let named = |id: &str| doors.iter().find(|known| known.door.id.to_string() == id);
    form.all("doors").find_map(named).map(|known| visitor.zone_of(known.door.site))
}

/// The zone in which the times of a new link are meant.
pub async fn zone_of_first(app: &App, visitor: &Visitor, form: &Form) -> Result<Zone, Failure> {
    let doors = app.house.doors(&visitor.actor()).await?;
    Ok(zone_of_chosen(visitor, form, &doors).unwrap_or_else(|| visitor.zone()))
}

/// The same form of the same page is the same request, however often it is sent; another form is another.
pub fn idempotency_key(visitor: &Visitor, form: &Form) -> Result<IdempotencyKey, Failure> {
    let body = form.whole();
    let user = visitor.signed.user.id.uuid();
    let text = fingerprint_text(&[b"control link", user.as_bytes(), body.as_bytes()]);
    Ok(IdempotencyKey::new(&text, &[b"control link", body.as_bytes()])?)
}

/// What a form says of a new link; nothing if a field is wrong.
pub fn new_link(form: &mut Form, within: Within<'_>) -> Option<NewLink> {
    let from: Option<Moment> = form.read("valid_from");
    let (until, duration) = within.read(form, from);
    let after_first_use = time::length_typed(form, "first_use", "first_use_unit", "after_first_use");
    let validity = ValidityInput {
        from,
        until,
        duration,
        after_first_use,
        hours: form.read::<WeeklyHours>("hours"),
        max_uses: form.read_number("max_uses"),
    };
    let (doors, arrivals) = (doors_of(form), super::arrival::wish_of(form));
    let (credential, template) = (form.read("credential"), form.read("template"));
    (!form.is_wrong()).then(|| NewLink {
        name: form.value("name").to_owned(),
        description: form.value("description").to_owned(),
        doors,
        validity,
        language: form.some("language").map(str::to_owned),
        credential,
        arrivals,
        template,
        maker: None,
        share_on: form.is("share_on", "on"),
        pin: form.some("pin").map(str::to_owned),
        first_device_only: form.is("first_device_only", "on"),
        contact: contact_of(form),
    })
}

/// Whose contact the guest is shown, as the form says.
fn contact_of(form: &Form) -> ContactShown {
    ContactShown::parse(form.value("contact")).unwrap_or_default()
}

/// What a form changes of a link. Times that still read as the link's own stay to the millisecond.
pub fn changed_link(form: &mut Form, old: &Link) -> Option<ChangeLink> {
    let (validity, zone) = (&old.validity, &old.validity.zone);
    let own = |at: Option<Timestamp>| at.map(|at| time::field(at, zone)).unwrap_or_default();
    // The form says that it is on the link's own clock, whichever doors it will name.
    let on_its_clock = |form: &mut Form, field, read: Option<Moment>, end: bool| {
        let meant = read.map(|at| if end { at.as_end(zone) } else { at.as_start(zone) }).transpose();
        meant.map_err(|error| form.refuse(field, error)).ok().flatten().map(|meant| Moment::Instant(meant.instant))
    };
    let from = (form.value("valid_from") != own(validity.from)).then(|| form.read::<Moment>("valid_from"));
    let from = from.map(|from| on_its_clock(form, "valid_from", from, false));
    let (until, duration) = match form.value("ends") {
        "until" if form.value("valid_until") == own(validity.until) => (None, None),
        "never" => (Some(None), None),
        _ => {
            let (until, duration) = read_typed(form);
            (on_its_clock(form, "valid_until", until, true).map(Some), duration)
        }
    };
    let after_first_use = first_use_of(form, old);
    let (hours, max_uses, revision) = (form.read("hours"), form.read_number("max_uses"), form.read("revision"));
    let doors = doors_of(form);
    (!form.is_wrong()).then(|| ChangeLink {
        revision,
        name: Some(form.value("name").to_owned()),
        description: Some(form.value("description").to_owned()),
        doors: Some(doors),
        from,
        until,
        duration,
        after_first_use,
        hours: Some(hours),
        max_uses: Some(max_uses),
        language: Some(form.some("language").map(str::to_owned)),
        share_on: Some(form.is("share_on", "on")),
        first_device_only: Some(form.is("first_device_only", "on")),
        contact: Some(contact_of(form)),
        // An empty field leaves the PIN as it is: nobody is shown it again.
        pin: match (form.is("no_pin", "on"), form.some("pin")) {
            (true, _) => Some(None),
            (false, pin) => pin.map(|pin| Some(pin.to_owned())),
        },
    })
}

/// The time after the first use, where another was typed: a text that says what is there alters nothing.
fn first_use_of(form: &mut Form, old: &Link) -> Option<Option<Lasting>> {
    let own = fields_of(old);
    let is_own = ["first_use", "first_use_unit"].iter().all(|name| form.value(name) == own.value(name));
    (!is_own).then(|| time::length_typed(form, "first_use", "first_use_unit", "after_first_use"))
}

fn doors_of(form: &mut Form) -> Vec<DoorId> {
    let doors: Vec<DoorId> = form.all("doors").filter_map(|id| id.parse().ok()).collect();
    if doors.is_empty() {
        form.refuse("doors", "choose at least one door");
    }
    doors
}

/// The form of a link as it is.
pub fn fields_of(link: &Link) -> Form {
    let validity = &link.validity;
    let field = |at: Option<Timestamp>| at.map(|at| time::field(at, &validity.zone)).unwrap_or_default();
    let first_use = validity.after_first_use.map(time::count_and_unit);
    let form = Form::new()
        .with("name", &link.name)
        .with("description", &link.description)
        .with("valid_from", field(validity.from))
        .with("valid_until", field(validity.until))
        .with("ends", if validity.until.is_some() { "until" } else { "never" })
        .with("duration_unit", "hours")
        .with("first_use", first_use.map(|(count, _)| count.to_string()).unwrap_or_default())
        .with("first_use_unit", first_use.map_or("hours", |(_, unit)| unit))
        .with("hours", validity.hours.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("max_uses", validity.max_uses.map(|max| max.to_string()).unwrap_or_default())
        .with("language", link.language.clone().unwrap_or_default())
        .with("contact", link.terms.contact.as_str())
        .with("revision", link.revision.to_string());
    let on = |is_on: bool| is_on.then_some("on");
    let form = form.with_some("share_on", on(link.terms.share_on));
    let form = form.with_some("first_device_only", on(link.terms.first_device_only));
    link.doors.iter().fold(form, |form, door| form.with("doors", door.to_string()))
}
