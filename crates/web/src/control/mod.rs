//! The control center at `/control`, signing in, and the first set-up: every route in one list.

mod access;
mod alert;
mod altered;
mod announcement;
pub(crate) mod arrival;
pub(crate) mod badge;
mod bounds;
pub(crate) mod choice;
mod contact;
mod controller;
mod credential;
pub(crate) mod delivery;
mod device;
mod door;
pub(crate) mod door_view;
mod event;
mod export;
mod find;
pub(crate) mod form;
mod go;
mod group;
pub mod history;
mod hold;
mod invitation;
mod leaf;
pub(crate) mod link;
mod link_bounds;
pub(crate) mod link_ends;
pub(crate) mod link_fields;
mod link_form;
mod link_guests;
pub(crate) mod link_view;
pub(crate) mod live;
mod offer;
mod openid;
mod organization;
pub(crate) mod origin;
mod overview;
mod own;
pub mod page;
mod passkey;
mod picture;
pub mod prove;
mod removal;
mod schedule;
mod schedule_fields;
mod sending;
pub(crate) mod sentence;
pub(crate) mod session;
mod setup;
mod sign_in;
mod signed_in;
mod site;
mod template;
pub(crate) mod time;
mod token;
mod unlock_words;
mod user;
mod webhook;
mod wording;

use axum::Router;
use axum::http::{HeaderMap, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Redirect, Response};
use keylink_domain::user::Role;

pub(crate) use self::alert::trouble as alert_trouble;
use self::session::Visitor;
use crate::app::App;
use crate::listed::routes;

