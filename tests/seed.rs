//! The seed's support table, as it was printed.

/// The clouds, in the order of its columns.
pub(crate) const CLOUDS: [&str; 7] = ["aws", "azure", "google", "openstack", "vmware", "softlayer", "alibaba"];

/// As it was printed and put together again: VMware's column from the text, the last two from the page of release 4.8, where
/// Ubuntu 16.04 was not printed.
pub(crate) const SEED: [(&str, [&str; 7]); 8] = [
    ("windows-2008", ["Yes2", "Yes2", "Yes2", "Yes2", "No", "Yes2", "Yes2"]),
    ("windows-2012", ["Yes2", "Yes2", "Yes2", "Yes2", "No", "Yes2", "Yes2"]),
    ("windows-2016", ["Yes", "Yes", "No", "Yes", "No", "Yes", "No"]),
    ("centos-6", ["Depends on the setup", "Openlogic", "Yes", "Yes", "No", "Yes", "Yes"]),
    ("centos-7", ["Yes", "Openlogic", "Yes", "Yes", "No", "Yes", "Yes"]),
    ("rhel-6", ["Yes", "Yes", "Yes", "No", "No", "Yes", "Yes"]),
    ("rhel-7", ["Yes", "Yes", "Yes", "No", "No", "Yes", "Yes"]),
    ("ubuntu-16.04", ["Yes1", "Yes1", "Yes1", "Yes1", "No", "", ""]),
];
