//! What the database's threads are handed: something to do in a transaction, and somebody who waits for the answer.

use futures_util::FutureExt;
use tokio::sync::{mpsc, oneshot};

use crate::error::Error;
use crate::store::BoxFuture;
use crate::tx::Tx;

/// What wakes a thread of the database.
pub(super) enum Call {
    /// There is something to do.
    Job(Box<dyn Job>),
    /// The disk has nothing to do: what has been done may be committed. For the writer.
    DiskIsFree,
}

/// What becomes of a group of jobs when one of them fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is undone alone.
    Alone,
    /// All of them are undone. For jobs that fail only where the database itself does.
    Shared,
}

/// Something to do in a transaction, and somebody who waits for the answer.
pub(super) trait Job: Send {
    /// What becomes of the others when it fails.
    fn fate(&self) -> Fate;
    /// Does it; tells whether it may stay.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// Answers, once it is known whether the transaction stands.
    fn answer(self: Box<Self>, stands: Result<(), Error>);
}

struct Work<F, T, E> {
    fate: Fate,
    todo: Option<F>,
    done: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Work<F, T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn fate(&self) -> Fate {
        self.fate
    }

    fn run(&mut self, tx: &mut Tx) -> bool {
        let Some(todo) = self.todo.take() else { return false };
        // Every store function on SQLite is done when it is first polled.
        let done = todo(tx).now_or_never().unwrap_or_else(|| Err(Error::Waited.into()));
        let keep = done.is_ok();
        self.done = Some(done);
        keep
    }

    fn answer(self: Box<Self>, stands: Result<(), Error>) {
        let answer = match (self.done, stands) {
            // What failed by itself has a better reason than the group.
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (_, Err(error)) => Err(error.into()),
            (None, Ok(())) => Err(Error::Fault.into()),
        };
        // Whoever asked may have gone away; the change stands all the same.
        drop(self.reply.send(answer));
    }
}

/// Hands a job over, and waits for its answer.
pub(super) async fn hand_over<F, T, E>(queue: &mpsc::Sender<Call>, fate: Fate, todo: F) -> Result<T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let job = Box::new(Work { fate, todo: Some(todo), done: None, reply });
    queue.send(Call::Job(job)).await.map_err(|_| E::from(Error::Closed))?;
    answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
}
