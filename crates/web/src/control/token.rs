//! API tokens: listed, made, shown once, revoked.

use askama::Template;
use axum::extract::State;
use keylink_domain::id::TokenId;

use super::badge::{self, Badge};
use super::controller::{fresh_key, key_of};
use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;

/// A token in the list.
struct Row {
    id: String,
    name: String,
    user: String,
    made: Shown,
    badge: Badge,
    is_revoked: bool,
}

#[derive(Template)]
#[template(path = "control/tokens.html")]
struct TokensPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    form: &'a Form,
    made: Option<String>,
    key: String,
}

/// All tokens that the visitor may see.
pub async fn list(State(app): State<App>, visitor: Visitor) -> Answer {
    tokens_page(&app, &visitor, &Form::new(), None).await
}

/// Makes a token that acts for the visitor.
pub async fn make(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let key = key_of(&visitor, &form, "token")?;
    let made = app.house.make_token_once(&visitor.actor(), visitor.signed.user.id, form.value("name"), key).await;
    match form.hold(made)? {
        Some(made) => tokens_page(&app, &visitor, &Form::new(), Some(made.reveal())).await,
        None => tokens_page(&app, &visitor, &form, None).await,
    }
}

/// Revokes a token.
pub async fn revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<TokenId>) -> Answer {
    app.house.revoke_token(&visitor.actor(), id).await?;
    Ok(done("/control/settings/tokens", "token-revoked"))
}

async fn tokens_page(app: &App, visitor: &Visitor, form: &Form, made: Option<String>) -> Answer {
    let (actor, now) = (visitor.actor(), app.house.now());
    let users = app.house.users(&actor).await?;
    let tokens = app.house.tokens(&actor).await?;
    let rows = tokens.iter().rev().map(|token| Row {
        id: token.id.to_string(),
        name: token.name.clone(),
        user: users.iter().find(|user| user.id == token.user).map(|user| user.name.clone()).unwrap_or_default(),
        made: time::to_the_minute(token.created_at, &visitor.zone(), now),
        badge: badge::token(token.revoked_at.is_some()),
        is_revoked: token.revoked_at.is_some(),
    });
    let template = TokensPage {
        frame: frame(visitor, Section::Settings, "API tokens"),
        tabs: tabs(visitor, "tokens"),
        rows: rows.collect(),
        form,
        made,
        key: fresh_key(app),
    };
    Ok(page(form.status(), &template))
}
