//! The machine as the checker wants it, and what it found.

use std::collections::BTreeSet;

use keylink_model::promise::{PROMISES, Promise};
use keylink_model::{Asked, Bug, Machine, Size, State, Step};
use stateright::{Checker, HasDiscoveries, Model, Path, Property};

/// A machine under the checker. `sights` are things that must be possible, so that nothing holds emptily.
#[derive(Clone)]
pub struct Checked {
    pub machine: Machine,
    pub sights: &'static [Sight],
}

/// Something that must happen in some run.
pub type Sight = (&'static str, fn(&Checked, &State) -> bool);

/// The promises' functions know no checker; the checker takes functions only. So each has one here.
const HOLDS: [fn(&Checked, &State) -> bool; 10] = [
    |checked, state| promise(0, checked, state),
    |checked, state| promise(1, checked, state),
    |checked, state| promise(2, checked, state),
    |checked, state| promise(3, checked, state),
    |checked, state| promise(4, checked, state),
    |checked, state| promise(5, checked, state),
    |checked, state| promise(6, checked, state),
    |checked, state| promise(7, checked, state),
    |checked, state| promise(8, checked, state),
    |checked, state| promise(9, checked, state),
];

fn promise(number: usize, checked: &Checked, state: &State) -> bool {
    let Promise { holds, .. } = PROMISES[number];
    holds(&checked.machine, state)
}

impl Model for Checked {
    type State = State;
    type Action = Step;

    fn init_states(&self) -> Vec<State> {
        vec![self.machine.begin()]
    }

    fn actions(&self, state: &State, steps: &mut Vec<Step>) {
        self.machine.steps(state, steps);
    }

    fn next_state(&self, state: &State, step: Step) -> Option<State> {
        Some(self.machine.next(state, step))
    }

    fn properties(&self) -> Vec<Property<Self>> {
        assert_eq!(HOLDS.len(), PROMISES.len());
        let promises = PROMISES.iter().zip(HOLDS).map(|(promise, holds)| Property::always(promise.says, holds));
        promises.chain(self.sights.iter().map(|(says, seen)| Property::sometimes(says, *seen))).collect()
    }
}

/// One node, one use each, nothing goes wrong yet: other sizes change what they are about.
pub fn size(requests: &[(u8, u8)]) -> Size {
    Size {
        requests: requests.iter().map(|(press, node)| Asked { press: *press, node: *node }).collect(),
        nodes: requests.iter().map(|(_, node)| node + 1).max().unwrap_or(1),
        max_uses: None,
        revoke: false,
        deadline: 1,
        presses_until: 0,
        crashes: 0,
        duplicates: 0,
        write_faults: 0,
    }
}

/// Walks through every state; fails with a run that breaks a promise.
pub fn explore(name: &str, size: Size, sights: &'static [Sight]) {
    let checked = Checked { machine: Machine { size, bug: None }, sights };
    let (checker, seconds) = timed(|| {
        let checker = checked.clone().checker().threads(2).finish_when(HasDiscoveries::AnyFailures);
        checker.spawn_bfs().join()
    });
    println!("{name}: {} states, {} steps, {seconds:.1} s", checker.unique_state_count(), checker.state_count());
    for (number, promise) in PROMISES.iter().enumerate() {
        if let Some(path) = checker.discovery(promise.says) {
            let (steps, state) = until_broken(&checked, number, path);
            panic!("{name}: not kept: {}\nafter {steps:#?}\nin {state:#?}", promise.says);
        }
    }
    for (says, _) in sights {
        assert!(checker.discovery(says).is_some(), "{name}: never seen: {says}");
    }
    assert!(checker.is_done());
}

/// Looks for a run that breaks this promise, and sees that with the guard there is none.
pub fn breaks(bug: Bug, size: Size, promise: &'static str) {
    let checked = Checked { machine: Machine { size: size.clone(), bug: Some(bug) }, sights: &[] };
    let (checker, seconds) = timed(|| {
        let wanted = HasDiscoveries::AnyOf(BTreeSet::from([promise]));
        checked.clone().checker().finish_when(wanted).spawn_bfs().join()
    });
    let number = PROMISES.iter().position(|one| one.says == promise).unwrap();
    let found = checker.discovery(promise).map(|path| until_broken(&checked, number, path).0);
    println!("{bug:?}: {} states, {seconds:.2} s, {found:?}", checker.unique_state_count());
    assert!(found.is_some(), "{bug:?} does not break this: {promise}");
    explore("  with the guard", size, &[]);
}

/// The steps up to the first state in which the promise is broken; the checker's own run goes on after it.
fn until_broken(checked: &Checked, number: usize, path: Path<State, Step>) -> (Vec<Step>, State) {
    let mut steps = Vec::new();
    for (state, step) in path.into_vec() {
        if !promise(number, checked, &state) {
            return (steps, state);
        }
        steps.extend(step);
    }
    panic!("the run that was found breaks nothing");
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    #[allow(clippy::disallowed_methods, reason = "how long the search took is printed, nothing depends on it")]
    let began = std::time::Instant::now();
    let done = work();
    (done, began.elapsed().as_secs_f64())
}
