//! What a script can do for a step of the plan.

use crate::primitives::words::words;

words! {
    /// What a script does for a step.
    pub enum Action {
        /// Looks for the agent and stops when it is there.
        FindAgent = "findAgent",
        /// Looks whether the machine is one that the bundle is for.
        CheckMachine = "checkMachine",
        /// Looks for the tools that the script itself needs.
        CheckImage = "checkImage",
        /// Looks for net-tools.
        CheckNetTools = "checkNetTools",
        /// Makes the given certificate a trusted one.
        TrustCertificate = "trustCertificate",
        /// Keeps the store's credentials for this run's downloader.
        KeepCredentials = "keepCredentials",
        /// Installs Python 2.
        InstallPython2 = "installPython2",
        /// Installs the headers of OpenSSL.
        InstallOpensslHeaders = "installOpensslHeaders",
        /// Downloads the bundle.
        FetchBundle = "fetchBundle",
        /// Compares the bundle's checksum.
        VerifyBundle = "verifyBundle",
        /// Unpacks the bundle.
        UnpackBundle = "unpackBundle",
        /// Moves the bundle to where the recipe installs it from.
        PlaceBundle = "placeBundle",
        /// Installs the agent.
        InstallAgent = "installAgent",
        /// Tells the agent where its stores are.
        HandOver = "handOver",
        /// Keeps the store's credentials for the agent.
        HandOverCredentials = "handOverCredentials",
        /// Sees that the service is up.
        CheckService = "checkService",
        /// Installs additional software.
        InstallSoftware = "installSoftware",
        /// Lets the lifecycle user run commands.
        AllowCommands = "allowCommands",
    }
}
