//! How a line of the log looks: its colour and its icon.

use keylink_domain::event::EventKind;

use crate::tone::Tone;

pub(super) const fn look(kind: EventKind) -> (Tone, &'static str) {
    match kind {
        EventKind::UnlockGranted => (Tone::Quiet, "arrow-right"),
        EventKind::UnlockOpened => (Tone::Good, "lock-open"),
        EventKind::UnlockSent => (Tone::Good, "send"),
        EventKind::UnlockRefused => (Tone::Bad, "ban"),
        EventKind::UnlockFailed => (Tone::Bad, "circle-x"),
        EventKind::UnlockUnknown => (Tone::Warn, "circle-question-mark"),
        EventKind::UnlockAnsweredLate | EventKind::DoorHeld => (Tone::Warn, "timer"),
        EventKind::LinkSent | EventKind::LinkHanded | EventKind::LinkPassedOn | EventKind::SendingTested => {
            (Tone::Quiet, "send")
        }
        EventKind::LinkPinRefused => (Tone::Bad, "ban"),
        EventKind::LinkDeviceBound | EventKind::LinkDeviceFreed => (Tone::Quiet, "shield"),
        EventKind::ContactChanged => (Tone::Quiet, "user"),
        EventKind::DeliveryFailed | EventKind::NoticeFailed => (Tone::Bad, "circle-x"),
        EventKind::LinkCreated | EventKind::LinkChanged | EventKind::LinkCopied | EventKind::LinkRotated => {
            (Tone::Quiet, "link")
        }
        EventKind::EventsExported => (Tone::Quiet, "download"),
        EventKind::WebhookCreated | EventKind::WebhookRotated | EventKind::WebhookCopied => (Tone::Quiet, "webhook"),
        EventKind::WebhookRemoved | EventKind::LinkRevoked | EventKind::CredentialRevoked | EventKind::TokenRevoked => {
            (Tone::Warn, "ban")
        }
        EventKind::SiteLockdown => (Tone::Bad, "siren"),
        EventKind::SiteRemoved | EventKind::DoorRemoved | EventKind::ControllerRemoved => (Tone::Warn, "ban"),
        EventKind::SiteLockdownLifted => (Tone::Good, "siren"),
        EventKind::SiteCreated | EventKind::SiteChanged => (Tone::Quiet, "building-2"),
        EventKind::DoorCreated | EventKind::DoorChanged => (Tone::Quiet, "door-closed"),
        EventKind::ControllerOnline | EventKind::ControllerEnrolled => (Tone::Good, "wifi"),
        EventKind::ControllerOffline => (Tone::Bad, "wifi-off"),
        EventKind::ControllerCreated | EventKind::ControllerChanged | EventKind::ControllerRotated => {
            (Tone::Quiet, "cpu")
        }
        EventKind::DoorOpened | EventKind::DoorButton => (Tone::Quiet, "door-open"),
        EventKind::DoorHoldBegan => (Tone::Warn, "lock-open"),
        EventKind::DoorHoldEnded => (Tone::Quiet, "door-closed"),
        EventKind::DoorHoldFailed => (Tone::Bad, "circle-x"),
        EventKind::DoorClosed => (Tone::Quiet, "door-closed"),
        EventKind::DoorForced | EventKind::ControllerAlarm => (Tone::Bad, "siren"),
        EventKind::DoorCardGranted | EventKind::DoorCodeGranted => (Tone::Good, "lock-open"),
        EventKind::DoorCardRefused => (Tone::Bad, "ban"),
        EventKind::DoorReleased => (Tone::Warn, "lock-open"),
        EventKind::ControllerTold | EventKind::ControllerEventsMissed => (Tone::Warn, "cpu"),
        EventKind::UserSignedIn => (Tone::Quiet, "log-in"),
        EventKind::UserSignInFailed => (Tone::Bad, "log-in"),
        EventKind::UserCreated | EventKind::UserChanged => (Tone::Quiet, "user"),
        EventKind::CredentialCreated | EventKind::CredentialChanged => (Tone::Quiet, "key-round"),
        EventKind::CredentialPlaced | EventKind::CredentialTakenOff => (Tone::Quiet, "cpu"),
        EventKind::CredentialPlaceFailed => (Tone::Bad, "circle-x"),
        EventKind::ControllerCodeMade => (Tone::Quiet, "key-round"),
        EventKind::AccessGranted | EventKind::AccessChanged | EventKind::AccessRemoved => (Tone::Quiet, "shield"),
        EventKind::GroupCreated
        | EventKind::GroupChanged
        | EventKind::GroupJoined
        | EventKind::GroupLeft
        | EventKind::GroupRemoved => (Tone::Quiet, "users"),
        EventKind::ScheduleCreated | EventKind::ScheduleChanged | EventKind::ScheduleRemoved => (Tone::Quiet, "clock"),
        EventKind::OrganizationCreated | EventKind::OrganizationChanged => (Tone::Quiet, "settings"),
        EventKind::TemplateCreated | EventKind::TemplateChanged => (Tone::Quiet, "files"),
        EventKind::TemplateRemoved => (Tone::Warn, "ban"),
        EventKind::WordingChanged | EventKind::WordingRemoved => (Tone::Quiet, "message-square"),
        EventKind::AnnouncementChanged | EventKind::AnnouncementRemoved => (Tone::Quiet, "wifi"),
        EventKind::TokenCreated => (Tone::Quiet, "code-xml"),
    }
}
