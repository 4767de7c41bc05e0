//! A server that runs: house, router and listener, started and stopped the same way by `serve` and `demo`.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::{Running, Settings as HouseSettings};
use keylink_store::{Options, Store};
use keylink_web::{App, WebSettings};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::settings::Settings;
use crate::{Failure, connections, data};

/// How often latencies that were measured are summed up.
const UPKEEP: Duration = Duration::from_secs(5);

/// The latency histogram's steps, in seconds: from a press that is refused at once to the deadline.
const LATENCY_S: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// A running server.
pub struct Server {
    /// The house and its workers.
    pub running: Running,
    /// Where it listens.
    pub address: SocketAddr,
    /// Done when the database's disk has failed.
    pub disk_failure: Pin<Box<dyn Future<Output = ()> + Send>>,
    stop: oneshot::Sender<()>,
    upkeep: tokio::task::JoinHandle<()>,
    serving: tokio::task::JoinHandle<()>,
}

impl Server {
    /// Starts the server on a listener that is bound already.
    ///
    /// # Errors
    /// When the data folder, the database or the broker cannot be used.
    pub async fn start(settings: &Settings, listener: TcpListener) -> Result<Self, Failure> {
        let address = listener.local_addr()?;
        let public_url = settings.public_url(Some(address))?;
        let (mqtt, sending, openid) = (settings.mqtt()?, settings.sending()?, settings.openid()?);
        data::prepare(&settings.data)?;
        let store = open(settings).await?;
        let disk_failure = Box::pin(store.disk_failure());
        let house_settings = HouseSettings {
            public_url,
            deadline_ms: settings.unlock.deadline_ms,
            limits: settings.limits(),
            personal_days: settings.personal_days,
            mqtt,
            networks: settings.networks()?,
            seal: data::seal_key(&settings.data)?,
            sending,
            openid,
        };
        let running = Running::start(store, house_settings, SystemClock, SystemEntropy).await?;
        let metrics = PrometheusBuilder::new().set_buckets(LATENCY_S)?.install_recorder()?;
        let upkeep = tokio::spawn(upkeep(metrics.clone()));
        let web = WebSettings {
            trusted_proxies: settings.trusted_proxies.clone(),
            metrics: Some(metrics),
            carries_outside: settings.carries_agents(),
        };
        let app = App::new(std::sync::Arc::clone(&running.house), web)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = connections::serve(listener, keylink_web::router(app), settings.connections(), stopped);
        Ok(Self { running, address, disk_failure, stop, upkeep, serving: tokio::spawn(serving) })
    }

    /// Takes no more requests, lets what is under way finish, and closes the database.
    pub async fn stop(self) {
        self.running.house.live().end();
        drop(self.stop);
        if let Err(error) = self.serving.await {
            tracing::error!(%error, "the web server ended badly");
        }
        self.upkeep.abort();
        self.running.stop().await;
    }
}

/// Latencies wait one by one until somebody sums them up: without this they would grow with each opening, for as long as
/// nobody reads `/metrics`.
async fn upkeep(metrics: PrometheusHandle) {
    let mut beat = tokio::time::interval(UPKEEP);
    loop {
        beat.tick().await;
        metrics.run_upkeep();
    }
}

/// Opens the database that the settings name.
///
/// # Errors
/// When it cannot be opened.
pub async fn open(settings: &Settings) -> Result<Store, Failure> {
    use keylink_domain::clock::Clock;
    let url = settings.database_url();
    Store::open(&Options::parse(&url)?, SystemClock.now()).await.map_err(Into::into)
}

/// Binds the address that people reach the server at.
///
/// # Errors
/// When the address is none, or is taken.
pub async fn bind(listen: &str) -> Result<TcpListener, Failure> {
    let addresses: Vec<SocketAddr> = tokio::net::lookup_host(listen)
        .await
        .map_err(|_| format!("{listen:?} is no address to listen on; it must look like 127.0.0.1:8080"))?
        .collect();
    TcpListener::bind(addresses.as_slice()).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("{listen} is in use by another program; stop that one, or choose another port with --listen").into()
        }
        std::io::ErrorKind::PermissionDenied => {
            format!("{listen} may not be used by this account; choose a port above 1023 with --listen").into()
        }
        _ => format!("{listen} cannot be listened on: {error}").into(),
    })
}

/// Sends the program's own words to standard error, as the settings say.
///
/// # Errors
/// When the setting is not understood.
pub fn start_log(filter: &str) -> Result<(), Failure> {
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .map_err(|error| format!("log is {filter:?}: {error}; use error, warn, info or debug"))?;
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).try_init()?;
    Ok(())
}
