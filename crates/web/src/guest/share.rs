//! The guest's forms beside the press: the PIN, passing the link on, withdrawing what was passed on. They work
//! without a script, and a robot that fills in forms does not get past the number that a person reads.

use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use keylink_domain::moment::Moment;
use keylink_service::Trouble;
use keylink_service::guest::{Carried, GuestView};
use keylink_service::link::{NewBranch, NotPassedOn, PinAnswer, TypedNumber};
use serde::Deserialize;

use super::handler::{path, visitor};
use super::{
    FormNumber, GivenStep, GuestPage, PinNotice, ShareWrong, Typed, View, carried, response, view, view_steps,
};
use crate::app::App;
use crate::client::Client;

/// What may stand behind the `?` of these pages.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
    withdraw: Option<String>,
}

/// The PIN as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PinForm {
    pin: String,
}

type Sent = Result<Form<Vec<(String, String)>>, axum::extract::rejection::FormRejection>;

/// One of these pages being asked for.
struct Asking<'a> {
    app: &'a App,
    secret: &'a str,
    client: Client,
    headers: &'a HeaderMap,
    lang: Option<&'a str>,
    carried: Carried,
}

impl<'a> Asking<'a> {
    fn new(app: &'a App, secret: &'a str, client: Client, headers: &'a HeaderMap, lang: Option<&'a str>) -> Self {
        Self { app, secret, client, headers, lang, carried: carried::read(app, headers, secret) }
    }

    async fn look(&self) -> Result<GuestView, Trouble> {
        self.app.house.guest_sharing(self.secret, &self.carried, self.client.0).await
    }

    /// The link as far as it may be passed on; else what its guest is answered.
    async fn sharing(&self) -> Result<GuestView, Response> {
        match self.look().await {
            Ok(guest) if view_steps::may_share(&guest) => Ok(guest),
            Ok(_) => Err(self.home()),
            Err(trouble) => Err(self.trouble(&trouble)),
        }
    }

    fn html(&self, view: View, link: Option<&str>) -> Response {
        response::html(&GuestPage { visitor: visitor(self.app, self.lang, self.headers, link), view })
    }

    fn trouble(&self, trouble: &Trouble) -> Response {
        self.html(view::of_trouble(trouble), None)
    }

    fn check(&self, guest: &GuestView) -> Result<FormNumber, Trouble> {
        let (number, ticket) = self.app.house.form_ticket(guest.secret)?;
        Ok(FormNumber { number, ticket })
    }

    /// Back to the link's page, which says what there is to say.
    fn home(&self) -> Response {
        self.to(path(self.secret).page().to_owned())
    }

    fn to(&self, to: String) -> Response {
        response::to(&self.lang.map_or_else(|| to.clone(), |lang| format!("{to}?lang={}", crate::query::encoded(lang))))
    }

    /// The form, with what was typed and what is wrong with it.
    async fn form(&self, typed: Typed, chosen: &[String], wrong: Option<ShareWrong>) -> Response {
        let guest = match self.sharing().await {
            Ok(guest) => guest,
            Err(answer) => return answer,
        };
        match self.check(&guest) {
            Ok(check) => {
                let view = view_steps::share(&guest, path(self.secret), check, typed, chosen, wrong);
                self.html(view, guest.link.language.as_deref())
            }
            Err(trouble) => self.trouble(&trouble),
        }
    }

    /// The question before a branch is withdrawn.
    async fn ask_withdraw(&self, branch: &str, wrong: bool) -> Response {
        let guest = match self.sharing().await {
            Ok(guest) => guest,
            Err(answer) => return answer,
        };
        let view =
            self.check(&guest).map(|check| view_steps::withdraw(&guest, path(self.secret), branch, check, wrong));
        match view {
            Ok(Some(view)) => self.html(view, guest.link.language.as_deref()),
            Ok(None) => self.to(path(self.secret).share()),
            Err(trouble) => self.trouble(&trouble),
        }
    }
}

/// `GET /k/{secret}/share`: the form, or with `?withdraw` the question. Changes nothing.
pub async fn ask(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
) -> Response {
    let asking = Asking::new(&app, &secret, client, &headers, asked.lang.as_deref());
    match &asked.withdraw {
        Some(branch) => asking.ask_withdraw(branch, false).await,
        None => asking.form(Typed::default(), &[], None).await,
    }
}

