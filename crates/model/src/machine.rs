//! The machine: which steps may come next, and where each leads.

use crate::size::{Bug, Size};
use crate::state::State;
use crate::step::{Step, small};
use crate::{door, house, network};

/// A house, its doors and its guests, of some size.
#[derive(Debug, Clone)]
pub struct Machine {
    /// How large it is.
    pub size: Size,
    /// The guard that it lacks.
    pub bug: Option<Bug>,
}

impl Machine {
    /// How it begins.
    pub fn begin(&self) -> State {
        State::default()
    }

    /// Everything that may happen next, in a fixed order.
    pub fn steps(&self, state: &State, steps: &mut Vec<Step>) {
        house::steps(self, state, steps);
        network::steps(self, state, steps);
        if state.now < self.size.horizon() {
            steps.push(Step::Tick);
        }
    }

    /// Where a step leads.
    pub fn next(&self, before: &State, step: Step) -> State {
        let mut state = *before;
        match step {
            Step::Tick => state.now += 1,
            Step::Deliver(command, does) => {
                network::take(&mut state, command);
                door::act(self, &mut state, command, does);
            }
            Step::LoseCommand(_) | Step::DoubleCommand(_) | Step::LoseAnswer(..) | Step::DoubleAnswer(..) => {
                network::step(&mut state, step);
            }
            _ => house::step(self, &mut state, step),
        }
        state
    }

    pub(crate) fn has(&self, bug: Bug) -> bool {
        self.bug == Some(bug)
    }

    /// When the command of this request's unlock is dead.
    pub(crate) fn deadline(&self, state: &State, request: usize) -> u8 {
        state.requests[request].pressed_at + self.size.deadline
    }

    /// The requests, each with its number, its press and its node.
    pub(crate) fn asked(&self) -> impl Iterator<Item = (usize, u8, usize)> {
        self.size.requests.iter().enumerate().map(|(number, asked)| (number, asked.press, usize::from(asked.node)))
    }

    pub(crate) fn node_of(&self, request: usize) -> usize {
        self.size.requests.get(request).map_or(0, |asked| usize::from(asked.node))
    }

    /// The requests of the same press.
    pub(crate) fn same_press(&self, request: usize) -> impl Iterator<Item = usize> {
        let press = self.size.requests.get(request).map(|asked| asked.press);
        self.asked().filter(move |(_, other, _)| Some(*other) == press).map(|(number, ..)| number)
    }

    pub(crate) fn nodes(&self) -> impl Iterator<Item = (usize, u8)> {
        (0..usize::from(self.size.nodes)).map(|node| (node, small(node)))
    }
}