routes! {
    get "/" => home;
    get "/setup/{secret}" => setup::ask;
    post "/setup/{secret}" => setup::set_up;
    get "/sign-in" => sign_in::ask;
    post "/sign-in" => sign_in::sign_in;
    post "/sign-in/passkey/ask" => sign_in::ask_passkey;
    post "/sign-in/passkey" => sign_in::sign_in_by_passkey;
    post "/sign-in/openid" => openid::depart;
    get "/sign-in/openid/back" => openid::back;
    post "/sign-in/openid/back" => openid::arrive;
    get "/sign-in/mail" => sign_in::ask_mail;
    post "/sign-in/mail" => sign_in::send_mail;
    get "/sign-in/{secret}" => sign_in::ask_once;
    post "/sign-in/{secret}" => sign_in::sign_in_once;
    post "/sign-out" => sign_in::sign_out;
    get "/invitation/{secret}" => invitation::ask;
    post "/invitation/{secret}" => invitation::accept;
    post "/invitation/{secret}/passkey/ask" => invitation::ask_passkey;
    post "/invitation/{secret}/passkey" => invitation::accept_with_passkey;

    get "/control" => overview::show;
    get "/control/go" => go::show;

    get "/control/doors" => door::list;
    get "/control/doors/live" => live::doors;
    get "/control/doors/new" => door::ask_new;
    post "/control/doors/new" => door::add;
    get "/control/doors/groups" => group::list_doors;
    post "/control/doors/groups" => group::add_doors;
    get "/control/doors/schedules" => schedule::list;
    get "/control/doors/{door}" => door::show;
    post "/control/doors/{door}" => door::change;
    post "/control/doors/{door}/state" => door::change_state;
    post "/control/doors/{door}/plan" => door::change_plan;
    post "/control/doors/{door}/unlock" => door::unlock;
    get "/control/doors/{door}/remove" => removal::ask_door;
    post "/control/doors/{door}/remove" => removal::door;
    post "/control/doors/{door}/access" => access::give_to_door;
    post "/control/doors/{door}/access/{access}" => access::change_of_door;

    get "/control/schedules/new" => schedule::ask_new;
    post "/control/schedules/new" => schedule::make;
    get "/control/schedules/{schedule}" => schedule::show;
    post "/control/schedules/{schedule}" => schedule::change;
    get "/control/schedules/{schedule}/remove" => schedule::ask_remove;
    post "/control/schedules/{schedule}/remove" => schedule::remove;

    get "/control/links" => link::list;
    post "/control/links/revoke" => link::revoke_many;
    get "/control/links/new" => link_form::ask_new;
    post "/control/links/new" => link_form::make;
    get "/control/links/{link}" => link::show;
    post "/control/links/{link}" => link_form::change;
    post "/control/links/{link}/arrivals" => arrival::wish;
    post "/control/links/{link}/copy" => link::copy;
    post "/control/links/{link}/deliveries" => delivery::send;
    post "/control/links/{link}/deliveries/{delivery}/again" => delivery::again;
    post "/control/links/{link}/device" => link_guests::free_device;
    post "/control/links/{link}/handed" => delivery::hand_over;
    get "/control/links/{link}/rotate" => link::ask_rotate;
    post "/control/links/{link}/rotate" => link::rotate;
    get "/control/links/{link}/revoke" => link::ask_revoke;
    post "/control/links/{link}/revoke" => link::revoke;
    post "/control/links/{link}/webhook" => webhook::make;
    post "/control/links/{link}/webhook/rotate" => webhook::rotate;
    get "/control/links/{link}/webhook/remove" => webhook::ask;
    post "/control/links/{link}/webhook/remove" => webhook::remove;

    get "/control/people" => user::list;
    post "/control/people" => user::add;
    get "/control/people/groups" => group::list_users;
    post "/control/people/groups" => group::add_users;
    get "/control/people/{user}" => user::show;
    post "/control/people/{user}" => user::change;
    post "/control/people/{user}/state" => user::change_state;
    post "/control/people/{user}/sign-in-link" => user::make_sign_in_link;
    post "/control/people/{user}/invitation" => invitation::invite;
    post "/control/people/{user}/invitation/revoke" => invitation::revoke;
    post "/control/people/{user}/sessions/end" => signed_in::end;
    post "/control/people/{user}/credentials" => credential::give;
    get "/control/people/{user}/credentials/{credential}" => credential::ask;
    post "/control/people/{user}/credentials/{credential}" => credential::change;
    get "/control/people/{user}/credentials/{credential}/edit" => credential::ask_change;
    post "/control/people/{user}/credentials/{credential}/edit" => credential::edit;
    post "/control/people/{user}/access" => access::give_to_user;
    post "/control/people/{user}/access/{access}" => access::change_of_user;
    get "/control/access/{access}" => access::ask_change;
    post "/control/access/{access}" => access::save;

    get "/control/groups/{group}" => group::show;
    post "/control/groups/{group}" => group::rename;
    post "/control/groups/{group}/members" => group::change_members;
    get "/control/groups/{group}/remove" => group::ask_remove;
    post "/control/groups/{group}/remove" => group::remove;
    post "/control/groups/{group}/access" => access::give_to_group;
    post "/control/groups/{group}/access/{access}" => access::change_of_group;

    get "/control/events" => event::list;
    post "/control/events/export" => export::export;
    get "/control/events/live" => live::events;

    get "/control/settings" => organization::show;
    post "/control/settings" => organization::change;
    get "/control/settings/links" => bounds::show;
    post "/control/settings/links" => bounds::change;
    get "/control/settings/templates/new" => template::ask_new;
    post "/control/settings/templates/new" => template::make;
    get "/control/settings/templates/{template}" => template::show;
    post "/control/settings/templates/{template}" => template::change;
    get "/control/settings/templates/{template}/remove" => template::ask_remove;
    post "/control/settings/templates/{template}/remove" => template::remove;
    get "/control/settings/sites" => site::list;
    post "/control/settings/sites" => site::add;
    get "/control/settings/sites/{site}" => site::show;
    post "/control/settings/sites/{site}" => site::change;
    post "/control/settings/sites/{site}/contact" => contact::set_site;
    get "/control/settings/sites/{site}/lockdown" => site::ask_lockdown;
    post "/control/settings/sites/{site}/lockdown" => site::lock_down;
    get "/control/settings/sites/{site}/remove" => removal::ask_site;
    post "/control/settings/sites/{site}/remove" => removal::site;
    get "/control/settings/controllers" => controller::list;
    post "/control/settings/controllers" => controller::add;
    get "/control/settings/controllers/find" => find::ask;
    post "/control/settings/controllers/find" => find::search;
    get "/control/settings/controllers/new/{driver}" => device::ask_new;
    post "/control/settings/controllers/new/{driver}" => device::add;
    get "/control/settings/controllers/{controller}" => device::show;
    post "/control/settings/controllers/{controller}" => device::change;
    post "/control/settings/controllers/{controller}/test" => device::test;
    post "/control/settings/controllers/{controller}/doors" => offer::add;
    post "/control/settings/controllers/{controller}/code" => device::make_code;
    post "/control/settings/controllers/{controller}/pulse" => device::pulse;
    get "/control/settings/controllers/{controller}/rotate" => controller::ask_rotate;
    post "/control/settings/controllers/{controller}/rotate" => controller::rotate;
    get "/control/settings/controllers/{controller}/remove" => removal::ask_controller;
    post "/control/settings/controllers/{controller}/remove" => removal::controller;
    get "/control/settings/sending" => sending::show;
    post "/control/settings/sending" => sending::test;
    get "/control/settings/messages" => wording::show;
    post "/control/settings/messages" => wording::change;
    get "/control/settings/home-assistant" => announcement::show;
    post "/control/settings/home-assistant" => announcement::change;
    post "/control/settings/home-assistant/remove" => announcement::remove;
    get "/control/settings/alerts" => alert::show;
    post "/control/settings/alerts" => alert::change;
    post "/control/settings/alerts/wish" => alert::wish;
    get "/control/settings/tokens" => token::list;
    post "/control/settings/tokens" => token::make;
    post "/control/settings/tokens/{token}/revoke" => token::revoke;
    get "/control/settings/own" => own::show;
    post "/control/settings/own/password" => own::change_password;
    post "/control/settings/own/codes" => own::turn_codes_on;
    post "/control/settings/own/codes/off" => own::turn_codes_off;
    post "/control/settings/own/contact" => contact::set_own;
    post "/control/settings/own/recovery-codes" => own::renew_recovery_codes;
    post "/control/settings/own/passkeys/new" => passkey::ask_new;
    post "/control/settings/own/passkeys/ask" => passkey::question;
    post "/control/settings/own/passkeys" => passkey::add;
    post "/control/settings/own/passkeys/{passkey}" => passkey::rename;
    post "/control/settings/own/passkeys/{passkey}/remove" => passkey::remove;
    post "/control/settings/own/sessions/end" => signed_in::end_own;
    post "/control/prove/ask" => prove::question;

    get "/control/{*rest}" => nowhere;
}

/// Every route of the control center, behind the guard against forged forms, with the headers of every page.
pub fn routes(app: &App) -> Router<App> {
    listed()
        .fallback(lost)
        .layer(from_fn_with_state(app.clone(), prove::guard))
        .layer(from_fn_with_state(app.clone(), origin::guard))
        .layer(from_fn(page::headers))
}

/// Addresses that lead nowhere; who is not signed in is not told which those are.
async fn nowhere(_visitor: Visitor) -> Response {
    page::not_found()
}

/// Addresses beside everything that there is.
async fn lost() -> Response {
    page::not_found()
}

/// Members come for their doors, and most on a phone; everybody else, and everybody at a desk, to look after things.
async fn home(visitor: Visitor, headers: HeaderMap) -> Redirect {
    let is_member = visitor.signed.user.role == Role::Member;
    Redirect::to(if is_member && is_phone(&headers) { "/app" } else { "/control" })
}

/// As browsers say it of themselves: those of phones have said "Mobi" for as long as there are any.
fn is_phone(headers: &HeaderMap) -> bool {
    headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).is_some_and(|agent| agent.contains("Mobi"))
}
