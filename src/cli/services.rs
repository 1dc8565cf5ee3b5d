//! Which endpoints a question may call by SERVICE; several commands share the arguments.

use super::seconds;
use clap::Args;
use lauazym::remote::address::Host;
use lauazym::remote::services::HttpServices;
use std::time::Duration;

#[derive(Clone, Debug, Default, Args)]
pub(super) struct Services {
    /// Let questions call endpoints on this host by SERVICE: HOST or HOST:PORT; can be given several times
    #[arg(long, value_name = "HOST")]
    allow_service: Vec<Host>,
    /// End each call to a service after so many seconds [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    service_timeout: Option<Duration>,
}

impl Services {
    /// Calls to the hosts that were allowed; to none, when none was.
    pub(super) fn http(&self) -> HttpServices {
        HttpServices::new(self.allow_service.clone(), self.service_timeout.unwrap_or(HttpServices::DEADLINE))
    }

    /// Whether any host was allowed.
    pub(super) fn any(&self) -> bool {
        !self.allow_service.is_empty()
    }
}
