//! Where workers take connections. Of those that are free the one that began first takes the next connection: it has copied most
//! pages that queries read, and those that are not needed take no memory.

#[cfg(target_os = "linux")]
pub(super) use linux::Door;
#[cfg(not(target_os = "linux"))]
pub(super) use others::Door;

#[cfg(target_os = "linux")]
mod linux {
    use rustix::buffer::spare_capacity;
    use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
    use rustix::io::retry_on_intr;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::os::unix::net::{UnixListener, UnixStream};

    /// A listener that many processes share.
    pub(in crate::server) struct Door<'a> {
        listener: &'a UnixListener,
        events: OwnedFd,
    }

    impl<'a> Door<'a> {
        /// Waits at `listener` behind those that wait there already.
        ///
        /// # Errors
        /// The system refuses it.
        pub(in crate::server) fn new(listener: &'a UnixListener) -> io::Result<Self> {
            listener.set_nonblocking(true)?;
            let events = epoll::create(CreateFlags::CLOEXEC)?;
            // With EXCLUSIVE the system wakes one that waits, the first that was added; `accept` alone would take turns.
            epoll::add(&events, listener, EventData::new_u64(0), EventFlags::IN | EventFlags::EXCLUSIVE)?;
            Ok(Self { listener, events })
        }

        /// The next connection.
        ///
        /// # Errors
        /// There are none any more.
        pub(in crate::server) fn next(&self) -> io::Result<UnixStream> {
            loop {
                match self.listener.accept() {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        let mut events = Vec::with_capacity(1);
                        retry_on_intr(|| epoll::wait(&self.events, spare_capacity(&mut events), None))?;
                    }
                    accepted => return accepted.map(|(connection, _)| connection),
                }
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod others {
    use std::io;
    use std::os::unix::net::{UnixListener, UnixStream};

    /// A listener that many processes share.
    pub(in crate::server) struct Door<'a>(&'a UnixListener);

    impl<'a> Door<'a> {
        /// Waits at `listener` in turn with others.
        pub(in crate::server) fn new(listener: &'a UnixListener) -> io::Result<Self> {
            Ok(Self(listener))
        }

        /// The next connection.
        ///
        /// # Errors
        /// There are none any more.
        pub(in crate::server) fn next(&self) -> io::Result<UnixStream> {
            self.0.accept().map(|(connection, _)| connection)
        }
    }
}
