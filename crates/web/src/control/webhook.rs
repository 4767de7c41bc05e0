//! A link's webhook URL on the link's page: made, shown again, renewed, taken away.

use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::id::LinkId;

use super::form::Form;
use super::link::{Beside, ConfirmPage, Handed, handed_webhook, link_page, page_of};
use super::page::{Answer, Id, Section, done, frame, show as page};
use super::session::Visitor;
use crate::app::App;

/// Makes the link's webhook URL, or shows the one that it has.
pub async fn make(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let known = app.house.webhook(&visitor.actor(), id).await?.is_some();
    let shown = app.house.make_webhook(&visitor.actor(), id).await?;
    let done = if known {
        "This is the webhook URL again. That it was copied is in the log."
    } else {
        "The webhook URL is ready."
    };
    show(&app, &visitor, id, handed_webhook(shown, done)).await
}

/// Asks whether the webhook URL shall be another, or none.
pub async fn ask(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let message = "Programs that use it can open nothing with it any more. The guest\u{2019}s link stays as it is. You can make a new webhook URL at any time.";
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Links, "Remove the webhook URL"),
        question: format!("Remove the webhook URL of \u{201c}{}\u{201d}?", link.name),
        message: message.to_owned(),
        act: "Remove it",
        action: format!("{}/webhook/remove", page_of(id)),
        back: page_of(id),
        field: None,
    };
    Ok(page(StatusCode::OK, &template))
}

/// Takes the webhook URL away.
pub async fn remove(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    app.house.remove_webhook(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "webhook-removed"))
}

/// Gives the webhook URL a new secret.
pub async fn rotate(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let shown = app.house.rotate_webhook(&visitor.actor(), id, form.read("generation")).await?;
    show(&app, &visitor, id, handed_webhook(shown, "This is the new webhook URL. The old one is dead.")).await
}

async fn show(app: &App, visitor: &Visitor, id: LinkId, handed: Handed) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    link_page(app, visitor, &link, Beside { handed: Some(handed), ..Beside::default() }).await
}
