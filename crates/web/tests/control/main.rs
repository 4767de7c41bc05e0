//! The control center from outside: a real house on a file, pages asked for as a browser asks for them.

mod doors;
mod events;
mod guards;
mod links;
mod people;
mod signing_in;
mod world;
