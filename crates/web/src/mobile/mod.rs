//! The members' app at `/app`, for the phone: every route in one list.

mod activity;
mod delivery;
pub(crate) mod door;
mod history;
mod link;
mod me;
mod outcome;
pub(crate) mod page;
mod said;
mod share;
#[cfg(test)]
mod tests;
pub(crate) mod tongue;
mod way;
mod worker;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Redirect, Response};

use crate::app::App;
use crate::control::session::Visitor;
use crate::control::{live, origin, page as common, prove};
use crate::listed::routes;

routes! {
    get "/app" => door::list;
    get "/app/" => home;
    get "/app/doors/live" => live::own_doors;
    get "/app/doors/{door}/unlock" => door::back;
    post "/app/doors/{door}/unlock" => door::unlock;

    get "/app/share" => share::ask;
    post "/app/share" => share::make;

    get "/app/links" => link::list;
    get "/app/links/{link}" => link::show;
    post "/app/links/{link}" => link::change;
    post "/app/links/{link}/extend" => link::extend;
    post "/app/links/{link}/arrivals" => link::wish;
    get "/app/links/{link}/deliveries" => link::back;
    post "/app/links/{link}/deliveries" => delivery::send;
    post "/app/links/{link}/device" => link::free_device;
    post "/app/links/{link}/handed" => delivery::hand_over;
    get "/app/links/{link}/history" => history::show;
    get "/app/links/{link}/share" => link::back;
    post "/app/links/{link}/share" => share::again;
    get "/app/links/{link}/revoke" => link::ask_revoke;
    post "/app/links/{link}/revoke" => link::revoke;

    get "/app/activity" => activity::list;

    get "/app/me" => me::show;
    post "/app/me/language" => tongue::choose;
    post "/app/me/notifications" => me::turn_on;
    post "/app/me/notifications/off" => me::turn_off;
    post "/app/sign-out" => me::sign_out;

    get "/app/offline" => worker::offline;
    get "/app/sw.js" => worker::script;
    get "/app/manifest.webmanifest" => worker::manifest;

    get "/app/{*rest}" => nowhere;
}

/// Every route of the app, behind the guard against forged forms, with the headers of every page.
pub fn routes(app: &App) -> Router<App> {
    listed()
        .layer(from_fn_with_state(app.clone(), page::in_words))
        .layer(from_fn_with_state(app.clone(), prove::guard))
        .layer(from_fn_with_state(app.clone(), origin::guard))
        .layer(from_fn(common::headers))
}

/// Addresses that lead nowhere; who is not signed in is not told which those are.
async fn nowhere(_visitor: Visitor) -> Response {
    common::not_found()
}

async fn home(_visitor: Visitor) -> Redirect {
    Redirect::to("/app")
}