/// `POST /k/{secret}/share`: makes a branch. The same form sent twice makes one.
pub async fn make(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let asking = Asking::new(&app, &secret, client, &headers, asked.lang.as_deref());
    let fields = Fields(sent.map(|Form(fields)| fields).unwrap_or_default());
    let (typed, chosen) = (fields.typed(), fields.all("doors"));
    let wrong = |wrong| asking.form(typed.clone(), &chosen, Some(wrong));
    let new = match fields.branch() {
        Ok(new) => new,
        Err(what) => return wrong(what).await,
    };
    let check = fields.check();
    let name = new.name.trim().to_owned();
    let made = app.house.pass_on(&secret, &asking.carried, check, new, client.0).await;
    match made {
        Ok(made) => {
            let qr = crate::qr::svg(&made.url);
            let step = GivenStep { path: path(&secret), name, url: made.url, qr };
            asking.html(View::Given(Box::new(step)), made.link.language.as_deref())
        }
        Err(NotPassedOn::Name) => wrong(ShareWrong::Name).await,
        Err(NotPassedOn::Doors) => wrong(ShareWrong::Doors).await,
        Err(NotPassedOn::Window) => wrong(ShareWrong::Window).await,
        Err(NotPassedOn::Uses) => wrong(ShareWrong::Uses).await,
        Err(NotPassedOn::Number) => wrong(ShareWrong::Number).await,
        Err(NotPassedOn::Full) => wrong(ShareWrong::Full).await,
        Err(NotPassedOn::NotAllowed) => asking.home(),
        Err(NotPassedOn::Trouble(trouble)) => asking.trouble(&trouble),
    }
}

/// `POST /k/{secret}/share/withdraw`: a branch opens nothing any more.
pub async fn withdraw(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let asking = Asking::new(&app, &secret, client, &headers, asked.lang.as_deref());
    let fields = Fields(sent.map(|Form(fields)| fields).unwrap_or_default());
    let branch = fields.one("branch");
    let Ok(id) = branch.parse() else { return asking.to(path(&secret).share()) };
    match app.house.withdraw_branch(&secret, &asking.carried, fields.check(), id, client.0).await {
        Ok(_) => asking.to(path(&secret).share()),
        Err(NotPassedOn::Number) => asking.ask_withdraw(branch, true).await,
        Err(NotPassedOn::Trouble(trouble)) => asking.trouble(&trouble),
        Err(_) => asking.home(),
    }
}

/// `GET` of an address that is only posted to: back to the form.
pub async fn back(State(app): State<App>, Path(secret): Path<String>, client: Client, headers: HeaderMap) -> Response {
    Asking::new(&app, &secret, client, &headers, None).home()
}

/// `POST /k/{secret}/pin`: the PIN. Who knows it is not asked again on this device.
pub async fn pin(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
    form: Result<Form<PinForm>, axum::extract::rejection::FormRejection>,
) -> Response {
    let asking = Asking::new(&app, &secret, client, &headers, asked.lang.as_deref());
    let typed = form.map(|Form(form)| form.pin).unwrap_or_default();
    let notice = match app.house.try_pin(&secret, &typed, client.0).await {
        Ok(PinAnswer::Right { ticket }) => {
            let mut answer = asking.home();
            carried::keep_pin(&app, &mut answer, &secret, &ticket);
            return answer;
        }
        Ok(PinAnswer::Wrong) => PinNotice::Wrong,
        Ok(PinAnswer::Wait { until }) => PinNotice::Wait(until),
        // No link, or one that asks for none any more: its page tells.
        Err(Trouble::NotFound(_)) => return asking.home(),
        Err(trouble) => return asking.trouble(&trouble),
    };
    match asking.look().await {
        Ok(guest) if guest.asked == Some(keylink_domain::refusal::Refusal::PinNeeded) => {
            let maker = view::maker(&guest.maker_name).reached(&guest.contact);
            let view = view_steps::pin(&guest, path(&secret), maker, Some(notice));
            asking.html(view, guest.link.language.as_deref())
        }
        Ok(_) => asking.home(),
        Err(trouble) => asking.trouble(&trouble),
    }
}

/// The fields of a form that was sent.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(found, _)| found == name).map(|(_, value)| value.clone()).collect()
    }

    fn check(&self) -> TypedNumber<'_> {
        TypedNumber { number: self.one("number"), ticket: self.one("ticket") }
    }

    /// What stands in the form again; nobody typed more than the fields take.
    fn typed(&self) -> Typed {
        let short = |name: &str| self.one(name).chars().take(200).collect::<String>();
        Typed { name: short("name"), from: short("from"), until: short("until"), uses: short("uses") }
    }

    fn branch(&self) -> Result<NewBranch, ShareWrong> {
        let doors = self.all("doors").iter().map(|door| door.parse()).collect::<Result<Vec<_>, _>>();
        let moment = |name| match self.one(name).trim() {
            "" => Ok(None),
            text => Moment::parse(text).map(Some).map_err(|_| ShareWrong::Window),
        };
        let max_uses = match self.one("uses").trim() {
            "" => None,
            text => Some(text.parse().map_err(|_| ShareWrong::Uses)?),
        };
        Ok(NewBranch {
            name: self.one("name").to_owned(),
            doors: doors.map_err(|_| ShareWrong::Doors)?,
            from: moment("from")?,
            until: moment("until")?,
            max_uses,
        })
    }
}
