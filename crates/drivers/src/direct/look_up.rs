//! Names of devices are looked up few at a time. A look-up cannot be broken off, and takes one of the threads on which
//! passwords are hashed, too, for as long as a name server is silent.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// How many names of all devices together are looked up at a time.
const OF_ALL: usize = 32;
/// How many one device may have under way.
const OF_ONE: usize = 2;

/// The places of one device, and those that all devices share.
#[derive(Clone)]
pub(crate) struct LookUps {
    own: Arc<Semaphore>,
    shared: &'static Semaphore,
}

impl LookUps {
    /// For one device more.
    pub(crate) fn new() -> Self {
        static SHARED: Semaphore = Semaphore::const_new(OF_ALL);
        Self::within(&SHARED)
    }

    fn within(shared: &'static Semaphore) -> Self {
        Self { own: Arc::new(Semaphore::new(OF_ONE)), shared }
    }

    /// What was found, when its turn has come. Who goes away leaves the place taken until the look-up is over.
    pub(crate) async fn take_turn<T: Send + 'static>(
        &self,
        looking: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        let place = Arc::clone(&self.own).acquire_owned().await.ok()?;
        let turn = self.shared.acquire().await.ok()?;
        let looking = tokio::spawn(async move {
            let found = looking.await;
            drop((place, turn));
            found
        });
        looking.await.ok()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    const SOON: Duration = Duration::from_secs(1);

    /// Asks a name server that is silent, and goes away after a while. Counts who asked.
    async fn ask_in_vain(look_ups: &LookUps, asked: &Arc<AtomicUsize>) {
        let asked = Arc::clone(asked);
        let looking = async move {
            asked.fetch_add(1, Ordering::SeqCst);
            std::future::pending::<()>().await;
        };
        assert!(timeout(SOON, look_ups.take_turn(looking)).await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_device_whose_name_is_not_found_has_so_many_under_way_and_holds_up_no_other() {
        let shared = Box::leak(Box::new(Semaphore::new(OF_ALL)));
        let (device, asked) = (LookUps::within(shared), Arc::default());
        for _ in 0..5 {
            ask_in_vain(&device, &asked).await;
        }
        assert_eq!(asked.load(Ordering::SeqCst), OF_ONE, "those who went away have not made room");
        let other = LookUps::within(shared);
        assert_eq!(timeout(SOON, other.take_turn(async { "here" })).await.unwrap(), Some("here"));
    }

    #[tokio::test(start_paused = true)]
    async fn all_devices_together_have_so_many_under_way() {
        let shared = Box::leak(Box::new(Semaphore::new(OF_ALL)));
        let asked = Arc::default();
        for _ in 0..OF_ALL {
            ask_in_vain(&LookUps::within(shared), &asked).await;
        }
        ask_in_vain(&LookUps::within(shared), &asked).await;
        assert_eq!(asked.load(Ordering::SeqCst), OF_ALL);
        shared.add_permits(1);
        assert_eq!(LookUps::within(shared).take_turn(async { "here" }).await, Some("here"));
    }
}
