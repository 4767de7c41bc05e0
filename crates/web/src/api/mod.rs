//! The JSON API at `/api/v1`: one file per noun, every route in the list below.

mod access;
mod activity;
mod admit;
mod alert;
mod announcement;
mod arrival;
mod contact;
mod controller;
mod credential;
mod delivery;
mod door;
mod driver;
mod event;
mod find;
mod group;
mod invitation;
mod link;
mod link_body;
mod live;
mod openapi;
mod organization;
mod page;
mod problem;
mod schedule;
mod session;
mod site;
mod take;
mod template;
mod token;
mod unlock;
mod user;
mod webhook;
mod wire;
mod wording;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

pub(crate) use self::event::EventBody;
pub(crate) use self::problem::Problem;
pub(crate) use self::take::press_number;
pub(crate) use self::unlock::UnlockBody;

/// Every route of the API. A route is here with its description, so that none is missing in the document.
fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::head())
        .routes(routes!(door::list_doors, door::add_door))
        .routes(routes!(door::show_door, door::change_door, door::remove_door))
        .routes(routes!(unlock::unlock_door))
        .routes(routes!(link::list_links, link::make_link))
        .routes(routes!(link::show_link, link::change_link))
        .routes(routes!(link::revoke_link))
        .routes(routes!(link::rotate_link))
        .routes(routes!(link::copy_link))
        .routes(routes!(link::list_branches))
        .routes(routes!(link::free_link_device))
        .routes(routes!(contact::show_own_contact, contact::set_own_contact))
        .routes(routes!(contact::show_site_contact, contact::set_site_contact))
        .routes(routes!(delivery::list_deliveries, delivery::send_link))
        .routes(routes!(webhook::show_webhook, webhook::make_webhook, webhook::remove_webhook))
        .routes(routes!(webhook::rotate_webhook))
        .routes(routes!(event::list_events))
        .routes(routes!(live::live_events))
        .routes(routes!(activity::show_activity))
        .routes(routes!(arrival::show_arrivals, arrival::wish_arrivals))
        .routes(routes!(site::list_sites, site::add_site))
        .routes(routes!(site::show_site, site::change_site, site::remove_site))
        .routes(routes!(controller::list_controllers, controller::add_controller))
        .routes(routes!(controller::show_controller, controller::change_controller, controller::remove_controller))
        .routes(routes!(controller::test_controller))
        .routes(routes!(alert::show_alerts, alert::change_alerts))
        .routes(routes!(alert::wish_alerts))
        .routes(routes!(find::find_devices))
        .routes(routes!(driver::list_drivers))
        .routes(routes!(controller::rotate_controller))
        .routes(routes!(controller::make_enrolment_code))
        .routes(routes!(user::list_users, user::add_user))
        .routes(routes!(user::show_user, user::change_user))
        .routes(routes!(user::show_me))
        .routes(routes!(invitation::invite_user, invitation::revoke_invitation))
        .routes(routes!(session::list_sessions, session::end_sessions))
        .routes(routes!(credential::list_credentials, credential::add_credential))
        .routes(routes!(credential::show_credential, credential::change_credential))
        .routes(routes!(credential::list_placements))
        .routes(routes!(access::list_accesses, access::grant_access))
        .routes(routes!(access::show_access, access::change_access, access::remove_access))
        .routes(routes!(schedule::list_schedules, schedule::add_schedule))
        .routes(routes!(schedule::show_schedule, schedule::change_schedule, schedule::remove_schedule))
        .routes(routes!(group::list_groups, group::add_group))
        .routes(routes!(group::show_group, group::change_group, group::remove_group))
        .routes(routes!(access::list_rights))
        .routes(routes!(template::list_templates, template::add_template))
        .routes(routes!(template::show_template, template::change_template, template::remove_template))
        .routes(routes!(wording::list_wordings))
        .routes(routes!(wording::show_wording, wording::change_wording, wording::reset_wording))
        .routes(routes!(wording::preview_wording))
        .routes(routes!(organization::show_organization, organization::change_organization))
        .routes(routes!(
            announcement::show_announcement,
            announcement::change_announcement,
            announcement::remove_announcement
        ))
        .routes(routes!(token::list_tokens, token::make_token))
        .routes(routes!(token::revoke_token))
        .routes(routes!(openapi::show_document))
}

/// The API as a router, to be nested at `/api/v1`.
pub fn routes(_app: &App) -> Router<App> {
    let (router, _) = documented().split_for_parts();
    router
        .method_not_allowed_fallback(problem::no_method)
        .fallback(problem::no_route)
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(SetResponseHeaderLayer::overriding(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
}

/// The root of the API with a slash at its end, which belongs to nobody: a nested router has it without.
pub async fn nowhere() -> impl axum::response::IntoResponse {
    problem::no_route().await
}

/// Where a new thing is found.
fn created(nouns: &str, id: impl std::fmt::Display) -> [(HeaderName, HeaderValue); 1] {
    let path = HeaderValue::from_str(&format!("/api/v1/{nouns}/{id}"));
    [(header::LOCATION, path.unwrap_or(HeaderValue::from_static("/api/v1")))]
}
