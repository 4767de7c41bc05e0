//! Settings, Sending: which channels are set up, and a test of each.

use askama::Template;
use axum::extract::State;
use keylink_domain::delivery::Channel;
use keylink_service::Trouble;
use keylink_service::delivery::{Offer, Tested};

use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Section, frame, not_found, show as page};
use super::session::Visitor;
use crate::app::App;

/// A channel on the page.
struct Row {
    code: &'static str,
    title: &'static str,
    about: &'static str,
    is_set_up: bool,
    how_to: &'static str,
    /// What the address of a test is called; nothing where it goes to one place.
    label: &'static str,
}

#[derive(Template)]
#[template(path = "control/sending.html")]
struct SendingPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    form: &'a Form,
    tested: Option<Tested>,
}

/// The channels.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let form = Form::new().with("mail", visitor.signed.user.email.clone());
    Ok(sending_page(&app, &visitor, &form, None))
}

/// Sends a test and says what came of it.
pub async fn test(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let Some(channel) = Channel::parse(form.value("channel")) else { return Ok(not_found()) };
    let address = form.value(channel.as_str()).to_owned();
    let tested = app.house.send_test(&visitor.actor(), channel, &address).await;
    let tested = tested.map_err(|trouble| match trouble {
        Trouble::Invalid { field: "address", message } => Trouble::Invalid { field: channel.as_str(), message },
        other => other,
    });
    let tested = form.hold(tested)?;
    Ok(sending_page(&app, &visitor, &form, tested))
}

fn sending_page(app: &App, visitor: &Visitor, form: &Form, tested: Option<Tested>) -> axum::response::Response {
    let template = SendingPage {
        frame: frame(visitor, Section::Settings, "Sending"),
        tabs: tabs(visitor, "sending"),
        rows: app.house.channels().iter().map(row).collect(),
        form,
        tested,
    };
    page(form.status(), &template)
}

fn row(offer: &Offer) -> Row {
    let (title, about, label) = match offer.channel {
        Channel::Mail => ("E-mail", "Links go out by your mail server.", "Mail address"),
        Channel::Sms => {
            ("Text message", "Links go out by Twilio, or a provider that speaks as it does.", "Phone number")
        }
        Channel::Slack => ("Slack", "Links go to people and channels of your Slack.", "Channel or person"),
    };
    let label = if offer.goes_to_one_place { "" } else { label };
    Row { code: offer.channel.as_str(), title, about, is_set_up: offer.is_set_up, how_to: offer.how_to_set_up(), label }
}
