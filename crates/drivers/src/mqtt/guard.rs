//! Who may come in to the broker inside the program, and what they may say and hear there.

use std::collections::HashMap;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keylink_domain::id::ControllerId;
use mqtt5::broker::{AuthProvider, AuthResult};
use mqtt5::packet::connect::ConnectPacket;
use mqtt5::types::ReasonCode;
use tokio::sync::Semaphore;

use super::topics;
use crate::ControllerLogins;

/// How many passwords are checked at once, so that a flood of logins leaves the service its breath.
const CHECKS_AT_ONCE: usize = 8;

/// A device that takes smaller packets than this could not be sent a command.
const MIN_PACKET_BYTES: u32 = 512;

/// What was learnt of a connection when it was let in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Admission {
    /// How many withdrawals there had been when its password was checked.
    pub(super) withdrawals: u64,
    /// How many unacknowledged messages the device takes.
    pub(super) receive_maximum: u16,
    /// The largest packet that it takes, in bytes.
    pub(super) max_packet_bytes: u32,
}

/// The broker's door keeper.
pub(super) struct Guard {
    logins: Arc<dyn ControllerLogins>,
    checks: Semaphore,
    /// The last admission of each controller; one entry per controller, so it stays small.
    admitted: Mutex<HashMap<ControllerId, Admission>>,
    withdrawals: AtomicU64,
}

impl Guard {
    pub(super) fn new(logins: Arc<dyn ControllerLogins>) -> Self {
        Self {
            logins,
            checks: Semaphore::new(CHECKS_AT_ONCE),
            admitted: Mutex::default(),
            withdrawals: AtomicU64::new(0),
        }
    }

    /// A login was withdrawn: whoever is between password and connection must come again.
    pub(super) fn withdraw(&self) {
        self.withdrawals.fetch_add(1, Ordering::SeqCst);
    }

    /// What is known of a connection that was just made; `None` if it must not stay, because a
    /// login was withdrawn since its password was checked.
    pub(super) fn admission(&self, controller: ControllerId) -> Option<Admission> {
        let admission = self.lock().get(&controller).copied()?;
        (admission.withdrawals == self.withdrawals.load(Ordering::SeqCst)).then_some(admission)
    }

    async fn check(&self, connect: &ConnectPacket) -> Result<ControllerId, ReasonCode> {
        let withdrawals = self.withdrawals.load(Ordering::SeqCst);
        let login = connect.username.as_deref().ok_or(ReasonCode::NotAuthorized)?;
        let password = connect.password.as_deref().ok_or(ReasonCode::NotAuthorized)?;
        let password = std::str::from_utf8(password).map_err(|_| ReasonCode::BadUsernameOrPassword)?;
        let controller = topics::read_controller(login).ok_or(ReasonCode::BadUsernameOrPassword)?;
        // The client id names the session: another one's id would take over another one's session.
        if connect.client_id != login {
            return Err(ReasonCode::ClientIdentifierNotValid);
        }
        let max_packet_bytes = connect.properties.get_maximum_packet_size().unwrap_or(u32::MAX);
        if max_packet_bytes < MIN_PACKET_BYTES {
            return Err(ReasonCode::PacketTooLarge);
        }
        let permit = self.checks.acquire().await.map_err(|_| ReasonCode::ServerUnavailable)?;
        let known = self.logins.check(login, password).await;
        drop(permit);
        if !known {
            return Err(ReasonCode::BadUsernameOrPassword);
        }
        let receive_maximum = connect.properties.get_receive_maximum().unwrap_or(u16::MAX);
        self.lock().insert(controller, Admission { withdrawals, receive_maximum, max_packet_bytes });
        Ok(controller)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ControllerId, Admission>> {
        self.admitted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AuthProvider for Guard {
    fn authenticate<'a>(
        &'a self,
        connect: &'a ConnectPacket,
        address: SocketAddr,
    ) -> Pin<Box<dyn Future<Output = mqtt5::Result<AuthResult>> + Send + 'a>> {
        Box::pin(async move {
            Ok(match self.check(connect).await {
                Ok(controller) => AuthResult::success_with_user(controller.to_string()),
                Err(reason) => {
                    // What was given as a login is not written: people type passwords there.
                    tracing::warn!(%address, ?reason, "a controller's login was refused");
                    AuthResult::fail(reason)
                }
            })
        })
    }

    fn authorize_publish<'a>(
        &'a self,
        _client_id: &str,
        user_id: Option<&'a str>,
        topic: &'a str,
    ) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        let allowed =
            user_id.and_then(topics::read_controller).is_some_and(|controller| topics::may_publish(controller, topic));
        Box::pin(std::future::ready(allowed))
    }

    fn authorize_subscribe<'a>(
        &'a self,
        _client_id: &str,
        user_id: Option<&'a str>,
        filter: &'a str,
    ) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        let allowed = user_id
            .and_then(topics::read_controller)
            .is_some_and(|controller| topics::may_subscribe(controller, filter));
        Box::pin(std::future::ready(allowed))
    }
}
